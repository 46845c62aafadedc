using System.Collections.Immutable;
using System.Diagnostics;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Review.Explanation;

/// <summary>Conditions and values in words: `event.total >= 30 EUR` is "its total is 30 EUR or more".</summary>
internal static class PlainEnglish
{
    public static string Conditions(ImmutableArray<Condition> conditions) => string.Join("; ", conditions.SelectMany(Top).Select(c => Of(c, "")));

    /// <summary>`all of` at the top says no more than the list itself.</summary>
    private static IEnumerable<Condition> Top(Condition condition) => condition is GroupCondition { Group: ConditionGroup.All } all ? all.Conditions.SelectMany(Top) : [condition];

    private static string Of(Condition condition, string outer) => condition switch
    {
        LeafCondition leaf => Claim(leaf.Expression),
        GroupCondition { Conditions: [var only], Group: not ConditionGroup.None } => Of(only, outer),
        GroupCondition { Group: ConditionGroup.All } group => Joined(group, "and", outer),
        GroupCondition { Group: ConditionGroup.Any } group => Joined(group, "or", outer),
        GroupCondition { Group: ConditionGroup.None } group => Denied(group),
        _ => throw new UnreachableException(),
    };

    private static string Joined(GroupCondition group, string word, string outer)
    {
        var text = string.Join($" {word} ", group.Conditions.Select(c => Of(c, word)));
        return outer.Length > 0 && outer != word ? $"({text})" : text;
    }

    private static string Denied(GroupCondition none) => none.Conditions.All(c => c is LeafCondition { Expression: InSegmentExpression })
        ? $"not in segment {List(none.Conditions.Select(c => ((InSegmentExpression)((LeafCondition)c).Expression).Segment), "or")}"
        : $"none of ({string.Join("; ", none.Conditions.Select(c => Of(c, "")))})";

    /// <summary>`order_placed with the same cart_id as at entry, within 3 days`; <paramref name="verb"/> stands behind the name.</summary>
    public static string Happens(EventRef e, string verb = "")
    {
        var where = e.Where is null ? "" : SameAsEntry(e.Where) is { } same ? $" with the same {same} as at entry" : $" where {Claim(e.Where)}";
        return e.Event + verb + where + (e.Within is { } within ? $"{(where.Length > 0 ? "," : "")} within {LengthText.Of(within)}" : "");
    }

    /// <summary>A rolling day is 24 hours; a day of the calendar has its own word.</summary>
    public static string Rolling(NodaTime.Duration per) => per == NodaTime.Duration.FromDays(1) ? "24 hours" : LengthText.Of(per);

    /// <summary>A yes-or-no in words.</summary>
    public static string Claim(Expression expression) => expression switch
    {
        BinaryExpression { Operator: BinaryOperator.And } b => $"{Side(b.Left, b)} and {Side(b.Right, b)}",
        BinaryExpression { Operator: BinaryOperator.Or } b => $"{Side(b.Left, b)} or {Side(b.Right, b)}",
        BinaryExpression b => Comparison(b),
        BetweenExpression b => $"{Value(b.Value)} is between {Value(b.Low)} and {Value(b.High)}",
        IsExpression i => $"{Value(i.Value)} is {(i.Negated ? "not " : "")}{i.Test.ToString().ToLowerInvariant()}",
        UnaryExpression { Operator: UnaryOperator.Not, Operand: InSegmentExpression s } => $"not in segment {s.Segment}",
        UnaryExpression { Operator: UnaryOperator.Not, Operand: ConsentExpression c } => $"no {Consent(c.Channel, c.Purpose)}",
        UnaryExpression { Operator: UnaryOperator.Not, Operand: MemberExpression m } when IsOutcome(m) => $"{Value(m.Target)} was not {m.Name}",
        UnaryExpression { Operator: UnaryOperator.Not } u => $"it is not so that {(u.Operand is BinaryExpression { Operator: BinaryOperator.And or BinaryOperator.Or } ? $"({Claim(u.Operand)})" : Claim(u.Operand))}",
        MemberExpression m when IsOutcome(m) => $"{Value(m.Target)} was {m.Name}",
        InSegmentExpression s => $"in segment {s.Segment}",
        ConsentExpression c => Consent(c.Channel, c.Purpose),
        HappenedExpression h => Happened(h),
        Constant { Value: BooleanValue b } => b.Value ? "always" : "never",
        _ => $"{Value(expression)} is true",
    };

