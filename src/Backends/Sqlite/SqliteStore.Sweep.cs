using System.Text.Json;
using NodaTime;
using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Backends.Sqlite;

public sealed partial class SqliteStore
{
    private const int SweepPage = 1_000;

    public async ValueTask SweepAsync(Retention keep, Instant now, CancellationToken cancellation)
    {
        await Whole(c => SweepSeenEvents(c, now - Retention.SeenEvents), cancellation);
        await Whole(c => SweepPayloads(c, now - Retention.Payloads), cancellation);
        foreach (var (type, time) in keep.Events)
        {
            await Whole(c => SweepEvents(c, type, now - time), cancellation);
        }

        if (keep.Journal is { } rest)
        {
            var own = JsonSerializer.Serialize(keep.Events.Keys.Order(StringComparer.Ordinal));
            await Whole(c => SweepOthers(c, own, now - rest), cancellation);
        }

        await GiveBackSpace(cancellation);
    }

    private static bool SweepSeenEvents(Connection c, Instant before)
    {
        using var delete = c.Prepare("""
            delete from event_id
            where (customer, hash) in (select customer, hash from event_id where day < $day limit $page)
            """);
        return delete.Bind(DayOf(before)).Bind(SweepPage).Run() == SweepPage;
    }

    private static bool SweepPayloads(Connection c, Instant before)
    {
        using var empty = c.Prepare("""
            update outbox
            set body = x''
            where seq in (select seq from outbox where finished_at < $before and length(body) > 0 order by finished_at limit $page)
            """);
        return empty.Bind(before).Bind(SweepPage).Run() == SweepPage;
    }

    private static bool SweepEvents(Connection c, string type, Instant before)
    {
        using var delete = c.Prepare("delete from journal where seq > $after and seq <= $upto and event = $type");
        return SweepJournal(c, "event " + type, before, (after, upto) => delete.Bind(after).Bind(upto).Bind(type).Run());
    }

    private static bool SweepOthers(Connection c, string own, Instant before)
    {
        using var delete = c.Prepare("""
            delete from journal
            where seq > $after and seq <= $upto and (event is null or event not in (select value from json_each($own)))
            """);
        return SweepJournal(c, "all but " + own, before, (after, upto) => delete.Bind(after).Bind(upto).Bind(own).Run());
    }

    /// <summary>
    /// Rows are in the order of their times: each sweep goes on where the last one of its kind stopped and never reads a row
    /// twice. The newest row stays, because its number must not be given again.
    /// </summary>
    private static bool SweepJournal(Connection c, string what, Instant before, Action<long, long> delete)
    {
        var after = Swept(c, what);
        var (upto, rows) = OldRows(c, after, before);
        if (rows == 0)
        {
            return false;
        }

        delete(after, upto);
        using var mark = c.Prepare("""
            insert into swept (what, seq)
            values ($what, $seq)
            on conflict (what) do update set seq = excluded.seq
            """);
        mark.Bind(what).Bind(upto).Run();
        return rows == SweepPage;
    }

    private static (long Last, int Count) OldRows(Connection c, long after, Instant before)
    {
        using var page = c.Prepare("""
            select seq, at
            from journal
            where seq > $after and seq < (select max(seq) from journal)
            order by seq
            limit $page
            """);
        page.Bind(after).Bind(SweepPage);
        var (last, count) = (after, 0);
        while (page.Next() && page.Instant(1) < before)
        {
            (last, count) = (page.Long(0), count + 1);
        }

        return (last, count);
    }

    private static long Swept(Connection c, string what)
    {
        using var swept = c.Prepare("select seq from swept where what = $what");
        return swept.Bind(what).Next() ? swept.Long(0) : 0;
    }

    private static long DayOf(Instant at) => at.ToUnixTimeSeconds() / NodaConstants.SecondsPerDay;

    private async ValueTask Whole(Func<Connection, bool> page, CancellationToken cancellation)
    {
        while (await WriteAsync(page, cancellation))
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private async ValueTask GiveBackSpace(CancellationToken cancellation) =>
        await Whole(
            c =>
            {
                c.Script("pragma incremental_vacuum(1000)");
                return c.Number("pragma freelist_count") > 0;
            },
            cancellation);
}
