using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using NodaTime;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Evaluation;

/// <summary>
/// Evaluates typed expressions. Total: what can not be computed (a division by zero, a number or date out of range,
/// two currencies) is missing, and nothing throws.
/// </summary>
public static partial class Evaluator
{
    public static Value Evaluate(Expression expression, EvaluationScope scope) => expression switch
    {
        MemberExpression e => Member(e, scope),
        BinaryExpression e => Binary(e, scope),
        Constant e => e.Value,
        AggregateExpression e => Aggregates.Evaluate(e, scope),
        VariableExpression e => scope.Variable(e.Name),
        RootExpression e => scope.Root(e.Root),
        TimeSinceExpression e => TimeSince(e, scope),
        MetricExpression e => Evaluate(e.Definition, scope),
        InSegmentExpression e => Value.Of(scope.InSegment(e.Segment)),
        LastFirstExpression e => Find(e, scope) is { } past ? EventRecord.Of(past) : Value.Missing,
        UnaryExpression e => Unary(e, scope),
        BetweenExpression e => Between(e, scope),
        IsExpression e => Value.Of(Is(e, scope) != e.Negated),
        ConsentExpression e => Value.Of(scope.HasConsent(e.Channel, e.Purpose)),
        HappenedExpression e => Sequences.Evaluate(e, scope),
        RfmExpression e => scope.Rfm(e.Rfm, e.Part),
        CallExpression e => BuiltInFunctions.Call(e, scope),
        Interpolation e => Interpolate(e, scope),
        ListExpression e => new ListValue(ImmutableArray.CreateRange(e.Elements, Evaluate, scope)),
        RecordExpression e => Record(e.Fields, scope),
        NowExpression => new MomentValue(scope.Now),
        TodayExpression => new DateValue(LocalTimes.ToLocal(scope.Now, scope.Zone).Date),
        PredictExpression e => scope.Predict(e.Model, Record(e.Inputs, scope)),
        RecommendExpression e => scope.Recommend(e.Model, Record(e.Inputs, scope), Limit(e, scope)),
        CatalogExpression e => Evaluate(e.Key, scope) is { IsMissing: false } key ? scope.CatalogRow(e.Catalog, key) : Value.Missing,
        ErrorExpression => Value.Missing,
        _ => throw new UnreachableException(),
    };

    /// <summary>True only when the answer is yes; unknown counts as no.</summary>
    public static bool IsYes(Expression? condition, EvaluationScope scope) => condition is null || Evaluate(condition, scope).IsYes;

    public static RecordValue Record(ImmutableArray<NamedExpression> fields, EvaluationScope scope)
    {
        var record = RecordValue.Empty;
        foreach (var field in fields)
        {
            if (Evaluate(field.Value, scope) is { IsMissing: false } value)
            {
                record = record.With(field.Name, value);
            }
        }

        return record;
    }

    internal static ImmutableArray<PastEvent> PastOf(string @event, EvaluationScope scope)
    {
        var past = scope.Past(@event);
        return past.IsDefault ? [] : past;
    }

    /// <summary>The event that `last … where (…) in last …` means, or null.</summary>
    internal static PastEvent? Find(LastFirstExpression e, EvaluationScope scope) => Find(e.Event, e.First, e.Filter, e.Window, scope);

    internal static PastEvent? Find(string @event, bool first, Expression? filter, Window? window, EvaluationScope scope)
    {
        var past = PastOf(@event, scope);
        var (start, end) = WindowEdges.Range(past, window, scope.Now, scope.EnteredAt);
        if (start == end)
        {
            return null;
        }

        if (filter is null)
        {
            return past[first ? start : end - 1];
        }

        var inner = new PastEventScope(scope);
        for (var i = 0; i < end - start; i++)
        {
            inner.Current = past[first ? start + i : end - 1 - i];
            if (Evaluate(filter, inner).IsYes)
            {
                return inner.Current;
            }
        }

        return null;
    }

    private static Value TimeSince(TimeSinceExpression e, EvaluationScope scope) =>
        Find(e.Event, e.First, e.Filter, null, scope) is { } past ? new DurationValue(CalendarDuration.OfExact(scope.Now - past.At)) : Value.Missing;

    private static Value Unary(UnaryExpression e, EvaluationScope scope)
    {
        var operand = Evaluate(e.Operand, scope);
        return e.Operator == UnaryOperator.Negate ? Arithmetic.Negate(operand)
            : operand is BooleanValue truth ? Value.Of(!truth.Value)
            : Value.Missing;
    }

    private static Value Binary(BinaryExpression e, EvaluationScope scope)
    {
        switch (e.Operator)
        {
            case BinaryOperator.And or BinaryOperator.Or:
                return Logical(e, scope);
            case BinaryOperator.Default:
                return Evaluate(e.Left, scope) is { IsMissing: false } value ? value : Evaluate(e.Right, scope);
            case BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply or BinaryOperator.Divide:
                return Arithmetic.Apply(e.Operator, Evaluate(e.Left, scope), Evaluate(e.Right, scope), e.Type, scope.Zone);
            default:
                return Comparison.Apply(e.Operator, Evaluate(e.Left, scope), Evaluate(e.Right, scope), scope.Zone);
        }
    }

    // Kleene: the other side can settle what one side does not know.
    private static Value Logical(BinaryExpression e, EvaluationScope scope)
    {
        var settles = e.Operator == BinaryOperator.Or;
        var left = Evaluate(e.Left, scope) as BooleanValue;
        if (left is not null && left.Value == settles)
        {
            return left;
        }

        var right = Evaluate(e.Right, scope) as BooleanValue;
        if (right is not null && right.Value == settles)
        {
            return right;
        }

        return left is null || right is null ? Value.Missing : Value.Of(!settles);
    }

    private static Value Between(BetweenExpression e, EvaluationScope scope)
    {
        var value = Evaluate(e.Value, scope);
        var low = Comparison.Apply(BinaryOperator.GreaterOrEqual, value, Evaluate(e.Low, scope), scope.Zone);
        var high = Comparison.Apply(BinaryOperator.LessOrEqual, value, Evaluate(e.High, scope), scope.Zone);
        return low.IsYes ? high
            : high.IsYes || low is BooleanValue ? low
            : high;
    }

    private static bool Is(IsExpression e, EvaluationScope scope)
    {
        var value = Evaluate(e.Value, scope);
        return e.Test switch
        {
            IsTest.Known => !value.IsMissing,
            IsTest.Missing => value.IsMissing,
            IsTest.Empty => value is MissingValue or ListValue { Elements.Length: 0 } or TextValue { Value.Length: 0 },
            _ => throw new UnreachableException(),
        };
    }

    private static Value Interpolate(Interpolation e, EvaluationScope scope)
    {
        var text = new StringBuilder();
        foreach (var part in e.Parts)
        {
            var value = Evaluate(part, scope);
            if (value.IsMissing)
            {
                return Value.Missing;
            }

            text.Append(PrintedValue.Of(value, scope.Zone));
        }

        return new TextValue(text.ToString());
    }

    private static int? Limit(RecommendExpression e, EvaluationScope scope) =>
        e.Limit is not null && Evaluate(e.Limit, scope) is NumberValue { Value: >= 0 and <= int.MaxValue } limit ? (int)limit.Value : null;
}
