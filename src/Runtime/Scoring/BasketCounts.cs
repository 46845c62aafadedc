using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using NodaTime;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Runtime.Scoring;

/// <summary>
/// Counts which items are bought, and which together, order by order. The neighbours of an item are chosen from those
/// that share most orders with it; the weight is the number of those orders over the root of the product of the orders
/// that hold each. Deterministic: the same orders in the same order give the same lists, ties go by the item's key.
/// </summary>
internal sealed class BasketCounts(string itemKey, Duration popularOver)
{
    /// <summary>Of a larger basket only the first items count: a wholesaler's order of 300 things says little of any two.</summary>
    public const int BasketLimit = 40;

    public const int NeighbourLimit = 20;

    public const int PopularLimit = 50;

    private const int CandidateLimit = 50;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<Item> _items = [];
    private readonly List<Item> _changed = [];
    private readonly Queue<(Instant At, int[] Items)> _recent = [];

    public int Orders { get; private set; }

    /// <summary>Takes an order in; orders come in order of time. Items without a key do not count.</summary>
    public void Add(Instant at, ListValue items)
    {
        var basket = new List<int>(Math.Min(items.Elements.Length, BasketLimit));
        foreach (var element in items.Elements)
        {
            if (basket.Count < BasketLimit && element is RecordValue row && row[itemKey] is TextValue key)
            {
                var number = Number(key.Value, row);
                if (!basket.Contains(number))
                {
                    basket.Add(number);
                }
            }
        }

        Orders++;
        foreach (var number in basket)
        {
            var item = _items[number];
            item.Orders++;
            item.Recent++;
            if (!item.Changed)
            {
                item.Changed = true;
                _changed.Add(item);
            }

            foreach (var other in basket)
            {
                if (other != number)
                {
                    item.Meet(other);
                }
            }
        }

        _recent.Enqueue((at, [.. basket]));
    }

    /// <summary>The items in most orders of the time that counts, best first.</summary>
    public PopularItems Popular(Instant now)
    {
        while (_recent.TryPeek(out var oldest) && now - oldest.At >= popularOver)
        {
            foreach (var number in _recent.Dequeue().Items)
            {
                _items[number].Recent--;
            }
        }

        return new([.. _items
            .Where(i => i.Recent > 0)
            .OrderByDescending(i => i.Recent)
            .ThenBy(i => i.Key, StringComparer.Ordinal)
            .Take(PopularLimit)
            .Select(i => i.Row)]);
    }

    /// <summary>
    /// Makes the lists of the items anew that were bought since the last time; the weights of the others keep the counts
    /// of their last order.
    /// </summary>
    public void Weigh()
    {
        foreach (var item in _changed)
        {
            item.Neighbours = Best(item);
            item.Changed = false;
        }

        _changed.Clear();
    }

    public AlsoBought Together(Instant now)
    {
        Weigh();
        var neighbours = new Dictionary<string, ImmutableArray<(string Item, double Weight)>>(_items.Count, StringComparer.Ordinal);
        var rows = new Dictionary<string, RecordValue>(_items.Count, StringComparer.Ordinal);
        foreach (var item in _items)
        {
            neighbours.Add(item.Key, item.Neighbours);
            rows.Add(item.Key, item.Row);
        }

        return new(itemKey, neighbours.ToFrozenDictionary(StringComparer.Ordinal), rows.ToFrozenDictionary(StringComparer.Ordinal), Popular(now).Ranked);
    }

    private int Number(string key, RecordValue row)
    {
        if (_numbers.TryGetValue(key, out var number))
        {
            _items[number].Row = row;
            return number;
        }

        _numbers.Add(key, _items.Count);
        _items.Add(new(key, row));
        return _items.Count - 1;
    }

    private ImmutableArray<(string Item, double Weight)> Best(Item item)
    {
        var ranks = new Rank[item.Candidates.Count];
        for (var i = 0; i < ranks.Length; i++)
        {
            var (other, shared) = item.Candidates[i];
            ranks[i] = new(Math.Round(shared / Math.Sqrt((double)item.Orders * _items[other].Orders), 9), _items[other].Key);
        }

        Array.Sort(ranks);
        return [.. ranks.Take(NeighbourLimit).Select(r => (r.Key, r.Weight))];
    }

    /// <summary>Sorts the heaviest first.</summary>
    private readonly record struct Rank(double Weight, string Key) : IComparable<Rank>
    {
        public int CompareTo(Rank other)
        {
            var byWeight = other.Weight.CompareTo(Weight);
            return byWeight != 0 ? byWeight : string.CompareOrdinal(Key, other.Key);
        }

        public static bool operator <(Rank left, Rank right) => left.CompareTo(right) < 0;

        public static bool operator >(Rank left, Rank right) => left.CompareTo(right) > 0;

        public static bool operator <=(Rank left, Rank right) => left.CompareTo(right) <= 0;

        public static bool operator >=(Rank left, Rank right) => left.CompareTo(right) >= 0;
    }

    private sealed class Item(string key, RecordValue row)
    {
        private readonly Dictionary<int, Meeting> _meetings = [];
        private int _least;

        public string Key { get; } = key;

        public RecordValue Row { get; set; } = row;

        public int Orders { get; set; }

        public int Recent { get; set; }

        public bool Changed { get; set; }

        /// <summary>Those that share most orders so far, in no order.</summary>
        public List<(int Other, int Shared)> Candidates { get; } = [];

        public ImmutableArray<(string Item, double Weight)> Neighbours { get; set; } = [];

        // Counts only grow, so the least of the candidates does too: most meetings end at the first comparison.
        public void Meet(int other)
        {
            ref var meeting = ref CollectionsMarshal.GetValueRefOrAddDefault(_meetings, other, out _);
            meeting.Shared++;
            if (meeting.Place > 0)
            {
                Candidates[meeting.Place - 1] = (other, meeting.Shared);
            }
            else if (Candidates.Count < CandidateLimit)
            {
                Candidates.Add((other, meeting.Shared));
                meeting.Place = Candidates.Count;
            }
            else if (meeting.Shared > _least)
            {
                Challenge(other, ref meeting);
            }
        }

        private void Challenge(int other, ref Meeting meeting)
        {
            var weakest = 0;
            for (var i = 1; i < Candidates.Count; i++)
            {
                weakest = Candidates[i].Shared < Candidates[weakest].Shared ? i : weakest;
            }

            _least = Candidates[weakest].Shared;
            if (meeting.Shared > _least)
            {
                CollectionsMarshal.GetValueRefOrNullRef(_meetings, Candidates[weakest].Other).Place = 0;
                Candidates[weakest] = (other, meeting.Shared);
                meeting.Place = weakest + 1;
            }
        }
    }

    /// <summary>How many orders two items share; the place among the candidates counts from one.</summary>
    private struct Meeting
    {
        public int Shared;
        public int Place;
    }
}
