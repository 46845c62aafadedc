using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Syntax;
using Sprache;
using static Personalization.Journeys.Language.Parsing.Primitives;
using static Personalization.Journeys.Language.Parsing.Statement;

namespace Personalization.Journeys.Language.Parsing;

/// <summary>Metrics, RFM scores, segments and conditions.</summary>
internal static class Audiences
{
    public static readonly Dictionary<(Context, string), Rule> Rules = new()
    {
        [(Context.File, "metric")] = new(
            from word in Word("metric")
            from name in Name
            from equal in Mark("=")
            from value in Expressions.Any
            select Line(span => new MetricSyntax(name, value, span))),

        [(Context.File, "rfm")] = new(
            from word in Word("rfm")
            from name in Name
            select Block(Context.Rfm, (block, span) =>
            {
                var scores = block.Value<(int Lowest, int Highest)>("scores");
                return new RfmSyntax(
                    name, block.One<NameSyntax>("from"), block.One<PathSyntax>("value"), block.Value<CalendarDuration>("over last"),
                    scores?.Lowest, scores?.Highest, span);
            }),
            Context.Rfm),
        [(Context.Rfm, "from")] = Schema.Item("from", Name),
        [(Context.Rfm, "value")] = Schema.Item("value", NamePath),
        [(Context.Rfm, "over")] = Schema.Item("over last", Literals.Duration),
        [(Context.Rfm, "scores")] = Schema.Item(
            "scores",
            from lowest in Literals.Integer
            from to in Word("to")
            from highest in Literals.Integer
            select (lowest, highest)),

        [(Context.File, "segment")] = new(
            from word in Word("segment")
            from name in Name
            select Block(Context.Conditions, (block, span) => new SegmentSyntax(name, block.Nodes<ConditionSyntax>(), span)),
            Context.Conditions),
        [(Context.Conditions, "all")] = Group("all of", ConditionGroup.All),
        [(Context.Conditions, "any")] = Group("any of", ConditionGroup.Any),
        [(Context.Conditions, "none")] = Group("none of", ConditionGroup.None),
        [(Context.Conditions, "")] = new(
            from expression in Expressions.Any
            select Line(span => new ExpressionConditionSyntax(expression, span))),
    };

    private static Rule Group(string words, ConditionGroup kind) => new(
        from fixedWords in Words(words)
        select Block(Context.Conditions, (block, span) => new GroupConditionSyntax(kind, block.Nodes<ConditionSyntax>(), span)),
        Context.Conditions);
}
