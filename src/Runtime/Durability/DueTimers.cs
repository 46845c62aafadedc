using NodaTime;

namespace Personalization.Journeys.Runtime.Durability;

/// <summary>Knows when somebody is due next, so that the store is asked only then: nobody else writes customers.</summary>
internal sealed class DueTimers(IStore store)
{
    /// <summary>Nobody is due before; `MinValue` when that is not known.</summary>
    public Instant Next { get; private set; } = Instant.MinValue;

    /// <summary>Who is due, those who waited longest first.</summary>
    public async Task<IReadOnlyList<DueRow>> DueAsync(Instant now, int most, CancellationToken cancellation)
    {
        if (now < Next)
        {
            return [];
        }

        var due = await store.DueAsync(now, most, cancellation).ConfigureAwait(false);
        if (due.Count == 0)
        {
            Next = await store.NextDueAsync(cancellation).ConfigureAwait(false) ?? Instant.MaxValue;
        }

        return due;
    }

    public void Note(Commit commit)
    {
        foreach (var (row, _) in commit.Documents)
        {
            Next = row.DueAt is { } at ? Instant.Min(Next, at) : Next;
        }
    }

    public void Forget() => Next = Instant.MinValue;
}
