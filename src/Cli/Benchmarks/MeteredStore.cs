using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Cli.Benchmarks;

/// <summary>A store that counts what the engine asks of it, and keeps the commits when asked to.</summary>
internal sealed class MeteredStore(IStore inner, bool keepsCommits = false) : IStore
{
    private readonly List<Commit> _commits = [];
    private int _queries;

    public IReadOnlyList<Commit> Kept => _commits;

    public int Commits { get; private set; }

    public int Queries => _queries;

    public int Documents { get; private set; }

    public async ValueTask CommitAsync(Commit commit, CancellationToken cancellation)
    {
        await inner.CommitAsync(commit, cancellation);
        Commits++;
        Documents += commit.Documents.Length;
        if (keepsCommits)
        {
            _commits.Add(commit);
        }
    }

    public ValueTask<IReadOnlyList<DocumentRow>> LoadAsync(IReadOnlyCollection<string> customers, CancellationToken cancellation) =>
        Counted(inner.LoadAsync(customers, cancellation));

    public ValueTask<IReadOnlyList<DocumentRow>> PageAsync(string? after, int most, CancellationToken cancellation) =>
        Counted(inner.PageAsync(after, most, cancellation));

    public ValueTask<IReadOnlyList<DueRow>> DueAsync(Instant now, int most, CancellationToken cancellation) =>
        Counted(inner.DueAsync(now, most, cancellation));

    public ValueTask<Instant?> NextDueAsync(CancellationToken cancellation) => Counted(inner.NextDueAsync(cancellation));

    public ValueTask<IReadOnlySet<ulong>> SeenAsync(string customer, IReadOnlyCollection<ulong> hashes, CancellationToken cancellation) =>
        Counted(inner.SeenAsync(customer, hashes, cancellation));

    public ValueTask<IReadOnlyList<CustomerEvent>> PastAsync(string customer, CancellationToken cancellation) =>
        Counted(inner.PastAsync(customer, cancellation));

    public ValueTask<IReadOnlyList<InboxRow>> AddToInboxAsync(IReadOnlyList<InboxRow> rows, CancellationToken cancellation) =>
        Counted(inner.AddToInboxAsync(rows, cancellation));

    public ValueTask<IReadOnlyList<InboxRow>> InboxAsync(long after, int most, CancellationToken cancellation) =>
        Counted(inner.InboxAsync(after, most, cancellation));

    public ValueTask<IReadOnlyList<ParkedRow>> ParkedAsync(long after, int most, CancellationToken cancellation) =>
        Counted(inner.ParkedAsync(after, most, cancellation));

    public ValueTask<bool> CloseParkedAsync(long id, CancellationToken cancellation) => inner.CloseParkedAsync(id, cancellation);

    public ValueTask<IReadOnlyList<ReferenceRow>> ReferencesAsync(ReferenceKind kind, CancellationToken cancellation) =>
        Counted(inner.ReferencesAsync(kind, cancellation));

    public ValueTask AddReferenceAsync(ReferenceRow row, CancellationToken cancellation) => inner.AddReferenceAsync(row, cancellation);

    public ValueTask DropReferenceAsync(ReferenceKind kind, string name, string version, CancellationToken cancellation) =>
        inner.DropReferenceAsync(kind, name, version, cancellation);

    public ValueTask SweepAsync(Retention keep, Instant now, CancellationToken cancellation) => inner.SweepAsync(keep, now, cancellation);

    private ValueTask<T> Counted<T>(ValueTask<T> asked)
    {
        Interlocked.Increment(ref _queries);
        return asked;
    }
}
