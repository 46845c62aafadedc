using System.Collections.Immutable;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Semantics;

/// <summary>
/// What a condition says about which values are there. A value is named by its path: `customer.birthday`,
/// `$item.name` for names of the flow, `metric.days_quiet`.
/// </summary>
internal static class Narrowing
{
    private static readonly ImmutableHashSet<string> _nothing = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Present when the condition said yes.</summary>
    public static ImmutableHashSet<string> WhenYes(Expression condition) => condition switch
    {
        BinaryExpression { Operator: BinaryOperator.And } and => WhenYes(and.Left).Union(WhenYes(and.Right)),
        BinaryExpression { Operator: BinaryOperator.Or } or => WhenYes(or.Left).Intersect(WhenYes(or.Right)),
        UnaryExpression { Operator: UnaryOperator.Not } not => WhenNo(not.Operand),
        IsExpression test => OfTest(test, yes: true),
        _ => Strict(condition),
    };

    /// <summary>Present when the condition was false, not merely unknown.</summary>
    public static ImmutableHashSet<string> WhenNo(Expression condition) => condition switch
    {
        BinaryExpression { Operator: BinaryOperator.And } and => WhenNo(and.Left).Intersect(WhenNo(and.Right)),
        BinaryExpression { Operator: BinaryOperator.Or } or => WhenNo(or.Left).Union(WhenNo(or.Right)),
        UnaryExpression { Operator: UnaryOperator.Not } not => WhenYes(not.Operand),
        IsExpression test => OfTest(test, yes: false),
        _ => Strict(condition),
    };

    /// <summary>Present when the condition did not say yes: it was false or unknown.</summary>
    public static ImmutableHashSet<string> WhenNotYes(Expression condition) => condition switch
    {
        BinaryExpression { Operator: BinaryOperator.And } and => WhenNotYes(and.Left).Intersect(WhenNotYes(and.Right)),
        BinaryExpression { Operator: BinaryOperator.Or } or => WhenNotYes(or.Left).Union(WhenNotYes(or.Right)),
        _ when !condition.MayBeMissing => WhenNo(condition),
        _ => _nothing,
    };

    /// <summary>The path of a value that can be known once and for all at a place; null for what is computed.</summary>
    public static string? Path(Expression expression) => expression switch
    {
        RootExpression root => root.Root.ToString().ToLowerInvariant(),
        VariableExpression variable => "$" + variable.Name,
        MetricExpression metric => "metric." + metric.Name,
        RfmExpression rfm => $"rfm.{rfm.Rfm}.{rfm.Part}",
        MemberExpression member when Path(member.Target) is { } target => $"{target}.{member.Name}",
        _ => null,
    };

    /// <summary>What must be there for the whole not to be missing.</summary>
    private static ImmutableHashSet<string> Strict(Expression expression) => expression switch
    {
        MemberExpression member => Named(member).Union(Strict(member.Target)),
        VariableExpression or MetricExpression or RfmExpression => Named(expression),
        BinaryExpression { Operator: BinaryOperator.Default } => _nothing,
        BinaryExpression { Operator: not (BinaryOperator.And or BinaryOperator.Or) } binary => Strict(binary.Left).Union(Strict(binary.Right)),
        BetweenExpression between => Strict(between.Value).Union(Strict(between.Low)).Union(Strict(between.High)),
        UnaryExpression { Operator: UnaryOperator.Negate } unary => Strict(unary.Operand),
        Interpolation text => text.Parts.Aggregate(_nothing, (known, part) => known.Union(Strict(part))),
        _ => _nothing,
    };

    private static ImmutableHashSet<string> OfTest(IsExpression test, bool yes)
    {
        var holds = yes != test.Negated;
        return (test.Test, holds) switch
        {
            (IsTest.Known, true) or (IsTest.Missing, false) => Strict(test.Value),
            (IsTest.Empty, false) when Path(test.Value) is { } path => Strict(test.Value).Add($"{path}.first").Add($"{path}.last"),
            (IsTest.Empty, false) => Strict(test.Value),
            _ => _nothing,
        };
    }

    private static ImmutableHashSet<string> Named(Expression expression) => Path(expression) is { } path ? _nothing.Add(path) : _nothing;
}
