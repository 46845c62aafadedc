using System.Collections.Frozen;
using System.Collections.Immutable;
using Personalization.Journeys.Language.Syntax;
using Personalization.Journeys.Language.Text;
using Sprache;
using static Personalization.Journeys.Language.Parsing.Primitives;

namespace Personalization.Journeys.Language.Parsing;

/// <summary>Values that contain no operator outside of brackets.</summary>
internal static class Primaries
{
    /// <summary>Words that can not be a value: they join values or go on with the sentence.</summary>
    private static readonly FrozenSet<string> Joining = Clauses.All
        .Concat(["is", "not", "between", "contains", "starts", "ends", "to", "by", "then", "ago"])
        .ToFrozenSet(StringComparer.Ordinal);

    private static readonly Parser<ExpressionSyntax> Number = At(
        from value in Literals.Number
        select Make<ExpressionSyntax>(span => new NumberSyntax(value, span)));

    private static readonly Parser<ExpressionSyntax> Money = At(
        from amount in Literals.Number
        from currency in Currency
        select Make<ExpressionSyntax>(span => new MoneySyntax(amount, currency.Text, span)));

    private static readonly Parser<ExpressionSyntax> Duration = At(
        from value in Literals.Duration
        select Make<ExpressionSyntax>(span => new DurationSyntax(value, span)));

    private static readonly Parser<ExpressionSyntax> Percent = At(
        from value in Literals.Percent
        select Make<ExpressionSyntax>(span => new PercentSyntax(value, span)));

    private static readonly Parser<ExpressionSyntax> DateTime = At(
        from date in Literals.Date
        from time in Literals.Time
        select Make<ExpressionSyntax>(span => new DateTimeSyntax(date.At(time), span)));

    private static readonly Parser<ExpressionSyntax> Date = At(
        from date in Literals.Date
        select Make<ExpressionSyntax>(span => new DateSyntax(date, span)));

    private static readonly Parser<ExpressionSyntax> TimeOfDay = At(
        from time in Literals.Time
        select Make<ExpressionSyntax>(span => new TimeOfDaySyntax(time, span)));

    private static readonly Parser<ExpressionSyntax> Parenthesized = At(
        from open in Mark("(")
        from inner in Expressions.Any
        from close in Mark(")")
        select Make<ExpressionSyntax>(span => new ParenthesizedSyntax(inner, span)));

    public static readonly Parser<ListSyntax> List = At(
        from open in Mark("[")
        from elements in Several(Expressions.Any).Or(Parse.Return(ImmutableArray<ExpressionSyntax>.Empty))
        from close in Mark("]")
        select Make(span => new ListSyntax(elements, span)));

    private static readonly Parser<BindingSyntax> FieldValue = At(
        from name in AnyName
        from colon in Mark(":")
        from value in Expressions.Any
        select Make(span => new BindingSyntax(name, value, span)));

    private static readonly Parser<ExpressionSyntax> RecordLiteral = At(
        from open in Mark("{")
        from fields in Several(FieldValue)
        from close in Mark("}")
        select Make<ExpressionSyntax>(span => new RecordLiteralSyntax(fields, span)));

    private static readonly Parser<ArgumentSyntax> NamedArgument = At(
        from name in AnyName
        from colon in Mark(":")
        from value in Expressions.Any
        select Make(span => new ArgumentSyntax(name, value, span)));

    private static readonly Parser<ArgumentSyntax> PlainArgument =
        from value in Expressions.Any
        select new ArgumentSyntax(null, value, value.Span);

    private static readonly Parser<ArgumentSyntax> Argument = input =>
        ((TokenInput)input).Next is { } colon && colon.IsMark(":") ? NamedArgument(input) : PlainArgument(input);

    private static readonly Parser<ExpressionSyntax> Call = At(
        from name in AnyName
        from open in Mark("(")
        from arguments in Several(Argument).Or(Parse.Return(ImmutableArray<ArgumentSyntax>.Empty))
        from close in Mark(")")
        select Make<ExpressionSyntax>(span => new CallSyntax(name, arguments, span)));

