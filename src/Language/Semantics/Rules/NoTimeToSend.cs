using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;
using NodaTime;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>Quiet hours of one policy that cover the whole day.</summary>
internal static class NoTimeToSend
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths) => paths.Program.Policies
        .Where(p => !p.Quiet.IsEmpty && Enumerable.Range(0, 24 * 60).All(minute => p.Quiet.Any(q => Covers(q, minute))))
        .Select(p => JourneyDiagnostics.NoTimeToSend(p.Location, p.Name));

    private static bool Covers(QuietHours quiet, int minute) =>
        DayTime.Distance(quiet.From, LocalTime.Midnight.PlusMinutes(minute)) < DayTime.Distance(quiet.From, quiet.To);
}
