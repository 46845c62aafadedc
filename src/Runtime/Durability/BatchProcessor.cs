using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Scoring;

namespace Personalization.Journeys.Runtime.Durability;

/// <summary>
/// What became of a batch: an answer to each input, in their order, and the commits it took. With a <see cref="Failure"/>
/// the store refused something; what it concerned is answered as unavailable, and nothing of it is there.
/// </summary>
public sealed record Processed(ImmutableArray<Applied> Answers, ImmutableArray<Commit> Commits, StoreException? Failure);

/// <summary>
/// One batch: load, decide, encode, commit once. Customers are decided on both cores, the inputs of one customer in the
/// order they were given; consecutive events of a customer at one instant are one decision. Not to be used by two callers
/// at once.
/// </summary>
public sealed class BatchProcessor(IStore store, ReleaseSet releases, EngineOptions options)
{
    private const int MostTries = 5;

    /// <summary>Fewer customers than this are not worth another thread.</summary>
    private const int WorthSharing = 8;

    private readonly DocumentCache _cache = new(options.CacheBytes);

    /// <summary>The reference data that decisions read; replaced as a whole.</summary>
    public Facts Facts { get; set; } = Facts.None;

    /// <summary>Who a customer is that the store does not have.</summary>
    public Func<string, CustomerDocument> Newborn { get; init; } = id => new CustomerDocument(id);

    public async Task<Processed> ProcessAsync(IReadOnlyList<CustomerInput> inputs, CancellationToken cancellation)
    {
        var answers = new Applied?[inputs.Count];
        var commits = ImmutableArray.CreateBuilder<Commit>();
        StoreException? failure = null;
        foreach (var wave in Waves(inputs))
        {
            try
            {
                await CommitAsync(wave, answers, commits, cancellation).ConfigureAwait(false);
            }
            catch (StoreException refused)
            {
                _cache.Clear();
                failure = refused;
                break;
            }
        }

        return new([.. answers.Select(a => a ?? new Unavailable(failure?.Message ?? "nothing was decided"))], commits.ToImmutable(), failure);
    }

    /// <summary>
    /// Groups by customer, in the order they first come up. What a customer does after being erased belongs to another
    /// commit: all that stands in one with the erasure is forgotten.
    /// </summary>
    private static IEnumerable<List<CustomerBatch>> Waves(IReadOnlyList<CustomerInput> inputs)
    {
        var rest = inputs.Select((input, place) => (place, input)).ToList();
        while (rest.Count > 0)
        {
            var groups = new OrderedDictionary<string, List<(int, CustomerInput)>>(StringComparer.Ordinal);
            var erased = new HashSet<string>(StringComparer.Ordinal);
            var later = new List<(int, CustomerInput)>();
            foreach (var (place, input) in rest)
            {
                if (erased.Contains(input.Customer))
                {
                    later.Add((place, input));
                    continue;
                }

                if (!groups.TryGetValue(input.Customer, out var group))
                {
                    groups.Add(input.Customer, group = []);
                }

                group.Add((place, input));
                if (input.Input is Erase)
                {
                    erased.Add(input.Customer);
                }
            }

            yield return [.. groups.Select(g => new CustomerBatch(g.Key, g.Value))];
            rest = later;
        }
    }

    /// <summary>A document as it was last committed, when it is still in memory.</summary>
    internal CustomerDocument? Kept(string customer) => _cache.Find(customer);

