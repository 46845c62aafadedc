using NodaTime;
using NodaTime.Text;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Review;
using Personalization.Journeys.Language.Semantics.Paths;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>A wait for a date that has passed before the journey starts.</summary>
internal static class PastMoment
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths) =>
        from journey in paths.Program.Journeys
        where journey.Starts is not null
        let starts = journey.Starts.GetValueOrDefault()
        from wait in journey.Steps.OfType<WaitUntilStep>()
        let date = (wait.Moment as ValueMoment)?.Value switch
        {
            Constant { Value: DateValue d } => d.Value,
            Constant { Value: LocalMomentValue m } => m.Value.Date,
            _ => (LocalDate?)null,
        }
        where date < starts
        select JourneyDiagnostics.PastMoment(wait.Location, MomentText.Of(wait.Moment), LocalDatePattern.Iso.Format(starts));
}
