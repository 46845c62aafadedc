using System.Text.Json;
using NodaTime;
using Personalization.Journeys.Channels.Email;
using Personalization.Journeys.Channels.Outbox;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Sending;
using Personalization.Journeys.Runtime.Serialization;
using Personalization.Journeys.Runtime.Simulation;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Channels.Tests.Outbox;

/// <summary>An outbox folder on disk, and the ledger that feeds it.</summary>
internal sealed class OutboxBench : IDisposable
{
    public static readonly Instant At = Instant.FromUtc(2025, 3, 4, 23, 30);

    public const string Text = """
        workspace shop:
          language 1
          time zone "Europe/Berlin"
          currency EUR

        purpose marketing

        customer:
          first_name text, optional, personal
          email text, optional, personal
          time_zone zone, optional
          language text, optional

        template email mail for marketing:
          takes deadline moment
          subject "Until {deadline}"
          text "Hello {customer.first_name default 'friend'}"

        template push note for marketing:
          title "Until tonight"
          text "Hello"
          link "app://cart"

        template chat question for marketing:
          text "Shall we?"
          choices ["Yes", "No"]
        """;

    private readonly Workspace _workspace = Compiled.Program(Text);

    public OutboxBench()
    {
        Folder = Path.Combine(Directory.CreateTempSubdirectory("outbox-").FullName, "outbox");
        Outbox = Open();
    }

    public string Folder { get; }

    public OutboxFolder Outbox { get; private set; }

    public MemoryStore Store { get; } = new(TimeProvider.System);

    public string Index => Path.Combine(Folder, "messages.jsonl");

    public IEnumerable<string> Files => Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(Folder, f).Replace('\\', '/'))
        .Where(f => f != "messages.jsonl")
        .Order(StringComparer.Ordinal);

    public IReadOnlyList<(string Key, string Status)> Lines => [.. File.ReadAllLines(Index).Select(line =>
    {
        using var json = JsonDocument.Parse(line);
        return (json.RootElement.GetProperty("send_key").GetString()!, json.RootElement.GetProperty("status").GetString()!);
    })];

    public OutboxRow Row(string lane, string template, int number = 0, string customer = "c1", string? key = null, RecordValue? fields = null)
    {
        key ??= SendKey.Of("shop", customer + "/j/" + number, "s1", 1, 0);
        var values = RecordValue.Of(("deadline", new MomentValue(At)), ("customer", fields ?? RecordValue.Empty));
        var message = new HandOver(
            key, At, customer + "/j/1", "j", 3, "s1", Enum.Parse<Channel>(lane, ignoreCase: true), template, "marketing", "", values, null, null, "e:a", null);
        return new OutboxRow(key, customer, lane, "marketing", At, null, _workspace.Hash, OutboxCodec.Encode(message));
    }

    public Task<DeliveryResult> SendAsync(OutboxRow row, int @try = 1, params string[] addresses) =>
        Lane(row.Lane).SendAsync(new Claimed(row, [.. addresses], @try), CancellationToken.None);

    public IChannel Lane(string lane) => Outbox.Channels.Single(c => c.Lane == lane);

    public void Reopen()
    {
        Outbox.Dispose();
        Outbox = Open();
    }

    public string Read(string file) => File.ReadAllText(Path.Combine(Folder, file));

    public void Dispose()
    {
        Outbox.Dispose();
        Directory.Delete(Path.GetDirectoryName(Folder)!, recursive: true);
    }

    private OutboxFolder Open() =>
        OutboxFolder.Open(Folder, hash => hash == _workspace.Hash ? _workspace : null, new EmailOptions { From = "shop@aurora.example" }, TimeProvider.System);
}
