using System.Collections.Immutable;
using Personalization.Journeys.Language.Review;
using Personalization.Journeys.Language.Text;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Semantics.Domains;

/// <summary>
/// Turns conditions into cases: which values of which subjects make them yes, no or unknown (Kleene's three values).
/// Segments are opened, so that what they contain takes part; not those of files with broken lines, which may be half.
/// </summary>
internal sealed class ConditionDomains(Workspace workspace, IReadOnlyCollection<SourceText> broken)
{
    private const int DeepestSegment = 8;

    private int _depth;

    public Cases Of(IEnumerable<Condition> conditions, Truths wanted) => wanted is Truths.NotYes or Truths.No
        ? Cases.Any(conditions.Select(c => Of(c, wanted)))
        : Cases.All(conditions.Select(c => Of(c, wanted)));

    public Cases Of(Condition condition, Truths wanted) => condition switch
    {
        LeafCondition leaf => Of(leaf.Expression, wanted),
        GroupCondition { Group: ConditionGroup.All } all => Of(all.Conditions, wanted),
        GroupCondition { Group: ConditionGroup.Any } any => Joined(any.Conditions.Select(c => Of(c, wanted)), wanted is Truths.Yes or Truths.NotNo),
        GroupCondition { Group: ConditionGroup.None } none => Joined(none.Conditions.Select(c => Of(c, Swapped(wanted))), wanted is Truths.NotYes or Truths.No),
        _ => Cases.Anything,
    };

    public Cases Of(Expression expression, Truths wanted)
    {
        switch (expression)
        {
            case MetricExpression metric:
                return Of(metric.Definition, wanted);
            case Constant { Value: BooleanValue b }:
                return wanted.HasFlag(b.Value ? Truths.Yes : Truths.No) ? Cases.Anything : Cases.Nothing;
            case UnaryExpression { Operator: UnaryOperator.Not } not:
                return Of(not.Operand, Swapped(wanted));
            case BinaryExpression { Operator: BinaryOperator.And } and:
                return Joined([Of(and.Left, wanted), Of(and.Right, wanted)], wanted is Truths.NotYes or Truths.No);
            case BinaryExpression { Operator: BinaryOperator.Or } or:
                return Joined([Of(or.Left, wanted), Of(or.Right, wanted)], wanted is Truths.Yes or Truths.NotNo);
            case IsExpression { Test: IsTest.Known or IsTest.Missing } test:
                return OfPresence(test, wanted);
            case InSegmentExpression member:
                return OfMembership(member, wanted);
            default:
                return OfAtom(expression, wanted);
        }
    }

    /// <summary>What a pattern of `match` says about the value, or null when it can not be told.</summary>
    public static ValueSet? Allowed(Pattern pattern) => pattern switch
    {
        ValuesPattern v => Points(v.Values),
        RangePattern r when Subjects.Measure(r.Low) is { } low && Subjects.Measure(r.High) is { } high => RangeSet.Of(new Interval(low, true, high, true)),
        ComparisonPattern c when Subjects.Measure(c.Value) is { } limit => Compared(c.Operator, limit),
        _ => null,
    };

    /// <summary>The values of a subject that make a comparison with a constant true, or null when it is not such a comparison.</summary>
    public static (Expression Subject, ValueSet Allowed)? Comparison(Expression expression) => expression switch
    {
        BinaryExpression { Operator: BinaryOperator.In or BinaryOperator.NotIn, Right: ListExpression list } b when Points(list.Elements) is { } points =>
            (b.Left, b.Operator == BinaryOperator.In ? points : points.Complement()),
        BinaryExpression b when Texts(b) is { } texts => texts,
        BinaryExpression b when Subjects.Measure(b.Right) is { } limit && Compared(b.Operator, limit) is { } allowed => (b.Left, allowed),
        BinaryExpression b when Subjects.Measure(b.Left) is { } limit && Compared(Flipped(b.Operator), limit) is { } allowed => (b.Right, allowed),
        BetweenExpression b when Subjects.Measure(b.Low) is { } low && Subjects.Measure(b.High) is { } high =>
            (b.Value, RangeSet.Of(new Interval(low, true, high, true))),
        _ => null,
    };

    public static Expression Opened(Expression expression) => expression is MetricExpression metric ? Opened(metric.Definition) : expression;

    /// <summary>The subject of a comparison and what stands in for it when it is missing.</summary>
    public static (Expression Subject, Expression? Default) WithoutDefault(Expression expression) => Opened(expression) switch
    {
        BinaryExpression { Operator: BinaryOperator.Default } d => (Opened(d.Left), d.Right),
        var other => (other, null),
    };

