using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;
using NodaTime;
using Personalization.Journeys.Language.Review;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>`wait until 09:00`, then `wait 1 hour`: one wait until 10:00.</summary>
internal static class WaitsInARow
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths) =>
        from journey in paths.Program.Journeys
        from first in journey.Steps.OfType<WaitUntilStep>()
        where first.Moment is DaysMoment { To: null }
        let days = (DaysMoment)first.Moment
        let second = journey.Find(first.Next) as WaitStep
        where second is not null && second.Duration.IsExact && second.Duration.Exact < Duration.FromHours(24)
        where second.Location.Span.Start > first.Location.Span.Start
        let begin = days.From
        let end = begin.PlusSeconds((long)second.Duration.Exact.TotalSeconds)
        where end > begin
        select JourneyDiagnostics.WaitsInARow(second.Location, first.Location, ValueText.Time(begin), LengthText.Of(second.Duration), ValueText.Time(end), MomentText.Of(days with { From = end }));
}