    /// <summary>A value in words; what has no better words stays as the language writes it.</summary>
    public static string Value(Expression expression) => expression switch
    {
        MemberExpression m => Member(m),
        RootExpression { Root: Root.Event } => "the event",
        RootExpression { Root: Root.Entry } => "the entry",
        RootExpression { Root: Root.Customer } => "the customer",
        RootExpression { Root: Root.Input } => "what was given",
        BinaryExpression { Operator: BinaryOperator.Default } b => $"{Value(b.Left)} ({Value(b.Right)} if missing)",
        BinaryExpression { Operator: BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply or BinaryOperator.Divide } b =>
            $"{Factor(b.Left)} {ExpressionText.Of(b.Operator)} {Factor(b.Right)}",
        AggregateExpression a => Aggregate(a),
        TimeSinceExpression t => $"the time since the {Which(t.First)} {t.Event}{Filter(t.Filter)}",
        LastFirstExpression l => $"the {Which(l.First)} {l.Event}{Filter(l.Filter)}{(l.Window is null ? "" : " " + Of(l.Window))}",
        PredictExpression p => $"the score of model {p.Model}{Parens(p.Inputs)}",
        RecommendExpression r => $"{(r.Limit is { } limit ? $"up to {Value(limit)} " : "")}picks of model {r.Model}{Parens(r.Inputs)}",
        CatalogExpression c => $"the {c.Catalog} for {Value(c.Key)}",
        RfmExpression r => $"the {r.Part.ToString().ToLowerInvariant()} score of {r.Rfm}",
        ListExpression { Elements.IsEmpty: true } or Constant { Value: ListValue { Elements.IsEmpty: true } } => "none",
        ListExpression l => string.Join(", ", l.Elements.Select(Value)),
        _ when expression.Type is BooleanType && expression is BinaryExpression or BetweenExpression or IsExpression or UnaryExpression => Claim(expression),
        _ => ExpressionText.Of(expression),
    };

    /// <summary>`item, discount 10%`: what a message or a call is given.</summary>
    public static string Given(ImmutableArray<NamedExpression> with) => string.Join(", ", with.Select(b =>
        b.Value is VariableExpression v && v.Name == b.Name ? b.Name : $"{b.Name}: {Value(b.Value)}"));

    public static string Parens(ImmutableArray<NamedExpression> with) => with.IsEmpty ? "" : $" ({Given(with)})";

    public static string Channel(Channel channel) => channel switch
    {
        Program.Channel.Email => "e-mail",
        Program.Channel.Push => "push",
        Program.Channel.Web => "web banner",
        Program.Channel.Chat => "chat message",
        _ => throw new UnreachableException(),
    };

    public static string Consent(Channel channel, string purpose) =>
        $"{(channel == Program.Channel.Email ? "e-mail" : ChannelNames.Of(channel))} consent for {purpose}";

    public static string Moment(Moment moment) => moment switch
    {
        OffsetMoment o => $"{(o.Length == CalendarDuration.Zero ? "" : $"{LengthText.Of(o.Length)} {(o.Before ? "before" : "after")} ")}{Value(o.Of)}{At(o.At)}",
        ValueMoment v => Value(v.Value) + At(v.At),
        DaysMoment { To: { } to } d => $"{Days(d.Days)}between {ValueText.Time(d.From)} and {ValueText.Time(to)}",
        DaysMoment d => $"{Days(d.Days)}{ValueText.Time(d.From)}",
        _ => throw new UnreachableException(),
    };

    public static string List(IEnumerable<string> items, string last)
    {
        var all = items.ToList();
        return all.Count < 2 ? string.Concat(all) : $"{string.Join(", ", all.SkipLast(1))} {last} {all[^1]}";
    }

    private static string Days(Weekdays days) => days == Weekdays.EveryDay ? "" : MomentText.Of(days) + " ";

    private static string At(NodaTime.LocalTime? at) => at is { } time ? $" at {ValueText.Time(time)}" : "";

