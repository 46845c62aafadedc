using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Syntax;
using Sprache;
using static Personalization.Journeys.Language.Parsing.Primitives;

namespace Personalization.Journeys.Language.Parsing;

/// <summary>When something is to happen: days of the week, times of day, dates and offsets from them.</summary>
internal static class Moments
{
    private static readonly string[] Names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    private static readonly Parser<int> Weekday = OneOf(Names).Select(t => Array.IndexOf(Names, t.Text));

    private static readonly Parser<Weekdays> WeekdayRange =
        from first in Weekday
        from last in MaybeValue(Word("to").Then(_ => Weekday))
        select Range(first, last ?? first);

    public static readonly Parser<Weekdays> Days =
        Meaning("day", Weekdays.EveryDay)
            .Or(Meaning("weekdays", Weekdays.Weekdays))
            .Or(Meaning("weekends", Weekdays.Weekends))
            .Or(WeekdayRange);

    private static readonly Parser<LocalTime?> AtTime = MaybeValue(Word("at").Then(_ => Literals.Time));

    public static readonly Parser<OffsetSyntax> Offset = At(
        from length in Literals.Duration
        from before in Meaning("before", true).Or(Meaning("after", false))
        from of in Expressions.Operand
        from time in AtTime
        select Make(span => new OffsetSyntax(length, before, of, time, span)));

    /// <summary>`of customer.birthday at 09:00`</summary>
    public static readonly Parser<OffsetSyntax> OnTheDay = At(
        from word in Word("of")
        from of in Expressions.Operand
        from time in AtTime
        select Make(span => new OffsetSyntax(CalendarDuration.Zero, false, of, time, span)));

    private static readonly Parser<MomentSyntax> DaysMoment = At(
        from days in Days
        from start in Literals.Time
        from end in MaybeValue(Word("to").Then(_ => Literals.Time))
        select Make<MomentSyntax>(span => new DaysMomentSyntax(days, start, end, span)));

    private static readonly Parser<MomentSyntax> TimeMoment = At(
        from start in Literals.Time
        from end in MaybeValue(Word("to").Then(_ => Literals.Time))
        select Make<MomentSyntax>(span => new DaysMomentSyntax(Weekdays.EveryDay, start, end, span)));

    private static readonly Parser<MomentSyntax> ValueMoment = At(
        from value in Expressions.Value
        from time in AtTime
        select Make<MomentSyntax>(span => new ValueMomentSyntax(value, time, span)));

    public static readonly Parser<MomentSyntax> Moment = input => ((TokenInput)input) switch
    {
        { Token.Kind: Text.TokenKind.Time } => TimeMoment(input),
        { Token: { Kind: Text.TokenKind.Number } } => Offset.Select(o => (MomentSyntax)o)(input),
        { Token: { Kind: Text.TokenKind.Word }, Next: { Kind: Text.TokenKind.Time } or { Text: "to" } } => DaysMoment(input),
        _ => ValueMoment(input),
    };

    private static Weekdays Range(int first, int last)
    {
        var days = Weekdays.None;
        for (var day = first; ; day = (day + 1) % 7)
        {
            days |= (Weekdays)(1 << day);
            if (day == last)
            {
                return days;
            }
        }
    }
}
