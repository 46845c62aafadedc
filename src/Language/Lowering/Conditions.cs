using System.Collections.Immutable;
using System.Diagnostics;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics;
using Personalization.Journeys.Language.Syntax;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Lowering;

/// <summary>Blocks of conditions, one a line. A line knows what the lines above it made certain.</summary>
internal sealed class Conditions(WorkspaceSchema schema, SourceText source, Scope scope, ICollection<Diagnostic> diagnostics)
{
    private static readonly ImmutableHashSet<string> _nothing = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    /// <summary>The conditions, and what is known when all of them said yes.</summary>
    public (ImmutableArray<Condition> Conditions, ImmutableHashSet<string> Known) Lower(ImmutableArray<ConditionSyntax> conditions) => All(conditions, _nothing);

    private (ImmutableArray<Condition> Conditions, ImmutableHashSet<string> Known) All(ImmutableArray<ConditionSyntax> conditions, ImmutableHashSet<string> known)
    {
        var lowered = ImmutableArray.CreateBuilder<Condition>();
        foreach (var syntax in conditions)
        {
            var (condition, facts) = One(syntax, known);
            lowered.Add(condition);
            known = known.Union(facts);
        }

        return (lowered.ToImmutable(), known);
    }

    private (Condition Condition, ImmutableHashSet<string> Known) One(ConditionSyntax syntax, ImmutableHashSet<string> known)
    {
        var at = new Location(source, syntax.Span);
        switch (syntax)
        {
            case ExpressionConditionSyntax leaf:
                var binder = new Binder(schema, source, scope with { State = scope.State.Knowing(known) }, diagnostics);
                var bound = binder.BindCondition(leaf.Expression);
                return (new LeafCondition(bound, Binder.Fold(source.Text.AsSpan(syntax.Span.Start, syntax.Span.Length)), at), Narrowing.WhenYes(bound));
            case GroupConditionSyntax { Group: ConditionGroup.All } group:
                var all = All(group.Conditions, known);
                return (new GroupCondition(ConditionGroup.All, all.Conditions, at), all.Known);
            case GroupConditionSyntax group:
                var members = group.Conditions.Select(c => One(c, known)).ToList();
                var facts = group.Group == ConditionGroup.Any && members.Count > 0
                    ? members.Skip(1).Aggregate(members[0].Known, (common, m) => common.Intersect(m.Known))
                    : _nothing;
                return (new GroupCondition(group.Group, [.. members.Select(m => m.Condition)], at), facts);
            default:
                throw new UnreachableException();
        }
    }
}
