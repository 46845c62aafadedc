using System.Collections.Immutable;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Runtime.Segments;

/// <summary>The fields that are read of an event, as a tree: of `items.sku` and `items.name` both leaves of each item.</summary>
internal sealed class PathTree
{
    private readonly SortedDictionary<string, PathTree> _children = new(StringComparer.Ordinal);
    private bool _whole;

    public static PathTree Of(KeptEvent kept)
    {
        var root = new PathTree();
        foreach (var path in kept.Paths)
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

    private Value Keep(Value value) => value switch
    {
        _ when _whole || _children.Count == 0 => value,
        RecordValue record => Keep(record),
        ListValue list => new ListValue(ImmutableArray.CreateRange(list.Elements, Keep)),
        _ => value,
    };
}
