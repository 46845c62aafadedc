using System.Collections.Immutable;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Runtime.Segments;

/// <summary>The fields that are read of an event, as a tree: of `items.sku` and `items.name` both leaves of each item.</summary>
internal sealed class PathTree
{
    private const int SharedRecords = 8_192;

    private readonly SortedDictionary<string, PathTree> _children = new(StringComparer.Ordinal);
    private bool _whole;

    /// <summary>Records of one text that were kept last, by the hash of the text; another one in its place costs memory and nothing else.</summary>
    private RecordValue?[]? _shared;

    public static PathTree Of(ImmutableArray<string> paths)
    {
        var root = new PathTree();
        foreach (var path in paths)
        {
            var node = root;
            foreach (var name in path.Split('.'))
            {
                if (name == "*")
                {
                    break;
                }

                node = node._children.TryGetValue(name, out var child) ? child : node._children[name] = new();
            }

            node._whole = true;
        }

        return root;
    }

    public RecordValue Keep(RecordValue record)
    {
        if (_whole || HoldsAllOf(record))
        {
            return record;
        }

        if (_children.Count == 1 && _children.First() is { Value._children.Count: 0 } only && record[only.Key] is TextValue text)
        {
            return Shared(only.Key, text);
        }

        var kept = ImmutableSortedDictionary.CreateBuilder<string, Value>(StringComparer.Ordinal);
        foreach (var (name, child) in _children)
        {
            if (record[name] is { IsMissing: false } value)
            {
                kept.Add(name, child.Keep(value));
            }
        }

        return kept.Count == 0 ? RecordValue.Empty : new(kept.ToImmutable());
    }

    // Where nothing is left out the record is shared with the event it came in.
    private bool HoldsAllOf(RecordValue record)
    {
        foreach (var (name, _) in record.Fields)
        {
            if (!_children.TryGetValue(name, out var child) || child._children.Count > 0)
            {
                return false;
            }
        }

        return true;
    }

    // Thousands of baskets hold the same few hundred items; what is kept of an item, its number say, is then kept once.
    private RecordValue Shared(string name, TextValue text)
    {
        var shared = _shared ??= new RecordValue?[SharedRecords];
        ref var place = ref shared[text.Value.GetHashCode(StringComparison.Ordinal) & (SharedRecords - 1)];
        var found = place;
        return found is not null && found[name] is TextValue same && same.Value == text.Value ? found : place = RecordValue.Of((name, text));
    }

    private Value Keep(Value value) => value switch
    {
        _ when _whole || _children.Count == 0 => value,
        RecordValue record => Keep(record),
        ListValue list => new ListValue(ImmutableArray.CreateRange(list.Elements, Keep)),
        _ => value,
    };
}
