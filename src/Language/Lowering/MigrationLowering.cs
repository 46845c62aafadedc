using System.Collections.Immutable;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Syntax;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Lowering;

/// <summary>`migrate from N`: targets are steps of this version, named by any unambiguous end of their id.</summary>
internal static class MigrationLowering
{
    /// <param name="broken">A line of the file could not be read; a step that is not found may stand on it.</param>
    public static ImmutableArray<Migration> Lower(ImmutableArray<MigrateSyntax> migrations, StepIds ids, SourceText source, bool broken, ICollection<Diagnostic> diagnostics)
    {
        var lowered = ImmutableArray.CreateBuilder<Migration>();
        foreach (var migration in migrations)
        {
            var at = new Location(source, migration.Span);
            var moves = ImmutableArray.CreateBuilder<StepMove>();
            var others = OthersAction.FinishOnTheirVersion;
            foreach (var line in migration.Lines)
            {
                var place = new Location(source, line.Span);
                switch (line)
                {
                    case MovedSyntax moved:
                        moves.Add(new StepMove(Written(moved.Step), false, Resolve(moved.To, ids, source, broken, diagnostics), place));
                        break;
                    case RemovedSyntax removed:
                        moves.Add(new StepMove(Written(removed.Step), true, removed.ContinueAt is null ? null : Resolve(removed.ContinueAt, ids, source, broken, diagnostics), place));
                        break;
                    case OthersSyntax other:
                        others = other.Action;
                        break;
                    default:
                        break;
                }
            }

            lowered.Add(new Migration(migration.From, moves.ToImmutable(), others, at));
            diagnostics.Add(JourneyDiagnostics.NothingCompared(at, migration.From));
        }

        return lowered.ToImmutable();
    }

    private static string? Resolve(PathSyntax path, StepIds ids, SourceText source, bool broken, ICollection<Diagnostic> diagnostics)
    {
        var written = Written(path);
        var at = new Location(source, path.Span);
        var found = ids.All.Where(id => id == written || id.EndsWith("." + written, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        if (found.Count == 1 || found.Contains(written))
        {
            return found.Contains(written) ? written : found[0];
        }

        if (found.Count > 0)
        {
            diagnostics.Add(JourneyDiagnostics.SeveralSteps(at, written, found));
        }
        else if (!broken)
        {
            diagnostics.Add(JourneyDiagnostics.NoStep(at, written, ids.All.SelectMany(Ends).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)));
        }

        return null;
    }

    /// <summary>Every way to write a step: `else.offer` and `offer`.</summary>
    private static IEnumerable<string> Ends(string id)
    {
        var names = id.Split('.');
        return names.Select((_, from) => string.Join('.', names[from..]));
    }

    private static string Written(PathSyntax path) => string.Join('.', path.Names.Select(n => n.Text));
}
