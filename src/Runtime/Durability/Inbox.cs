using NodaTime;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Serialization;

namespace Personalization.Journeys.Runtime.Durability;

/// <summary>
/// The inbox as the loop sees it: rows of this process come by themselves, those of others are looked for. No row is given
/// out twice.
/// </summary>
internal sealed class Inbox(IStore store, Duration pause)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, Submission> _underWay = [];
    private long _readTo;
    private bool _mayHaveMore = true;
    private Instant _nextLook = Instant.MinValue;

    /// <summary>Up to here everything is under way or decided.</summary>
    public bool IsRead => !_mayHaveMore;

    public Instant NextLook => _mayHaveMore ? Instant.MinValue : _nextLook;

    /// <summary>The submission of a row, and whether it is a new one; null when the row is decided already.</summary>
    public (Submission? Row, bool IsNew) Take(InboxRow row)
    {
        lock (_lock)
        {
            if (_underWay.TryGetValue(row.Id, out var known))
            {
                return (known, false);
            }

            if (row.Id <= _readTo)
            {
                return (null, false);
            }

            var submission = new Submission(row.Customer, InputCodec.Decode(row.Input.Span), row.Id);
            _underWay.Add(row.Id, submission);
            return (submission, true);
        }
    }

    /// <summary>It is decided, or was not taken after all.</summary>
    public void Leave(Submission submission)
    {
        lock (_lock)
        {
            if (submission.InboxId is { } id)
            {
                _underWay.Remove(id);
            }
        }
    }

    /// <summary>A page of what others put there.</summary>
    public async Task<List<Submission>> LookAsync(Instant now, int most, CancellationToken cancellation)
    {
        if (now < NextLook)
        {
            return [];
        }

        var rows = await store.InboxAsync(_readTo, most, cancellation).ConfigureAwait(false);
        var found = new List<Submission>();
        foreach (var row in rows)
        {
            try
            {
                if (Take(row) is { IsNew: true, Row: { } submission })
                {
                    found.Add(submission);
                }
            }
            catch (FormatException damage)
            {
                await ParkAsync(row, damage.Message, now, cancellation).ConfigureAwait(false);
            }
        }

        lock (_lock)
        {
            _readTo = rows.Count == 0 ? _readTo : rows[^1].Id;
        }

        _mayHaveMore = rows.Count == most;
        _nextLook = now + pause;
        return found;
    }

    private async Task ParkAsync(InboxRow row, string reason, Instant now, CancellationToken cancellation)
    {
        var incident = new Incident(now, null, $"an input could not be read: {reason}", null);
        var commit = new Commit(now)
        {
            Parked = [new ParkedRow(0, row.Customer, now, reason, row.Input)],
            Journal = [new JournalRow(0, row.Customer, 0, incident, null, null)],
            Tallies = [.. Tallies.Of(incident)],
            InboxTaken = [row.Id],
        };
        await store.CommitAsync(commit, cancellation).ConfigureAwait(false);
    }

    /// <summary>Nobody knows which rows are still there: all are looked for again, after a while.</summary>
    public void StartOver(Instant at)
    {
        lock (_lock)
        {
            _readTo = 0;
        }

        _mayHaveMore = false;
        _nextLook = at;
    }
}
