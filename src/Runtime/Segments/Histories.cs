using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Segments;

/// <summary>A document with one more event; <see cref="Overflowed"/> when the limit pushed out an older one that a window still reads.</summary>
internal readonly record struct HistoryChange(CustomerDocument Customer, bool Overflowed);

/// <summary>Keeps of a customer's past what the windows of the workspace read, and no more.</summary>
internal static class Histories
{
    public const int Limit = 10_000;

    private static readonly ConditionalWeakTable<KeptEvent, PathTree> _trees = [];

    public static HistoryChange Append(Workspace workspace, CustomerDocument customer, CustomerEvent @event, Instant now) =>
        Append(workspace, customer, @event.Type, @event.At, @event.Data, now);

    public static HistoryChange Append(Workspace workspace, CustomerDocument customer, string type, Instant at, RecordValue data, Instant now)
    {
        if (workspace.KeptEvent(type) is not { } kept || (kept.For is { } time && now - at >= time))
        {
            return new(customer, false);
        }

        var entries = customer.Histories.TryGetValue(type, out var history) ? Pruned(history.Entries, kept.For, now) : [];
        entries = Insert(entries, new(at, _trees.GetValue(kept, k => PathTree.Of(k.Paths)).Keep(data)));
        var overflowed = entries.Length > Limit;
        if (overflowed)
        {
            entries = entries.RemoveRange(0, entries.Length - Limit);
        }

        return new(customer with { Histories = customer.Histories.SetItem(type, new(entries)) }, overflowed);
    }

    // An entry at exactly `For` ago has left every half-open window.
    private static ImmutableArray<PastEvent> Pruned(ImmutableArray<PastEvent> entries, Duration? keptFor, Instant now)
    {
        if (keptFor is not { } time || entries.IsEmpty || now - entries[0].At < time)
        {
            return entries;
        }

        return entries.RemoveRange(0, WindowEdges.FirstAfter(entries, now - time));
    }

    // After those of the same instant: they keep the order they were applied in.
    private static ImmutableArray<PastEvent> Insert(ImmutableArray<PastEvent> entries, PastEvent entry) =>
        entries.IsEmpty || entries[^1].At <= entry.At ? entries.Add(entry) : entries.Insert(WindowEdges.FirstAfter(entries, entry.At), entry);
}
