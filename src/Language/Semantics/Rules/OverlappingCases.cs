using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;
using Personalization.Journeys.Language.Review;
using Personalization.Journeys.Language.Semantics.Domains;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>A case of `match` that an earlier one covers in part. One that is covered whole never runs, which is said elsewhere.</summary>
internal static class OverlappingCases
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths) =>
        from journey in paths.Program.Journeys
        from step in journey.Steps.OfType<SwitchStep>()
        from pair in Overlaps(step)
        select pair;

    private static IEnumerable<Diagnostic> Overlaps(SwitchStep step)
    {
        var possible = Subjects.Everything(step.Value);
        for (var i = 1; i < step.Cases.Length; i++)
        {
            if (ConditionDomains.Allowed(step.Cases[i].Pattern)?.Intersect(possible) is not { IsEmpty: false } later)
            {
                continue;
            }

            var earlier = step.Cases.Take(i).FirstOrDefault(c => Shared(c, later) is { IsEmpty: false } shared && !shared.Contains(later));
            if (earlier is not null && Shared(earlier, later) is { } overlap && !step.Cases.Take(i).Any(c => ConditionDomains.Allowed(c.Pattern)?.Contains(later) == true))
            {
                yield return JourneyDiagnostics.CasesOverlap(step.Cases[i].Location, earlier.Location, Shown(overlap));
            }
        }
    }

    private static ValueSet? Shared(SwitchCase earlier, ValueSet later) => ConditionDomains.Allowed(earlier.Pattern)?.Intersect(later);

    private static string Shown(ValueSet overlap) => overlap switch
    {
        NameSet names => string.Join(" or ", names.Names.Select(n => $"\"{n}\"")),
        RangeSet { Intervals: [var first, ..] } => first.Low == first.High && first.Low is { } point
            ? ValueText.Number(point)
            : $"{(first.Low is { } low ? ValueText.Number(low) : "anything")} to {(first.High is { } high ? ValueText.Number(high) : "anything")}",
        _ => "everything",
    };
}
