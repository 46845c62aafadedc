namespace Personalization.Journeys.Runtime.Durability;

/// <summary>What readers ask of a store: pages, commands, exports. Nothing on the way of a decision does.</summary>
public interface IHistory
{
    /// <summary>A customer's rows, or everybody's, newest first, before a sequence number.</summary>
    ValueTask<IReadOnlyList<JournalRow>> LatestAsync(string? customer, long before, int most, CancellationToken cancellation);

    /// <summary>Everybody's rows, oldest first, after a sequence number.</summary>
    ValueTask<IReadOnlyList<JournalRow>> JournalAsync(long after, int most, CancellationToken cancellation);

    /// <summary>Of everybody's rows those that hold an event, oldest first, after a sequence number; for what is counted from events.</summary>
    ValueTask<IReadOnlyList<JournalRow>> EventsAsync(long after, int most, CancellationToken cancellation);

    /// <summary>A customer's rows, oldest first.</summary>
    ValueTask<IReadOnlyList<JournalRow>> JournalAsync(string customer, CancellationToken cancellation);

    ValueTask<IReadOnlyList<KeyValuePair<TallyKey, long>>> TalliesAsync(CancellationToken cancellation);

    /// <summary>Outbox rows by sequence, oldest first; filters that are null do not filter.</summary>
    ValueTask<IReadOnlyList<OutboxEntry>> OutboxAsync(long after, int most, OutboxStatus? status, string? customer, CancellationToken cancellation);

    ValueTask<OutboxEntry?> OutboxAsync(string key, CancellationToken cancellation);

    /// <summary>
    /// An operator's word on a row: open again with the same key, or closed with a reason. False when there is no such row, or
    /// it stands so that this would be wrong: what was accepted or answered is not sent again; what is over, or in the hands of
    /// a channel, is not closed.
    /// </summary>
    ValueTask<bool> ReopenAsync(string key, CancellationToken cancellation);

    ValueTask<bool> CloseAsync(string key, string reason, CancellationToken cancellation);

    ValueTask<Backlog> BacklogAsync(CancellationToken cancellation);

    /// <summary>Keys that begin so, in order.</summary>
    ValueTask<IReadOnlyList<string>> CustomersAsync(string startsWith, string? after, int most, CancellationToken cancellation);
}
