using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;
using Personalization.Journeys.Language.Semantics.Domains;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>A branch that nobody can take, because of what is known when the run gets there.</summary>
internal static class DeadBranch
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths) =>
        paths.Program.Journeys.SelectMany(j => paths.Of(j) is var found
            ? j.Steps.SelectMany(s => found.Arrivals.TryGetValue(s.Id, out var at) && !at.Facts.IsImpossible ? Of(paths, j, s, at) : [])
            : []);

    private static IEnumerable<Diagnostic> Of(WorkspacePaths paths, Journey journey, Step step, PathState at) => step switch
    {
        BranchStep branch => OfBranch(paths, journey, branch, at),
        SwitchStep @switch => OfSwitch(@switch, at),
        _ => [],
    };

    private static IEnumerable<Diagnostic> OfBranch(WorkspacePaths paths, Journey journey, BranchStep branch, PathState at)
    {
        var place = branch.Condition.Location ?? branch.Location;
        if (at.Facts.And(paths.Domains.Of(branch.Condition, Truths.Yes)).IsImpossible)
        {
            var before = journey.Steps.OfType<BranchStep>().FirstOrDefault(b => b.Else == branch.Id);
            yield return JourneyDiagnostics.BranchNeverRuns(place, before?.Condition.Location, "nobody who gets here fulfils this");
        }
        else if (branch.Else is { } otherwise && otherwise != branch.Next && at.Facts.And(paths.Domains.Of(branch.Condition, Truths.NotYes)).IsImpossible)
        {
            yield return JourneyDiagnostics.ElseNeverRuns(place, Words.At(place));
        }
    }

    private static IEnumerable<Diagnostic> OfSwitch(SwitchStep step, PathState at)
    {
        var rest = at;
        for (var i = 0; i < step.Cases.Length; i++)
        {
            var (hit, miss) = JourneyPaths.Split(step.Value, step.Cases[i].Pattern, rest);
            if (hit.Facts.IsImpossible)
            {
                yield return JourneyDiagnostics.BranchNeverRuns(step.Cases[i].Location, i == 0 ? null : step.Cases[i - 1].Location, "nothing is left for this case");
            }

            rest = miss;
        }

        if (step.Else is { } otherwise && otherwise != step.Next && rest.Facts.IsImpossible)
        {
            yield return JourneyDiagnostics.ElseNeverRuns(step.Location, "match");
        }
    }
}