    private static string Comparison(BinaryExpression b)
    {
        if (SameAsEntry(b) is { } same)
        {
            return $"its {same} is the same as at entry";
        }

        var left = Value(b.Left);
        var right = Value(b.Right);
        return b.Operator switch
        {
            BinaryOperator.Equal => $"{left} is {right}",
            BinaryOperator.NotEqual => $"{left} is not {right}",
            BinaryOperator.Less => $"{left} is less than {right}",
            BinaryOperator.LessOrEqual => $"{left} is {right} or less",
            BinaryOperator.Greater => $"{left} is more than {right}",
            BinaryOperator.GreaterOrEqual => $"{left} is {right} or more",
            BinaryOperator.In => b.Right is ListExpression or Constant { Value: ListValue } ? $"{left} is one of {Elements(b.Right)}" : $"{left} is in {right}",
            BinaryOperator.NotIn => b.Right is ListExpression or Constant { Value: ListValue } ? $"{left} is none of {Elements(b.Right)}" : $"{left} is not in {right}",
            BinaryOperator.Contains => left.StartsWith("its ", StringComparison.Ordinal) ? $"{left} contain {right}" : $"{left} contains {right}",
            BinaryOperator.StartsWith => $"{left} starts with {right}",
            BinaryOperator.EndsWith => $"{left} ends with {right}",
            _ => $"{Value(b)} is true",
        };
    }

    private static string Elements(Expression list) => list is Constant { Value: ListValue constant }
        ? List(constant.Elements.Select(ValueText.Of), "or")
        : List(((ListExpression)list).Elements.Select(Value), "or");

    /// <summary>The field of `event.x = entry.x`, the usual way to mean the same cart or order.</summary>
    private static string? SameAsEntry(Expression expression) =>
        expression is BinaryExpression
        {
            Operator: BinaryOperator.Equal,
            Left: MemberExpression { Target: RootExpression { Root: Root.Event } } mine,
            Right: MemberExpression { Target: RootExpression { Root: Root.Entry } } entered,
        }
        && mine.Name == entered.Name ? mine.Name : null;

    private static string Member(MemberExpression m) => m.Kind switch
    {
        MemberKind.First => $"the first of {Value(m.Target)}",
        MemberKind.Last => $"the last of {Value(m.Target)}",
        MemberKind.Size => $"the number of {Value(m.Target)}",
        _ => m.Target switch
        {
            RootExpression { Root: Root.Customer } => $"the customer's {m.Name}",
            RootExpression { Root: Root.Event } => m.Kind == MemberKind.At ? "its time" : $"its {m.Name}",
            RootExpression { Root: Root.Entry } => $"the entry's {m.Name}",
            RootExpression { Root: Root.Input } => $"the given {m.Name}",
            LastFirstExpression last => $"the {m.Name} of {Value(last)}",
            MemberExpression { Target: RootExpression } inner => $"{Value(inner)}.{m.Name}",
            _ => ExpressionText.Of(m),
        },
    };

    private static bool IsOutcome(MemberExpression m) =>
        m is { Type: BooleanType, Target: { Type: RecordType { Kind: RecordKind.Outcome } } } or { Type: BooleanType, Target: VariableExpression };

    private static string Aggregate(AggregateExpression a)
    {
        var path = a.Value is null ? a.Event : $"{a.Event}.{ExpressionText.OfEvent(a.Value)}";
        var what = a.Function switch
        {
            AggregateFunction.Count => "the number of",
            AggregateFunction.Sum => "the sum of",
            AggregateFunction.Average => "the average",
            AggregateFunction.Min => "the lowest",
            AggregateFunction.Max => "the highest",
            AggregateFunction.Distinct => "the number of different",
            _ => throw new UnreachableException(),
        };
        return $"{what} {path}{Filter(a.Filter)} {Of(a.Window)}";
    }

    private static string Of(Window window) => window.Kind switch
    {
        WindowKind.Last => $"in the last {LengthText.Of(window.From)}",
        WindowKind.Between => $"between {LengthText.Of(window.From)} and {LengthText.Of(window.To)} ago",
        WindowKind.SinceEntry => "since entry",
        WindowKind.Ever => "ever",
        _ => throw new UnreachableException(),
    };

    private static string Happened(HappenedExpression h)
    {
        var then = string.Concat(h.Then.Select(t => $", then {(t.Negated ? "no " : "")}{t.Event}{Filter(t.Filter)} within {LengthText.Of(t.Within)}"));
        return $"{h.Event}{Filter(h.Filter)}{then}, {Of(h.Window)}";
    }

    private static string Filter(Expression? filter) =>
        filter is null ? "" : SameAsEntry(filter) is { } same ? $" with the entry's {same}" : $" (if {Claim(filter)})";

    private static string Side(Expression side, BinaryExpression whole) =>
        side is BinaryExpression { Operator: BinaryOperator.And or BinaryOperator.Or } inner && inner.Operator != whole.Operator ? $"({Claim(side)})" : Claim(side);

    private static string Factor(Expression side) =>
        side is BinaryExpression { Operator: BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply or BinaryOperator.Divide } ? $"({Value(side)})" : Value(side);

    private static string Which(bool first) => first ? "first" : "last";
}
