using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Explaining;

/// <summary>Writes an expression as an author would. The same meaning gives the same text, wherever it stands.</summary>
internal static class ExpressionText
{
    private const int Primary = 9;

    public static string Of(Expression expression) => Write(expression, 0);

    public static string Of(Value value) => value switch
    {
        TextValue t => Quote(t.Value),
        NumberValue n => Number(n.Value),
        PercentValue p => Number(p.Fraction * 100) + "%",
        BooleanValue b => b.Value ? "true" : "false",
        MoneyValue m => $"{Number(m.Amount)} {m.Currency}",
        DurationValue d => d.Value.ToString(),
        DateValue d => LocalDatePattern.Iso.Format(d.Value),
        TimeValue t => Of(t.Value),
        LocalMomentValue m => $"{LocalDatePattern.Iso.Format(m.Value.Date)} {Of(m.Value.TimeOfDay)}",
        MomentValue m => InstantPattern.General.Format(m.Value),
        ListValue l => "[" + string.Join(", ", l.Elements.Select(Of)) + "]",
        RecordValue r => "{" + string.Join(", ", r.Fields.Select(f => $"{f.Key}: {Of(f.Value)}")) + "}",
        _ => "missing",
    };

    public static string Of(LocalTime time) => LocalTimePattern.CreateWithInvariantCulture("HH:mm").Format(time);

    public static string Of(Window window) => window.Kind switch
    {
        WindowKind.Last => $"in last {Length(window)}",
        WindowKind.Between => $"between {window.From} ago and {window.To} ago",
        WindowKind.SinceEntry => "since entry",
        _ => "ever",
    };

    /// <summary>The length of `in last D`.</summary>
    public static CalendarDuration Length(Window window) => window.From == CalendarDuration.Zero ? window.To : window.From;

    public static string Of(BinaryOperator @operator) => @operator switch
    {
        BinaryOperator.Or => "or",
        BinaryOperator.And => "and",
        BinaryOperator.Equal => "=",
        BinaryOperator.NotEqual => "!=",
        BinaryOperator.Less => "<",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.Greater => ">",
        BinaryOperator.GreaterOrEqual => ">=",
        BinaryOperator.In => "in",
        BinaryOperator.NotIn => "not in",
        BinaryOperator.Contains => "contains",
        BinaryOperator.StartsWith => "starts with",
        BinaryOperator.EndsWith => "ends with",
        BinaryOperator.Default => "default",
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        _ => "/",
    };

    public static string Number(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);

    private static string Write(Expression expression, int outer)
    {
        var (text, strength) = Parts(expression);
        return strength < outer ? $"({text})" : text;
    }

    private static (string Text, int Strength) Parts(Expression expression) => expression switch
    {
        Constant c => (Of(c.Value), Primary),
        Interpolation i => (Quoted(i), Primary),
        NowExpression => ("now", Primary),
        TodayExpression => ("today", Primary),
        RootExpression r => (r.Root.ToString().ToLowerInvariant(), Primary),
        VariableExpression v => (v.Name, Primary),
        MemberExpression m => ($"{Write(m.Target, Primary)}.{m.Name}", Primary),
        UnaryExpression { Operator: UnaryOperator.Not } u => ("not " + Write(u.Operand, 3), 3),
        UnaryExpression u => ("-" + Write(u.Operand, 8), 8),
        BinaryExpression b => Binary(b),
        BetweenExpression b => ($"{Write(b.Value, 5)} between {Write(b.Low, 5)} and {Write(b.High, 5)}", 4),
        IsExpression i => ($"{Write(i.Value, 5)} is {(i.Negated ? "not " : "")}{i.Test.ToString().ToLowerInvariant()}", 4),
        ListExpression l => ("[" + string.Join(", ", l.Elements.Select(Of)) + "]", Primary),
        RecordExpression r => ("{" + string.Join(", ", r.Fields.Select(f => $"{f.Name}: {Of(f.Value)}")) + "}", Primary),
        AggregateExpression a => ($"{a.Function.ToString().ToLowerInvariant()} of {Path(a.Event, a.Value)}{Filter(a.Filter)} {Of(a.Window)}", 8),
        TimeSinceExpression t => ($"time since {Order(t.First)} {t.Event}{Filter(t.Filter)}", 8),
        LastFirstExpression l => ($"{Order(l.First)} {l.Event}{Filter(l.Filter)}{(l.Window is { } w ? " " + Of(w) : "")}", 8),
        HappenedExpression h => ($"happened {h.Event}{Filter(h.Filter)}{string.Concat(h.Then.Select(Then))} {Of(h.Window)}", 8),
        InSegmentExpression s => ($"in segment {s.Segment}", Primary),
        ConsentExpression c => ($"consent {Of(c.Channel)} for {c.Purpose}", Primary),
        MetricExpression m => (m.Name, Primary),
        RfmExpression r => ($"{r.Rfm}.{r.Part.ToString().ToLowerInvariant()}", Primary),
        PredictExpression p => ($"predict({Arguments(p.Model, p.Inputs, null)})", Primary),
        RecommendExpression r => ($"recommend({Arguments(r.Model, r.Inputs, r.Limit)})", Primary),
        CatalogExpression c => ($"{c.Catalog}({Of(c.Key)})", Primary),
        CallExpression c => ($"{Name(c.Function)}({string.Join(", ", c.Arguments.Select(Of))})", Primary),
        _ => ("…", Primary),
    };

    public static string Of(Channel channel) => channel switch
    {
        Channel.Email => "email",
        Channel.Push => "push",
        Channel.Web => "web",
        _ => "chat",
    };

    private static (string, int) Binary(BinaryExpression b)
    {
        var strength = b.Operator switch
        {
            BinaryOperator.Or => 1,
            BinaryOperator.And => 2,
            BinaryOperator.Default => 5,
            BinaryOperator.Add or BinaryOperator.Subtract => 6,
            BinaryOperator.Multiply or BinaryOperator.Divide => 7,
            _ => 4,
        };
        var associative = strength != 4;
        return ($"{Write(b.Left, associative ? strength : 5)} {Of(b.Operator)} {Write(b.Right, associative ? strength + 1 : 5)}", strength);
    }

    private static string Path(string @event, Expression? value)
    {
        var text = value is null ? "event" : Of(value);
        return text == "event" ? @event : text.StartsWith("event.", StringComparison.Ordinal) ? @event + text["event".Length..] : $"{@event} ({text})";
    }

    private static string Filter(Expression? filter) => filter is null ? "" : $" where ({Of(filter)})";

    private static string Order(bool first) => first ? "first" : "last";

    private static string Then(ThenEvent then) => $" then {(then.Negated ? "no " : "")}{then.Event}{Filter(then.Filter)} within {then.Within}";

    private static string Arguments(string model, ImmutableArray<NamedExpression> inputs, Expression? limit)
    {
        var named = inputs.Select(i => $"{i.Name}: {Of(i.Value)}").Prepend(model);
        return string.Join(", ", limit is null ? named : named.Append($"limit: {Of(limit)}"));
    }

    private static string Name(BuiltIn function)
    {
        var text = function.ToString();
        return string.Concat(text.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "_") + char.ToLowerInvariant(c) : c.ToString()));
    }

    private static string Quoted(Interpolation text) =>
        "\"" + string.Concat(text.Parts.Select(p => p is Constant { Value: TextValue t } ? Escape(t.Value) : "{" + Of(p) + "}")) + "\"";

    private static string Quote(string text) => "\"" + Escape(text) + "\"";

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("{", "\\{", StringComparison.Ordinal);
}
