using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Explaining;

/// <summary>Conditions in plain words; values stay as they are written.</summary>
internal static class ConditionProse
{
    public static string Of(Condition condition) => condition switch
    {
        LeafCondition leaf => Of(leaf.Expression),
        GroupCondition { Group: ConditionGroup.All } all => Joined(all, "and"),
        GroupCondition { Group: ConditionGroup.Any } any => Joined(any, "or"),
        GroupCondition none => $"none of: {string.Join("; ", none.Conditions.Select(Of))}",
        _ => "",
    };

    public static string Of(Expression condition) => Write(condition, 0);

    private static string Write(Expression condition, int outer) => condition switch
    {
        BinaryExpression { Operator: BinaryOperator.And } b => Grouped($"{Write(b.Left, 2)} and {Write(b.Right, 2)}", 2, outer),
        BinaryExpression { Operator: BinaryOperator.Or } b => Grouped($"{Write(b.Left, 1)} or {Write(b.Right, 1)}", 1, outer),
        BinaryExpression b when Verb(b.Operator) is { } verb => $"{Value(b.Left)} {verb} {Value(b.Right)}",
        UnaryExpression { Operator: UnaryOperator.Not, Operand: InSegmentExpression s } => $"is not in segment {s.Segment}",
        UnaryExpression { Operator: UnaryOperator.Not, Operand: ConsentExpression c } => $"has no consent for {c.Purpose} by {Name(c.Channel)}",
        UnaryExpression { Operator: UnaryOperator.Not } n => $"not ({Write(n.Operand, 0)})",
        BetweenExpression b => $"{Value(b.Value)} is between {Value(b.Low)} and {Value(b.High)}",
        InSegmentExpression s => $"is in segment {s.Segment}",
        ConsentExpression c => $"has consent for {c.Purpose} by {Name(c.Channel)}",
        _ => Value(condition),
    };

    public static string Name(Channel channel) => channel == Channel.Email ? "e-mail" : ExpressionText.Of(channel);

    private static string Value(Expression expression) => ExpressionText.Of(expression);

    private static string Grouped(string text, int strength, int outer) => outer != 0 && outer != strength ? $"({text})" : text;

    private static string Joined(GroupCondition group, string word) =>
        group.Conditions.Length == 1 ? Of(group.Conditions[0]) : "(" + string.Join($" {word} ", group.Conditions.Select(Of)) + ")";

    private static string? Verb(BinaryOperator @operator) => @operator switch
    {
        BinaryOperator.Equal => "is",
        BinaryOperator.NotEqual => "is not",
        BinaryOperator.Less => "is below",
        BinaryOperator.LessOrEqual => "is at most",
        BinaryOperator.Greater => "is above",
        BinaryOperator.GreaterOrEqual => "is at least",
        BinaryOperator.In => "is one of",
        BinaryOperator.NotIn => "is none of",
        BinaryOperator.Contains => "contains",
        BinaryOperator.StartsWith => "starts with",
        BinaryOperator.EndsWith => "ends with",
        _ => null,
    };
}
