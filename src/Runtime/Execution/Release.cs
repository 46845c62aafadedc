using System.Collections.Immutable;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Runtime.Execution;

/// <summary>
/// The newest workspace, and the older ones that somebody is still inside, newest first. A run keeps to the workspace it
/// entered with: its program, templates, policies and webhooks. Who may enter, when and with which priority is the newest's.
/// </summary>
public sealed record Release(Workspace Current, ImmutableArray<Workspace> Older)
{
    private ReleaseIndex? _index;

    /// <summary>The program of a run: the newest version, or the older one that it entered with.</summary>
    public Journey? Journey(string name, int version) => WorkspaceOf(name, version)?.Journey(name);

    /// <summary>The workspace that a version of a journey belongs to: the newest that has it.</summary>
    public Workspace? WorkspaceOf(string journey, int version)
    {
        if (Current.Journey(journey)?.Version == version)
        {
            return Current;
        }

        foreach (var workspace in Older)
        {
            if (workspace.Journey(journey)?.Version == version)
            {
                return workspace;
            }
        }

        return null;
    }

    /// <summary>Built once; a copy with another workspace builds its own.</summary>
    internal ReleaseIndex Index()
    {
        var index = _index;
        if (index is null || !ReferenceEquals(index.Workspace, Current))
        {
            _index = index = ReleaseIndex.Of(Current);
        }

        return index;
    }
}