    private static Cases OfAtom(Expression expression, Truths wanted)
    {
        if (ExpressionTree.AsWritten(expression).Any(e => e is ErrorExpression))
        {
            return Cases.Anything;
        }

        if (Comparison(expression) is not { } comparison)
        {
            var allowed = wanted is Truths.Yes or Truths.NotNo ? NameSet.Of(NameSet.Yes) : NameSet.Of(NameSet.No);
            return Told(expression, expression.MayBeMissing && wanted.HasFlag(Truths.Unknown), allowed);
        }

        var (subject, standIn) = WithoutDefault(comparison.Subject);
        var possible = Subjects.Everything(subject);
        if (comparison.Allowed.Intersect(possible).IsEmpty)
        {
            // A threshold outside the range has a message of its own; here it says nothing.
            return Cases.Anything;
        }

        var values = wanted is Truths.Yes or Truths.NotNo ? comparison.Allowed : comparison.Allowed.Complement();
        if (standIn is null)
        {
            return Told(subject, wanted.HasFlag(Truths.Unknown), values);
        }

        return Points([standIn]) is { } point ? Told(subject, !point.Intersect(values).IsEmpty, values) : Cases.Anything;
    }

    private static Cases OfPresence(IsExpression test, Truths wanted)
    {
        var (subject, standIn) = WithoutDefault(test.Value);
        if (standIn is not null || ExpressionTree.AsWritten(subject).Any(e => e is ErrorExpression))
        {
            return Cases.Anything;
        }

        var known = ((test.Test == IsTest.Known) != test.Negated) == (wanted is Truths.Yes or Truths.NotNo);
        return known
            ? Told(subject, false, Subjects.Everything(subject))
            : Told(subject, true, Subjects.Everything(subject).Intersect(Subjects.Everything(subject).Complement()));
    }

    private Cases OfMembership(InSegmentExpression member, Truths wanted)
    {
        var inside = wanted is Truths.Yes or Truths.NotNo;
        var told = Told(member, false, NameSet.Of(inside ? NameSet.Yes : NameSet.No));
        if (_depth >= DeepestSegment || workspace.Segment(member.Segment) is not { } segment || broken.Contains(segment.Location.Source))
        {
            return told;
        }

        _depth++;
        var opened = Of(segment.Conditions, inside ? Truths.Yes : Truths.NotYes);
        _depth--;
        return told.And(opened);
    }

    private static Cases Told(Expression subject, bool mayBeMissing, ValueSet values)
    {
        var possible = Subjects.Everything(subject).Intersect(values);
        if (Subjects.IsWhole(subject) && possible is RangeSet range)
        {
            possible = range.Whole();
        }

        return Cases.Of(ExpressionText.Of(subject), new Fact(subject, mayBeMissing && subject.MayBeMissing, possible));
    }

    private static Cases Joined(IEnumerable<Cases> cases, bool anyOne) => anyOne ? Cases.Any(cases) : Cases.All(cases);

    private static Truths Swapped(Truths wanted) => wanted switch
    {
        Truths.Yes => Truths.No,
        Truths.No => Truths.Yes,
        Truths.NotYes => Truths.NotNo,
        Truths.NotNo => Truths.NotYes,
        _ => wanted,
    };

    private static (Expression, ValueSet)? Texts(BinaryExpression b)
    {
        var (subject, constant) = b.Right is Constant ? (b.Left, (Constant?)b.Right) : (b.Right, b.Left as Constant);
        var name = constant?.Value switch
        {
            TextValue t => t.Value,
            BooleanValue v => v.Value ? NameSet.Yes : NameSet.No,
            _ => null,
        };
        return (name, b.Operator) switch
        {
            ({ }, BinaryOperator.Equal) => (subject, NameSet.Of(name)),
            ({ }, BinaryOperator.NotEqual) => (subject, NameSet.Of(name).Complement()),
            _ => null,
        };
    }

    private static ValueSet? Points(ImmutableArray<Expression> values)
    {
        var texts = values.Select(v => v is Constant { Value: TextValue t } ? t.Value : null).ToList();
        if (texts.TrueForAll(t => t is not null))
        {
            return NameSet.Of(texts.OfType<string>());
        }

        var numbers = values.Select(Subjects.Measure).ToList();
        return numbers.TrueForAll(n => n is not null) ? RangeSet.Of(numbers.Select(n => Interval.Point(n ?? 0))) : null;
    }

    private static RangeSet? Compared(BinaryOperator @operator, decimal limit) => @operator switch
    {
        BinaryOperator.Equal => RangeSet.Of(Interval.Point(limit)),
        BinaryOperator.NotEqual => RangeSet.Of(new Interval(null, false, limit, false), new Interval(limit, false, null, false)),
        BinaryOperator.Less => RangeSet.Of(new Interval(null, false, limit, false)),
        BinaryOperator.LessOrEqual => RangeSet.Of(new Interval(null, false, limit, true)),
        BinaryOperator.Greater => RangeSet.Of(new Interval(limit, false, null, false)),
        BinaryOperator.GreaterOrEqual => RangeSet.Of(new Interval(limit, true, null, false)),
        _ => null,
    };

    private static BinaryOperator Flipped(BinaryOperator @operator) => @operator switch
    {
        BinaryOperator.Less => BinaryOperator.Greater,
        BinaryOperator.LessOrEqual => BinaryOperator.GreaterOrEqual,
        BinaryOperator.Greater => BinaryOperator.Less,
        BinaryOperator.GreaterOrEqual => BinaryOperator.LessOrEqual,
        _ => @operator,
    };
}
