using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>Two branches that run side by side and write one field. Counting up and down may come in any order.</summary>
internal static class ParallelWrites
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths) =>
        from journey in paths.Program.Journeys
        from fork in journey.Steps.OfType<ForkStep>()
        let writes = fork.Branches.SelectMany((b, i) => JourneyParts.Block(journey, b.Then, fork.Join).OfType<WriteStep>().Select(w => (Branch: i, Write: w)))
        from field in writes.GroupBy(w => w.Write.Field, StringComparer.Ordinal)
        where field.DistinctBy(w => w.Branch).Count() > 1 && !CanSwap(field.Select(f => f.Write.Operation))
        let first = field.First()
        let second = field.First(w => w.Branch != first.Branch)
        select JourneyDiagnostics.WrittenByBoth(second.Write.Location, first.Write.Location, field.Key);

    private static bool CanSwap(IEnumerable<WriteOperation> operations)
    {
        var all = operations.ToList();
        return all.TrueForAll(o => o is WriteOperation.Increase or WriteOperation.Decrease)
            || all.TrueForAll(o => o is WriteOperation.Add)
            || all.TrueForAll(o => o is WriteOperation.Remove)
            || all.TrueForAll(o => o is WriteOperation.Clear);
    }
}
