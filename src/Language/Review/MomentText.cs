using System.Diagnostics;
using System.Numerics;
using NodaTime;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Review;

/// <summary>Moments, days, patterns and events as the language writes them.</summary>
internal static class MomentText
{
    private static readonly string[] _names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    public static string Of(Moment moment) => moment switch
    {
        DaysMoment { Days: Weekdays.EveryDay } d => Times(d),
        DaysMoment d => $"{Of(d.Days)} {Times(d)}",
        ValueMoment v => ExpressionText.Of(v.Value) + At(v.At),
        OffsetMoment o => $"{(o.Length == CalendarDuration.Zero ? "" : $"{LengthText.Of(o.Length)} {(o.Before ? "before" : "after")} ")}{ExpressionText.Of(o.Of)}{At(o.At)}",
        _ => throw new UnreachableException(),
    };

    /// <summary>`weekdays`, `tuesday to thursday`, `saturday`; days that do not follow each other stand with commas.</summary>
    public static string Of(Weekdays days)
    {
        switch (days)
        {
            case Weekdays.EveryDay:
                return "day";
            case Weekdays.Weekdays:
                return "weekdays";
            case Weekdays.Weekends:
                return "weekends";
        }

        var count = BitOperations.PopCount((uint)days);
        for (var start = 0; start < 7; start++)
        {
            if (count > 1 && Enumerable.Range(start, count).All(i => days.Includes(IsoDayOfWeek.Monday + (i % 7))))
            {
                return $"{_names[start]} to {_names[(start + count - 1) % 7]}";
            }
        }

        return string.Join(", ", _names.Where((_, i) => days.Includes(IsoDayOfWeek.Monday + i)));
    }

    public static string Of(Pattern pattern) => pattern switch
    {
        ValuesPattern v => string.Join(", ", v.Values.Select(ExpressionText.Of)),
        RangePattern r => $"{ExpressionText.Of(r.Low)} to {ExpressionText.Of(r.High)}",
        ComparisonPattern c => $"{ExpressionText.Of(c.Operator)} {ExpressionText.Of(c.Value)}",
        _ => throw new UnreachableException(),
    };

    /// <summary>`order_placed where cart_id = entry.cart_id within 3 days`, without the word `event`.</summary>
    public static string Of(EventRef e) =>
        e.Event
        + (e.Where is null ? "" : $" where {ExpressionText.OfEvent(e.Where)}")
        + (e.Within is null ? "" : $" within {LengthText.Of(e.Within.Value)}");

    public static string Of(LateRule late) => $"late by {LengthText.Of(late.By)} {Of(late.Action)}";

    public static string Of(LateAction action) => action switch
    {
        LateAction.Skip => "skip",
        LateAction.Send => "send",
        LateAction.Exit => "exit",
        _ => throw new UnreachableException(),
    };

    private static string Times(DaysMoment d) => ValueText.Time(d.From) + (d.To is null ? "" : $" to {ValueText.Time(d.To.Value)}");

    private static string At(LocalTime? at) => at is null ? "" : $" at {ValueText.Time(at.Value)}";
}
