using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;
using NodaTime;
using NodaTime.Text;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>The happenings of a test stand in the order in which they happen.</summary>
internal static class TestGoesBack
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths) => paths.Program.Tests.SelectMany(Of);

    private static IEnumerable<Diagnostic> Of(JourneyTest test)
    {
        LocalDateTime? first = null;
        (LocalDateTime Time, Happening Happening)? previous = null;
        foreach (var happening in test.Happenings)
        {
            if (TimeOf(happening.At, first) is not { } time)
            {
                continue;
            }

            first ??= time;
            if (previous is { } before && time < before.Time)
            {
                yield return JourneyDiagnostics.BackInTime(happening.Location, Shown(time, before.Time), Shown(before.Time, time), before.Happening.Location);
            }

            previous = (time, happening);
        }
    }

    private static LocalDateTime? TimeOf(TestMoment at, LocalDateTime? first) => at switch
    {
        { Date: { } date } => date + (at.Time ?? LocalTime.Midnight),
        { Time: { } time } => first?.Date + time,
        { After: { } after } => first?.PlusMonths(after.Months).PlusDays(after.Days).PlusSeconds((long)after.Exact.TotalSeconds),
        _ => null,
    };

    private static string Shown(LocalDateTime time, LocalDateTime other) =>
        (time.Date == other.Date ? LocalDateTimePattern.CreateWithInvariantCulture("HH:mm") : LocalDateTimePattern.CreateWithInvariantCulture("yyyy-MM-dd HH:mm")).Format(time);
}
