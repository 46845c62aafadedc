using System.Text.Json.Nodes;
using Personalization.Journeys.Backends.Sqlite;
using Personalization.Journeys.Recovery.IntegrationTests.Processes;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Serialization;

namespace Personalization.Journeys.Recovery.IntegrationTests.Kills;

/// <summary>What is left on disk when everything is over.</summary>
/// <param name="Acknowledged">Ids that were answered with 202.</param>
/// <param name="Applied">Ids of journaled events, each as often as it was applied.</param>
/// <param name="Sent">Send keys of the journal, each as often as it was sent.</param>
/// <param name="Files">Send key and content of every file, instants taken out.</param>
/// <param name="Indexed">Send keys of the index, each as often as it is listed.</param>
/// <param name="Unfinished">Outbox rows without a good end.</param>
/// <param name="Customers">Documents in words, instants and counts of commits taken out.</param>
/// <param name="Parcels">Baskets that were registered, one for each call id.</param>
internal sealed record Aftermath(
    IReadOnlySet<string> Acknowledged,
    IReadOnlyList<string> Applied,
    IReadOnlyList<string> Sent,
    IReadOnlyList<(string Key, string Content)> Files,
    IReadOnlyList<string> Indexed,
    IReadOnlyList<string> Unfinished,
    IReadOnlyList<string> Customers,
    IReadOnlyList<string> Parcels)
{
    private const int Page = 1_000;

    public static async Task<Aftermath> ReadAsync(string data, IReadOnlySet<string> acknowledged, ParcelService parcels)
    {
        using var store = SqliteStore.Open(data, TimeProvider.System);
        var journal = await AllAsync<JournalRow>(last => store.JournalAsync(last?.Sequence ?? 0, Page, default));
        var outbox = await AllAsync<OutboxEntry>(last => store.OutboxAsync(last?.Sequence ?? 0, Page, null, null, default));
        var documents = await AllAsync<DocumentRow>(last => store.PageAsync(last?.Customer, Page, default));
        var folder = Path.Combine(data, "outbox");
        return new Aftermath(
            acknowledged,
            [.. journal.Select(r => r.Entry).OfType<EventApplied>().Where(e => e.Fate == EventFate.Applied).Select(e => e.Id)],
            [.. journal.Select(r => r.Entry).OfType<MessageSent>().Select(m => m.SendKey).Order(StringComparer.Ordinal)],
            [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(f => Path.GetDirectoryName(f) != folder)
                .Select(f => (Path.GetFileNameWithoutExtension(f), WithoutInstants(f)))
                .OrderBy(f => f.Item1, StringComparer.Ordinal)],
            [.. File.ReadAllLines(Path.Combine(folder, "messages.jsonl")).Select(l => JsonNode.Parse(l)!["send_key"]!.GetValue<string>()).Order(StringComparer.Ordinal)],
            [.. outbox.Where(o => o.Status is not (OutboxStatus.Accepted or OutboxStatus.Answered)).Select(o => $"{o.Row.Key} of {o.Row.Customer}: {o.Status} {o.Reason}")],
            [.. documents.Select(d => InWords(DocumentCodec.Decode(d.Document.Span)))],
            [.. parcels.Parcels.Values.Order(StringComparer.Ordinal)]);
    }

    private static async Task<List<T>> AllAsync<T>(Func<T?, ValueTask<IReadOnlyList<T>>> next)
        where T : class
    {
        var all = new List<T>();
        while (await next(all.LastOrDefault()) is { Count: > 0 } page)
        {
            all.AddRange(page);
        }

        return all;
    }

    private static string WithoutInstants(string file)
    {
        if (file.EndsWith(".json", StringComparison.Ordinal))
        {
            var json = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
            json.Remove("at");
            return json.ToJsonString();
        }

        return string.Join('\n', File.ReadLines(file).Where(l => !l.StartsWith("Date: ", StringComparison.Ordinal)));
    }

    private static string InWords(CustomerDocument customer) =>
        $"""
        {customer.Id}: {string.Join(", ", customer.Attributes.Fields.Select(f => $"{f.Key} = {f.Value}"))}
          {customer.EntryCount} entries, alive {string.Join(", ", customer.Runs.Select(r => $"{r.Id} at {string.Join('+', r.Threads.Select(t => t.Step))}"))}
          messages {string.Join(", ", customer.Messages.Select(m => $"{m.SendKey} {m.Template} {m.Counts}"))}
          events {string.Join(", ", customer.EventIds)}
        """;
}