    private async Task CommitAsync(
        IReadOnlyList<CustomerBatch> batch, Applied?[] answers, ImmutableArray<Commit>.Builder commits, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await DecideAsync(batch, parkedFor: null, cancellation).ConfigureAwait(false);
                await WriteAsync(batch, answers, commits, cancellation).ConfigureAwait(false);
                return;
            }
            catch (StoreException stale) when (stale.Fault is StoreFault.Stale && attempt < MostTries)
            {
                Forget(batch);
                batch = [.. batch.Select(b => new CustomerBatch(b.Customer, b.Inputs))];
            }
            catch (Exception refused) when (refused is not (StoreException or OperationCanceledException or OutOfMemoryException))
            {
                Forget(batch);
                await IsolateAsync(batch, refused, answers, commits, cancellation).ConfigureAwait(false);
                return;
            }
        }
    }

    /// <summary>Something in the batch can not be written: halves it until that is alone, and parks it.</summary>
    private async Task IsolateAsync(
        IReadOnlyList<CustomerBatch> batch, Exception refused, Applied?[] answers, ImmutableArray<Commit>.Builder commits, CancellationToken cancellation)
    {
        var inputs = batch.SelectMany(b => b.Inputs.Select(i => (b.Customer, Input: i))).ToList();
        if (inputs is [var culprit])
        {
            await ParkAsync(new(culprit.Customer, [culprit.Input]), refused, answers, commits, cancellation).ConfigureAwait(false);
            return;
        }

        var middle = inputs.Count / 2;
        foreach (var half in new[] { inputs[..middle], inputs[middle..] })
        {
            var groups = half.GroupBy(i => i.Customer, i => i.Input, StringComparer.Ordinal).Select(g => new CustomerBatch(g.Key, [.. g]));
            await CommitAsync([.. groups], answers, commits, cancellation).ConfigureAwait(false);
        }
    }

    private async Task ParkAsync(
        CustomerBatch alone, Exception refused, Applied?[] answers, ImmutableArray<Commit>.Builder commits, CancellationToken cancellation)
    {
        try
        {
            await DecideAsync([alone], $"{refused.GetType().Name}: {refused.Message}", cancellation).ConfigureAwait(false);
            await WriteAsync([alone], answers, commits, cancellation).ConfigureAwait(false);
        }
        catch (Exception again) when (again is not (StoreException or OperationCanceledException or OutOfMemoryException))
        {
            throw new StoreException(StoreFault.Failed, again.Message, again);
        }
    }

    private async Task DecideAsync(IReadOnlyList<CustomerBatch> batch, string? parkedFor, CancellationToken cancellation)
    {
        var loaded = await LoadAsync(batch, cancellation).ConfigureAwait(false);
        var repeats = new IReadOnlySet<ulong>[batch.Count];
        for (var i = 0; i < repeats.Length; i++)
        {
            repeats[i] = await RepeatsAsync(batch[i], loaded[i], cancellation).ConfigureAwait(false);
            if (loaded[i].Document is { } document && Upgrading.IsNeeded(releases.Release, document))
            {
                loaded[i] = loaded[i] with { Upgrade = new([.. await store.PastAsync(document.Id, cancellation).ConfigureAwait(false)]) };
            }
        }

        var facts = Facts;
        Each(batch.Count, i =>
        {
            if (parkedFor is null)
            {
                batch[i].Decide(releases, facts, loaded[i], Newborn, repeats[i]);
            }
            else
            {
                batch[i].ParkAll(loaded[i], parkedFor);
            }
        });
    }

    private async Task<LoadedDocument[]> LoadAsync(IReadOnlyList<CustomerBatch> batch, CancellationToken cancellation)
    {
        var loaded = new LoadedDocument[batch.Count];
        var missing = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < loaded.Length; i++)
        {
            if (_cache.Find(batch[i].Customer) is { } kept)
            {
                loaded[i] = new(kept, null, null);
            }
            else
            {
                missing.Add(batch[i].Customer, i);
            }
        }

        if (missing.Count > 0)
        {
            var rows = await store.LoadAsync(missing.Keys, cancellation).ConfigureAwait(false);
            Each(rows.Count, i => loaded[missing[rows[i].Customer]] = LoadedDocument.Of(rows[i]));
        }

        return loaded;
    }

    /// <summary>Only of a customer whose document has forgotten events already must the store be asked.</summary>
    private async ValueTask<IReadOnlySet<ulong>> RepeatsAsync(CustomerBatch batch, LoadedDocument loaded, CancellationToken cancellation)
    {
        if (loaded.Document is not { EventIds.Length: >= Intake.MostEventIds })
        {
            return ImmutableHashSet<ulong>.Empty;
        }

        var ids = batch.Inputs.Select(i => i.Input.Input).OfType<Events>().SelectMany(e => e.Items).Select(Intake.IdOf).ToHashSet();
        return ids.Count == 0 ? ids : await store.SeenAsync(batch.Customer, ids, cancellation).ConfigureAwait(false);
    }

    private async Task WriteAsync(
        IReadOnlyList<CustomerBatch> batch, Applied?[] answers, ImmutableArray<Commit>.Builder commits, CancellationToken cancellation)
    {
        var inputs = batch.SelectMany(b => b.Inputs).Select(i => i.Input).ToList();
        var commit = new Commit(inputs.Max(i => i.Now))
        {
            Documents = [.. batch.Select(b => b.Write).OfType<DocumentWrite>()],
            Outbox = [.. batch.SelectMany(b => b.Outbox)],
            Journal = [.. batch.SelectMany(b => b.Journal)],
            Parked = [.. batch.SelectMany(b => b.Parked)],
            InboxTaken = [.. inputs.Select(i => i.InboxId).OfType<long>()],
            Tallies = Tallies.Sum(batch.SelectMany(b => b.Tallies)),
            SeenEvents = [.. batch.SelectMany(b => b.Seen)],
            Erased = [.. batch.Where(b => b.IsErased).Select(b => b.Customer)],
        };
        await store.CommitAsync(commit, cancellation).ConfigureAwait(false);
        commits.Add(commit);
        foreach (var customer in batch)
        {
            if (customer is { Decided: { } document, Write: { } write })
            {
                _cache.Put(document, write.Row.Document.Length);
            }

            foreach (var (place, answer) in customer.Answers)
            {
                answers[place] = answer;
            }
        }
    }

    private void Forget(IReadOnlyList<CustomerBatch> batch)
    {
        foreach (var customer in batch)
        {
            _cache.Drop(customer.Customer);
        }
    }

    private static void Each(int count, Action<int> work)
    {
        if (count >= WorthSharing)
        {
            Parallel.For(0, count, work);
            return;
        }

        for (var i = 0; i < count; i++)
        {
            work(i);
        }
    }
}
