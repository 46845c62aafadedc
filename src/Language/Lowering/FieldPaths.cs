using System.Collections.Immutable;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Lowering;

/// <summary>Which dotted fields of a record an expression reads: `total`, `items.sku`; `*` where it takes the whole.</summary>
internal static class FieldPaths
{
    public static IEnumerable<string> OfEvent(Expression expression) => Of(expression, e => e is RootExpression { Root: Root.Event });

    /// <summary>What the steps, conditions, goals and exits of a journey read of the event that started a run.</summary>
    public static ImmutableArray<string> OfEntry(Journey journey)
    {
        var paths = ProgramExpressions.Of(journey).SelectMany(e => Of(e, r => r is RootExpression { Root: Root.Entry })).ToImmutableSortedSet(StringComparer.Ordinal);
        return paths.Contains("*") ? ["*"] : [.. paths];
    }

    public static IEnumerable<string> Of(Expression expression, Func<Expression, bool> isRecord) => expression switch
    {
        IsExpression test when isRecord(test.Value) => [],
        MemberExpression member when From(member, isRecord) is var (_, path) => path.Length == 0 ? [] : [path],
        _ when isRecord(expression) => ["*"],
        _ => ExpressionTree.Children(expression).SelectMany(part => Of(part, isRecord)),
    };

    /// <summary>The fields between a start and the end of a chain of members: `items.sku`. What is no field adds nothing.</summary>
    public static (Expression Start, string Path)? From(MemberExpression member, Func<Expression, bool> isStart)
    {
        var names = new List<string>();
        Expression expression = member;
        while (expression is MemberExpression part)
        {
            if (part.Kind is MemberKind.Field or MemberKind.Projection)
            {
                names.Insert(0, part.Name);
            }

            expression = part.Target;
        }

        return isStart(expression) ? (expression, string.Join('.', names)) : null;
    }
}
