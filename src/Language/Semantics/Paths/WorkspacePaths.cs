using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Domains;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Semantics.Paths;

/// <summary>The paths of all journeys of a workspace, each found once and when it is asked for.</summary>
internal sealed class WorkspacePaths(Workspace workspace, IReadOnlyCollection<SourceText> broken)
{
    private readonly Dictionary<string, JourneyPaths?> _journeys = new(StringComparer.Ordinal);

    private readonly HashSet<string> _started = workspace.Journeys.SelectMany(j => j.Steps).OfType<RunStep>().Select(r => r.Journey).ToHashSet(StringComparer.Ordinal);

    public WorkspacePaths(Workspace workspace)
        : this(workspace, [])
    {
    }

    public Workspace Program { get; } = workspace;

    public ConditionDomains Domains { get; } = new(workspace, broken);

    public JourneyPaths Of(Journey journey)
    {
        if (_journeys.TryGetValue(journey.Name, out var known) && known is not null)
        {
            return known;
        }

        _journeys[journey.Name] = null;
        var paths = JourneyPaths.Of(this, journey);
        _journeys[journey.Name] = paths;
        return paths;
    }

    /// <summary>How long another journey can rest its caller; one that runs itself has no bound here.</summary>
    public Lengths LengthOf(string journey)
    {
        if (Program.Journey(journey) is not { } other || (_journeys.TryGetValue(journey, out var known) && known is null))
        {
            return Lengths.Unbounded;
        }

        return Of(other).Length;
    }

    public bool IsStartedByOthers(Journey journey) => _started.Contains(journey.Name);

    public Policy? PolicyOf(Message message) => message.Policy is { } name ? Program.Policy(name) : null;
}
