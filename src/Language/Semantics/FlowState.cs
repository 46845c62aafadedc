using System.Collections.Immutable;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Semantics;

/// <summary>A name made by `let`, `as`, `for each` or `takes`. <see cref="MadeIn"/> says so when only some ways make it.</summary>
internal sealed record Variable(string Name, DataType Type, bool MayBeMissing, Location Declared)
{
    public (int Ways, int Of)? MadeIn { get; init; }

    /// <summary>The value, where the text gives it: the `let`s of a test.</summary>
    public Expression? Value { get; init; }
}

/// <summary>What is certain at a place of a flow: the names made so far, and which values are known to be there.</summary>
internal sealed record FlowState(ImmutableSortedDictionary<string, Variable> Names, ImmutableHashSet<string> Known)
{
    public static readonly FlowState Empty = new(
        ImmutableSortedDictionary.Create<string, Variable>(StringComparer.Ordinal), ImmutableHashSet.Create<string>(StringComparer.Ordinal));

    /// <summary>A broken line stands above: what it would have made certain is not known, so nothing is called missing.</summary>
    public bool BehindBroken { get; init; }

    public FlowState With(Variable variable) => this with { Names = Names.SetItem(variable.Name, variable), Known = Forget("$" + variable.Name) };

    public FlowState Knowing(IEnumerable<string> facts) => this with { Known = Known.Union(facts) };

    /// <summary>After time may have passed: windows move, so what metrics and scores were is no longer certain.</summary>
    public FlowState Paused() => this with
    {
        Known = Known.Except(Known.Where(k => k.StartsWith("metric.", StringComparison.Ordinal) || k.StartsWith("rfm.", StringComparison.Ordinal))),
    };

    public FlowState Forgetting(string path) => this with { Known = Forget(path) };

    /// <summary>What holds however a place was reached.</summary>
    public static FlowState Merge(IReadOnlyList<FlowState> ways)
    {
        if (ways.Count == 1)
        {
            return ways[0];
        }

        var names = ImmutableSortedDictionary.CreateBuilder<string, Variable>(StringComparer.Ordinal);
        foreach (var name in ways.SelectMany(w => w.Names.Keys).Distinct(StringComparer.Ordinal))
        {
            var made = ways.Where(w => w.Names.ContainsKey(name)).ToList();
            var first = made[0].Names[name];
            var missing = made.Count < ways.Count || made.Any(w => w.Names[name].MayBeMissing && !w.Known.Contains("$" + name));
            names.Add(name, first with
            {
                MayBeMissing = missing,
                MadeIn = made.Count < ways.Count ? (made.Count, ways.Count) : made.Select(w => w.Names[name].MadeIn).FirstOrDefault(m => m is not null),
            });
        }

        return new FlowState(names.ToImmutable(), ways.Skip(1).Aggregate(ways[0].Known, (known, way) => known.Intersect(way.Known)))
        {
            BehindBroken = ways.Any(w => w.BehindBroken),
        };
    }

    private ImmutableHashSet<string> Forget(string path) =>
        Known.Except(Known.Where(k => k == path || k.StartsWith(path + ".", StringComparison.Ordinal)));
}
