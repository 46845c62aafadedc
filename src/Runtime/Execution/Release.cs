using System.Collections.Immutable;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Runtime.Execution;

/// <summary>The newest workspace, and the older journeys that somebody is still inside.</summary>
public sealed record Release(Workspace Current, ImmutableArray<Journey> Older)
{
    /// <summary>The program of a run: the newest version, or the older one that it entered with.</summary>
    public Journey? Journey(string name, int version)
    {
        var current = Current.Journey(name);
        return current?.Version == version ? current : Older.FirstOrDefault(j => j.Name == name && j.Version == version);
    }
}
