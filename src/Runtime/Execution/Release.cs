using System.Collections.Immutable;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Runtime.Execution;

/// <summary>The newest workspace, and the older journeys that somebody is still inside.</summary>
public sealed record Release(Workspace Current, ImmutableArray<Journey> Older)
{
    private ReleaseIndex? _index;

    /// <summary>The program of a run: the newest version, or the older one that it entered with.</summary>
    public Journey? Journey(string name, int version)
    {
        var current = Current.Journey(name);
        return current?.Version == version ? current : Older.FirstOrDefault(j => j.Name == name && j.Version == version);
    }

    /// <summary>Built once; a copy with another workspace builds its own.</summary>
    internal ReleaseIndex Index()
    {
        var index = _index;
        if (index is null || !ReferenceEquals(index.Workspace, Current))
        {
            _index = index = new ReleaseIndex(Current);
        }

        return index;
    }
}
