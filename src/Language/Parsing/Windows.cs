using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Syntax;
using Sprache;
using static Personalization.Journeys.Language.Parsing.Primitives;

namespace Personalization.Journeys.Language.Parsing;

/// <summary>What reads a customer's events: aggregates, `time since`, `last`, `first`, `happened`.</summary>
internal static class Windows
{
    private static readonly Parser<WindowSyntax> InLast = At(
        from words in Words("in last")
        from length in Literals.Duration
        select Make(span => new WindowSyntax(WindowKind.Last, length, CalendarDuration.Zero, span)));

    private static readonly Parser<WindowSyntax> Between = At(
        from between in Word("between")
        from start in Literals.Duration
        from ago in Words("ago and")
        from end in Literals.Duration
        from last in Word("ago")
        select Make(span => new WindowSyntax(WindowKind.Between, start, end, span)));

    private static readonly Parser<WindowSyntax> SinceEntry = At(
        from words in Words("since entry")
        select Make(span => new WindowSyntax(WindowKind.SinceEntry, CalendarDuration.Zero, CalendarDuration.Zero, span)));

    private static readonly Parser<WindowSyntax> Ever = At(
        from word in Word("ever")
        select Make(span => new WindowSyntax(WindowKind.Ever, CalendarDuration.Zero, CalendarDuration.Zero, span)));

    public static readonly Parser<WindowSyntax> Window = InLast.Or(Between).Or(SinceEntry).Or(Ever);

    private static readonly Parser<ExpressionSyntax> Filter =
        from whereWord in Word("where")
        from open in Mark("(")
        from expression in Expressions.Any
        from close in Mark(")")
        select expression;

    private static readonly Parser<AggregateFunction> Function =
        Meaning("count", AggregateFunction.Count)
            .Or(Meaning("sum", AggregateFunction.Sum))
            .Or(Meaning("average", AggregateFunction.Average))
            .Or(Meaning("min", AggregateFunction.Min))
            .Or(Meaning("max", AggregateFunction.Max))
            .Or(Meaning("distinct", AggregateFunction.Distinct));

    public static readonly Parser<ExpressionSyntax> Aggregate = At(
        from function in Function
        from of in Word("of")
        from path in NamePath
        from filter in Maybe(Filter)
        from window in Window
        select Make<ExpressionSyntax>(span => new AggregateSyntax(function, path, filter, window, span)));

    private static readonly Parser<bool> First = Meaning("last", false).Or(Meaning("first", true));

    public static readonly Parser<ExpressionSyntax> TimeSince = At(
        from words in Words("time since")
        from first in First
        from name in Name
        from filter in Maybe(Filter)
        select Make<ExpressionSyntax>(span => new TimeSinceSyntax(first, name, filter, span)));

    public static readonly Parser<ExpressionSyntax> LastFirst = At(
        from first in First
        from path in NamePath
        from filtered in
            (from filter in Filter
             from window in InLast
             select (Filter: (ExpressionSyntax?)filter, Window: (WindowSyntax?)window)).Or(NoFilter)
        select Make<ExpressionSyntax>(span => new LastFirstSyntax(first, path, filtered.Filter, filtered.Window, span)));

    private static Parser<(ExpressionSyntax? Filter, WindowSyntax? Window)> NoFilter => Parse.Return(((ExpressionSyntax?)null, (WindowSyntax?)null));

    private static readonly Parser<ThenSyntax> Then = At(
        from then in Word("then")
        from no in Flag(Word("no"))
        from name in Name
        from filter in Maybe(Filter)
        from within in Word("within")
        from length in Literals.Duration
        select Make(span => new ThenSyntax(no, name, filter, length, span)));

    public static readonly Parser<ExpressionSyntax> Happened = At(
        from happened in Word("happened")
        from name in Name
        from filter in Maybe(Filter)
        from then in Then.Many()
        from window in Window
        select Make<ExpressionSyntax>(span => new HappenedSyntax(name, filter, [.. then], window, span)));
}
