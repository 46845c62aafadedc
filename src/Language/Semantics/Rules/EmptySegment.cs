using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;
using Personalization.Journeys.Language.Semantics.Domains;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>A segment whose conditions exclude each other.</summary>
internal static class EmptySegment
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths)
    {
        foreach (var segment in paths.Program.Segments)
        {
            if (!paths.Domains.Of(segment.Conditions, Truths.Yes).IsImpossible)
            {
                continue;
            }

            var (place, other) = Culprits(paths.Domains, segment);
            yield return JourneyDiagnostics.NobodyInSegment(place.Location, segment.Name, other?.Location);
        }
    }

    /// <summary>The first line that nobody can fulfil alone, or together with an earlier one.</summary>
    private static (Condition Place, Condition? Other) Culprits(ConditionDomains domains, Segment segment)
    {
        var lines = segment.Conditions;
        foreach (var line in lines)
        {
            if (domains.Of(line, Truths.Yes).IsImpossible)
            {
                return (line, null);
            }
        }

        foreach (var line in lines)
        {
            foreach (var earlier in lines.TakeWhile(l => l != line))
            {
                if (domains.Of([earlier, line], Truths.Yes).IsImpossible)
                {
                    return (line, earlier);
                }
            }
        }

        return (lines[^1], null);
    }
}
