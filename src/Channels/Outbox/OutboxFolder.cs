using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Personalization.Journeys.Channels.Email;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Simulation;

namespace Personalization.Journeys.Channels.Outbox;

/// <summary>
/// The default of an engine that reaches nobody: each message a file, `LANE/DAY/KEY.eml` or `.json`, and a line in
/// `messages.jsonl`. One process at a time; the engine's lock sees to it.
/// </summary>
public sealed class OutboxFolder : IDisposable
{
    private const int Page = 1_000;

    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(10);

    private readonly string _folder;
    private readonly string _unfinished;
    private readonly OutboxIndex _index;
    private readonly TimeProvider _time;

    private OutboxFolder(string folder, Func<string, Workspace?> release, Mailbox from, TimeProvider time)
    {
        _folder = folder;
        _time = time;
        _unfinished = Path.Combine(folder, ".unfinished");
        DurableFile.CreateFolder(_unfinished);
        foreach (var left in Directory.EnumerateFiles(_unfinished))
        {
            File.Delete(left);
        }

        _index = new OutboxIndex(Path.Combine(folder, "messages.jsonl"));
        Channels = [.. ChannelNames.All.Select(lane => new OutboxLane(lane, this, release, from, time))];
    }

    /// <summary>One a lane: `email`, `push`, `web`, `chat`.</summary>
    public ImmutableArray<IChannel> Channels { get; }

    /// <param name="release">The workspace of a release by its hash, null when it is not kept.</param>
    /// <exception cref="IOException">The folder can not be made or written.</exception>
    /// <exception cref="ArgumentException">The sender's address is none.</exception>
    public static OutboxFolder Open(string folder, Func<string, Workspace?> release, EmailOptions email, TimeProvider time)
    {
        var from = Mailbox.Find(email.From, email.FromName) ?? throw new ArgumentException($"`{email.From}` is no address to send from; write one like shop@example.org", nameof(email));
        return new OutboxFolder(Path.GetFullPath(folder), release, from, time);
    }

    /// <summary>
    /// Makes the index what the ledger says, then follows the engine until it stops: messages also end without their channel,
    /// because the gate held them back or nobody knows what became of them. Run beside everything else; what a stop or a
    /// crash leaves undone is done after the next start.
    /// </summary>
    public async Task KeepAsync(EngineLoop loop, IHistory history, CancellationToken stop)
    {
        var commits = System.Threading.Channels.Channel.CreateUnbounded<Committed>();
        using var watch = loop.Watch(committed =>
        {
            if (EndedWithoutChannel(committed).Any())
            {
                commits.Writer.TryWrite(committed);
            }
        });
        await PersistAsync(() => ReconcileAsync(history, stop), stop);
        while (await commits.Reader.WaitToReadAsync(stop))
        {
            var keys = new List<string>();
            while (commits.Reader.TryRead(out var committed))
            {
                keys.AddRange(EndedWithoutChannel(committed));
            }

            await PersistAsync(() => FollowAsync(keys, history, stop), stop);
        }
    }

    public void Dispose() => _index.Dispose();

    internal static bool IsFileName(string key) =>
        key.Length is > 0 and <= 128 && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    /// <summary>True when the file was there before; it is left as it is.</summary>
    internal bool Put(OutboxRow row, ReadOnlySpan<byte> bytes)
    {
        var path = PathOf(row);
        if (File.Exists(path))
        {
            // The crash that left it may have come before its name was durable.
            DurableFile.FlushFolder(Path.GetDirectoryName(path)!);
            return true;
        }

        DurableFile.CreateFolder(Path.GetDirectoryName(path)!);
        DurableFile.Write(path, Path.Combine(_unfinished, row.Key), bytes);
        return false;
    }

    /// <summary>Deletes the files of these keys, whatever day they are of.</summary>
    internal void Delete(string lane, IReadOnlyCollection<string> keys)
    {
        var folder = Path.Combine(_folder, lane);
        var days = Directory.Exists(folder) ? Directory.GetDirectories(folder) : [];
        foreach (var day in days)
        {
            foreach (var key in keys.Where(IsFileName))
            {
                File.Delete(Path.Combine(day, key + Extension(lane)));
            }

            DurableFile.FlushFolder(day);
        }
    }

    internal void Note(OutboxRow row, HandOver message, OutcomeKind status, string? reason, bool mayStandThere)
    {
        var record = new MessageRecord(
            row.Key, message.At, row.Customer, message.Run, message.Journey, message.Version, message.Step, message.Channel, message.Template, message.Purpose,
            status, reason, message.Arm);
        if (mayStandThere)
        {
            _index.AddIfMissing(record);
        }
        else
        {
            _index.Add(record);
        }
    }

    /// <summary>A line for each finished message.</summary>
    internal Task ReconcileAsync(IHistory history, CancellationToken cancellation) => KnowingAllLinesAsync(async () =>
    {
        var after = 0L;
        IReadOnlyList<OutboxEntry> page;
        do
        {
            page = await history.OutboxAsync(after, Page, null, null, cancellation);
            foreach (var entry in page)
            {
                NoteFinished(entry);
                after = entry.Sequence;
            }
        }
        while (page.Count == Page);
    });

    /// <summary>What ended behind the channel's back; the file is read once for all of them.</summary>
    internal Task FollowAsync(IReadOnlyCollection<string> keys, IHistory history, CancellationToken cancellation) => KnowingAllLinesAsync(async () =>
    {
        foreach (var key in keys)
        {
            if (await history.OutboxAsync(key, cancellation) is { } entry)
            {
                NoteFinished(entry);
            }
        }
    });

    private async Task KnowingAllLinesAsync(Func<Task> note)
    {
        _index.Remember();
        try
        {
            await note();
        }
        finally
        {
            _index.Forget();
        }
    }

    private static IEnumerable<string> EndedWithoutChannel(Committed committed) =>
        committed.Journal.Select(r => r.Entry).OfType<OutcomeNoted>()
            .Where(o => o.Kind is OutcomeKind.Skipped or OutcomeKind.Expired or OutcomeKind.Unknown)
            .Select(o => o.SendKey);

    // A store that is full or busy now may not be in a while; the messages themselves do not wait for this.
    private async Task PersistAsync(Func<Task> act, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                await act();
                return;
            }
            catch (Exception failure) when (failure is StoreException or IOException or UnauthorizedAccessException)
            {
                await Task.Delay(_pause, _time, stop);
            }
        }
    }

    private void NoteFinished(OutboxEntry entry)
    {
        OutcomeKind? status = entry.Status switch
        {
            OutboxStatus.Accepted => OutcomeKind.Accepted,
            OutboxStatus.Rejected => OutcomeKind.Rejected,
            OutboxStatus.Skipped => OutcomeKind.Skipped,
            OutboxStatus.Expired => OutcomeKind.Expired,
            OutboxStatus.Unknown => OutcomeKind.Unknown,
            _ => null,
        };
        if (status is { } known && ChannelNames.All.Contains(entry.Row.Lane) && MessageFile.Read(entry.Row) is { } message)
        {
            Note(entry.Row, message, known, entry.Reason, mayStandThere: false);
        }
    }

    private string PathOf(OutboxRow row) =>
        Path.Combine(_folder, row.Lane, row.At.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture), row.Key + Extension(row.Lane));

    private static string Extension(string lane) => lane == ChannelNames.Of(Channel.Email) ? ".eml" : ".json";
}
