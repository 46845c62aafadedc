using Personalization.Journeys.Language.Review;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Evaluation;

public static partial class Evaluator
{
    /// <summary>
    /// A condition with what its parts were: `intent (0.9) >= 0.7`. The value of a personal field, or of anything that
    /// is computed from one, is not shown.
    /// </summary>
    public static string Trace(Expression expression, EvaluationScope scope) => expression switch
    {
        BinaryExpression { Operator: BinaryOperator.And or BinaryOperator.Or } e =>
            $"{Nested(e.Left, e.Operator, scope)} {ExpressionText.Of(e.Operator)} {Nested(e.Right, e.Operator, scope)}",
        BinaryExpression { Type: BooleanType, Operator: not BinaryOperator.Default } e =>
            $"{Side(e.Left, scope)} {ExpressionText.Of(e.Operator)} {Side(e.Right, scope)}",
        BetweenExpression e => $"{Side(e.Value, scope)} between {Side(e.Low, scope)} and {Side(e.High, scope)}",
        UnaryExpression { Operator: UnaryOperator.Not } e => $"not ({Trace(e.Operand, scope)})",
        IsExpression => $"{ExpressionText.Of(expression)}: {Answer(expression, scope)}",
        _ => Side(expression, scope),
    };

    private static string Nested(Expression operand, BinaryOperator within, EvaluationScope scope) =>
        operand is BinaryExpression { Operator: BinaryOperator.And or BinaryOperator.Or } inner && inner.Operator != within
            ? $"({Trace(operand, scope)})"
            : Trace(operand, scope);

    private static string Side(Expression side, EvaluationScope scope)
    {
        var text = ExpressionText.Of(side);
        return side switch
        {
            Constant or ListExpression or RecordExpression => text,
            _ when ReadsPersonal(side) => $"{text} (personal)",
            { Type: BooleanType } => $"{text}: {Answer(side, scope)}",
            _ => $"{text} ({Shown(Evaluate(side, scope), scope)})",
        };
    }

    private static string Answer(Expression expression, EvaluationScope scope) => Evaluate(expression, scope) switch
    {
        BooleanValue truth => truth.Value ? "yes" : "no",
        _ => "unknown",
    };

    private static string Shown(Value value, EvaluationScope scope) => value switch
    {
        MissingValue => "missing",
        TextValue text => $"\"{text.Value}\"",
        _ => PrintedValue.Of(value, scope.Zone),
    };

    /// <summary>Whether a personal field has a part in the value, so that it must not stand in a journal.</summary>
    public static bool ReadsPersonal(Expression expression) =>
        ExpressionTree.All(expression).Any(e => e is MemberExpression member && Owner(member.Target.Type)?.Find(member.Name) is { Personal: true });

    private static RecordType? Owner(DataType type) => type switch
    {
        RecordType record => record,
        ListType list => Owner(list.Element),
        _ => null,
    };
}
