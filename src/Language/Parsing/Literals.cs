using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Text;
using Sprache;
using static Personalization.Journeys.Language.Parsing.Primitives;

namespace Personalization.Journeys.Language.Parsing;

/// <summary>Numbers, lengths of time, dates and times. A well-formed but impossible one is reported and read as the nearest sense.</summary>
internal static class Literals
{
    public static readonly Parser<decimal> Number = Read("a number", TokenKind.Number, ToDecimal);

    public static readonly Parser<decimal> SignedNumber =
        from sign in Flag(Mark("-"))
        from number in Number
        select sign ? -number : number;

    public static readonly Parser<int> Integer = WholeNumber;

    /// <summary>`10%` as 0.1.</summary>
    public static readonly Parser<decimal> Percent = Read("a percentage such as `10%`", TokenKind.Percent, ToFraction);

    public static readonly Parser<LocalDate> Date = Read("a date such as `2025-12-24`", TokenKind.Date, ToDate);

    public static readonly Parser<LocalTime> Time = Read("a time such as `09:00`", TokenKind.Time, ToTime);

    public static readonly Parser<CalendarDuration> Duration = ReadDuration;

    public static readonly Parser<CalendarDuration> Unit = ReadUnit;

    /// <summary>No journey lasts longer, and what is added to a date of today stays in the calendar.</summary>
    private static readonly Duration Longest = NodaTime.Duration.FromDays(100 * 365);

    private static readonly string[] Units = ["second", "minute", "hour", "day", "week", "month", "year"];

    public static bool IsUnit(Token? token) => token is { Kind: TokenKind.Word } && UnitOf(token.Text) >= 0;

    public static decimal ToDecimal(TokenLine line, Token token)
    {
        if (decimal.TryParse(token.Text.Replace("_", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
        {
            return value;
        }

        ReportOnce(line, JourneyDiagnostics.NumberTooLarge(new Location(line.Source, token.Span)));
        return 0;
    }

    public static decimal ToFraction(TokenLine line, Token token) => ToDecimal(line, token with { Text = token.Text[..^1] }) / 100;

    public static LocalDate ToDate(TokenLine line, Token token)
    {
        var parsed = LocalDatePattern.Iso.Parse(token.Text);
        if (!parsed.Success)
        {
            ReportOnce(line, JourneyDiagnostics.NotADate(new Location(line.Source, token.Span), token.Text));
        }

        return parsed.Success ? parsed.Value : new LocalDate(2000, 1, 1);
    }

    public static LocalTime ToTime(TokenLine line, Token token)
    {
        var colon = token.Text.IndexOf(':', StringComparison.Ordinal);
        var hour = int.Parse(token.Text.AsSpan(0, colon), CultureInfo.InvariantCulture);
        var minute = int.Parse(token.Text.AsSpan(colon + 1), CultureInfo.InvariantCulture);
        if (hour < 24 && minute < 60)
        {
            return new LocalTime(hour, minute);
        }

        ReportOnce(line, JourneyDiagnostics.NotATime(new Location(line.Source, token.Span), token.Text));
        return LocalTime.Midnight;
    }

    /// <summary>One or more numbers with their units. A number without a unit ends it.</summary>
    public static IResult<CalendarDuration> ReadDuration(IInput input)
    {
        var at = (TokenInput)input;
        if (at.Token?.Kind != TokenKind.Number)
        {
            return Fail<CalendarDuration>(at, "a duration such as `2 days`");
        }

        var total = CalendarDuration.Zero;
        var start = at;
        while (at.Token is { Kind: TokenKind.Number } number)
        {
            if (!IsUnit(at.Next))
            {
                at.Line.Expect(at.Position + 1, Expectations.Unit);
                break;
            }

            total += Length(at.Line, number, at.Next!);
            at = at.Move(2);
        }

        if (total.Measured > Longest)
        {
            ReportOnce(at.Line, JourneyDiagnostics.NotALength(new Location(at.Line.Source, at.Line.SpanOf(start.Position, at.Position)), true, ""));
            total = CalendarDuration.OfDays(1);
        }

        return at == start ? Result.Failure<CalendarDuration>(at, "", []) : Result.Success(total, at);
    }

    private static CalendarDuration Length(TokenLine line, Token number, Token unit)
    {
        var amount = ToDecimal(line, number);
        var kind = UnitOf(unit.Text);
        var whole = decimal.Truncate(amount) == amount;
        if (amount > 1_000_000 || kind > 2 && !whole)
        {
            ReportOnce(line, JourneyDiagnostics.NotALength(new Location(line.Source, number.Span.To(unit.Span)), whole, Units[kind]));
            return CalendarDuration.OfDays(1);
        }

        return kind switch
        {
            0 => CalendarDuration.OfExact(Seconds(amount)),
            1 => CalendarDuration.OfExact(Seconds(amount * 60)),
            2 => CalendarDuration.OfExact(Seconds(amount * 3600)),
            3 => CalendarDuration.OfDays((int)amount),
            4 => CalendarDuration.OfDays((int)amount * 7),
            5 => CalendarDuration.OfMonths((int)amount),
            _ => CalendarDuration.OfMonths((int)amount * 12),
        };
    }

    private static Duration Seconds(decimal seconds) => NodaTime.Duration.FromTicks((long)(seconds * NodaConstants.TicksPerSecond));

    private static IResult<CalendarDuration> ReadUnit(IInput input)
    {
        var at = (TokenInput)input;
        return IsUnit(at.Token)
            ? Result.Success(Length(at.Line, new Token(TokenKind.Number, "1", at.Token!.Span), at.Token), at.Move())
            : Fail<CalendarDuration>(at, Expectations.Unit);
    }

    private static IResult<int> WholeNumber(IInput input)
    {
        var at = (TokenInput)input;
        if (at.Token is not { Kind: TokenKind.Number } token
            || !int.TryParse(token.Text.Replace("_", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            return Fail<int>(at, "a whole number");
        }

        return Result.Success(value, at.Move());
    }

    private static int UnitOf(string word) =>
        Array.FindIndex(Units, u => word == u || word.Length == u.Length + 1 && word[^1] == 's' && word.StartsWith(u, StringComparison.Ordinal));

    private static Parser<T> Read<T>(string expected, TokenKind kind, Func<TokenLine, Token, T> read) => input =>
    {
        var at = (TokenInput)input;
        return at.Token is { } token && token.Kind == kind ? Result.Success(read(at.Line, token), at.Move()) : Fail<T>(at, expected);
    };

    private static void ReportOnce(TokenLine line, Diagnostic diagnostic)
    {
        if (!line.Diagnostics.Any(d => d.Code == diagnostic.Code && d.Location.Span == diagnostic.Location.Span))
        {
            line.Diagnostics.Add(diagnostic);
        }
    }
}
