using System.Collections.Immutable;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Review.Snapshots;

/// <summary>
/// The canonical text of what a workspace does: one fact a line, without positions, comments and formatting, so that
/// a change of behaviour is a change of a few lines and nothing else is.
/// </summary>
public static class Snapshot
{
    /// <summary>The files below `snapshots/`, in ordinal order of their paths.</summary>
    public static ImmutableArray<(string Path, string Text)> Files(Workspace workspace)
    {
        var journeys = workspace.Journeys.Select(j => ($"snapshots/{j.Name}.txt", Write(workspace, j)));
        (string, string)[] shared =
        [
            ("snapshots/policies.txt", AudienceSnapshot.Policies(workspace)),
            ("snapshots/segments.txt", AudienceSnapshot.Segments(workspace)),
            ("snapshots/templates.txt", TemplateSnapshot.Write(workspace)),
        ];
        return [.. journeys.Concat(shared).OrderBy(f => f.Item1, StringComparer.Ordinal)];
    }

    public static string Write(Workspace workspace, Journey journey)
    {
        var facts = new FactTable();
        JourneySnapshot.Settings(workspace, journey, facts);
        JourneySnapshot.Flow(OutlineBuilder.Build(journey), journey.Policy ?? workspace.Settings.DefaultPolicy, facts);
        JourneySnapshot.Migrations(journey, facts);
        return facts.ToString();
    }
}
