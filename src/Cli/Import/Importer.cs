using System.Collections.Concurrent;
using NodaTime;
using Personalization.Journeys.Cli.Data;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Cli.Import;

/// <summary>
/// Puts the records of a file into the inbox, a page a transaction, and remembers how far it has come. The engine decides
/// them, this one or the next: there is one way in, whether an engine runs or not.
/// </summary>
internal sealed class Importer(IStore store, TimeProvider time)
{
    private const int PageSize = 2_000;
    private const int PagesAhead = 4;

    /// <param name="report">Hears how much of the file is read, from 0 to 1.</param>
    public async Task<(ImportCursor End, Refusal? Refusal)> RunAsync(
        ImportFile file, string identity, ImportCursor from, Rejects rejects, Action<double> report, CancellationToken cancellation)
    {
        using var pages = new BlockingCollection<ImportPage>(PagesAhead);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var reading = Task.Run(() => Read(file, from.Records, pages, report, stop.Token), CancellationToken.None);
        var at = from;
        try
        {
            foreach (var page in pages.GetConsumingEnumerable(cancellation))
            {
                at = await PutAsync(page, identity, at, rejects, cancellation);
            }
        }
        finally
        {
            await stop.CancelAsync();
        }

        if (await reading is { } refusal)
        {
            return (at, refusal);
        }

        var end = at with { IsDone = true };
        await end.KeepAsync(store, identity, at, Now, cancellation);
        return (end, null);
    }

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    private async ValueTask<ImportCursor> PutAsync(ImportPage page, string identity, ImportCursor before, Rejects rejects, CancellationToken cancellation)
    {
        await store.AddToInboxAsync(page.Rows(), cancellation);
        page.Rejects.ForEach(rejects.Add);
        rejects.Flush();
        var after = new ImportCursor(before.Records + page.Records, before.Taken + page.Taken, before.Rejected + page.Rejects.Count, IsDone: false);
        await after.KeepAsync(store, identity, before, Now, cancellation);
        return after;
    }

    private Refusal? Read(ImportFile file, long skip, BlockingCollection<ImportPage> pages, Action<double> report, CancellationToken stop)
    {
        try
        {
            using var raw = File.OpenRead(file.Path);
            using var stream = RecordedLines.Unpacked(raw, file.Name);
            var page = new ImportPage();
            var refusal = file.Kind == ImportKind.Events
                ? RecordedFile.ReadEvents(file.Workspace, file.EventMap, stream, file.Name, e => Next(() => page.Add(e, !file.IsLive, Now)), Refuse)
                : RecordedFile.ReadCustomers(file.Workspace, file.CustomerMap, stream, file.Name, c => Next(() => page.Add(c, Now)), Refuse);
            if (page.Records > 0)
            {
                pages.Add(page, stop);
            }

            return refusal;

            void Refuse(Reject reject) => Next(() => page.Rejects.Add(reject));

            void Next(Action add)
            {
                stop.ThrowIfCancellationRequested();
                if (skip-- > 0)
                {
                    return;
                }

                add();
                if (page.Records == PageSize)
                {
                    pages.Add(page, stop);
                    page = new ImportPage();
                    report((double)raw.Position / raw.Length);
                }
            }
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        finally
        {
            pages.CompleteAdding();
        }
    }
}