    private static readonly Parser<ExpressionSyntax> NameExpression =
        from name in AnyName
        select new NameExpressionSyntax(name, name.Span);

    private static readonly Parser<ExpressionSyntax> Now = At(Word("now").Select(_ => Make<ExpressionSyntax>(span => new NowSyntax(span))));

    private static readonly Parser<ExpressionSyntax> Today = At(Word("today").Select(_ => Make<ExpressionSyntax>(span => new TodaySyntax(span))));

    private static readonly Parser<ExpressionSyntax> Boolean = At(
        Meaning("true", true).Or(Meaning("false", false)).Select(value => Make<ExpressionSyntax>(span => new BooleanSyntax(value, span))));

    public static readonly Parser<InSegmentSyntax> InSegment = At(
        from words in Words("in segment")
        from name in Name
        select Make(span => new InSegmentSyntax(name, span)));

    public static readonly Parser<ConsentSyntax> Consent = At(
        from consent in Word("consent")
        from channel in ChannelName
        from word in Word("for")
        from purpose in Name
        select Make(span => new ConsentSyntax(channel, purpose, span)));

    public static IResult<ExpressionSyntax> Primary(TokenInput at) => at.Token switch
    {
        null => Fail<ExpressionSyntax>(at, Expectations.Value),
        { Kind: TokenKind.Number } => Numeric(at)(at),
        { Kind: TokenKind.Percent } => Percent(at),
        { Kind: TokenKind.Date } => (at.Next?.Kind == TokenKind.Time ? DateTime : Date)(at),
        { Kind: TokenKind.Time } => TimeOfDay(at),
        { Kind: TokenKind.Text } => Texts.Text(at),
        { Kind: TokenKind.Mark, Text: "(" } => Parenthesized(at),
        { Kind: TokenKind.Mark, Text: "[" } => List(at),
        { Kind: TokenKind.Mark, Text: "{" } => RecordLiteral(at),
        { Kind: TokenKind.Word } word => Worded(at, word.Text)(at),
        _ => Fail<ExpressionSyntax>(at, Expectations.Value),
    };

    private static Parser<ExpressionSyntax> Numeric(TokenInput at)
    {
        if (at.Next?.Kind == TokenKind.Currency)
        {
            return Money;
        }

        if (Literals.IsUnit(at.Next))
        {
            return Duration;
        }

        at.Line.Expect(at.Position + 1, Expectations.Unit);
        return Number;
    }

    private static Parser<ExpressionSyntax> Worded(TokenInput at, string word)
    {
        var next = at.Next;
        if (next is not null && next.IsMark("("))
        {
            return Call;
        }

        var beforeName = next is { Kind: TokenKind.Word } && !Joining.Contains(next.Text);
        switch (word)
        {
            case "now": return Now;
            case "today": return Today;
            case "true" or "false": return Boolean;
            case "count" or "sum" or "average" or "min" or "max" or "distinct" when next is { Kind: TokenKind.Word } && (next.IsWord("of") || beforeName):
                return Windows.Aggregate;
            case "time" when beforeName: return Windows.TimeSince;
            case "last" or "first" when beforeName: return Windows.LastFirst;
            case "happened" when beforeName: return Windows.Happened;
            case "consent" when beforeName: return Consent;
            case "in": return InSegment;
            case not ("count" or "sum" or "average" or "min" or "max" or "distinct") when next is not null && next.IsWord("of"):
                return input => Fail<ExpressionSyntax>((TokenInput)input, Expectations.Function);
            case not "time" when next is not null && next.IsWord("since"):
                return input => Fail<ExpressionSyntax>((TokenInput)input, "`time`");
        }

        return Joining.Contains(word) ? input => Fail<ExpressionSyntax>((TokenInput)input, Expectations.Value) : NameExpression;
    }
}
