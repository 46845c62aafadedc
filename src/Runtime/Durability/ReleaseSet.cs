using System.Collections.Immutable;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Durability;

/// <summary>Every workspace that somebody is still inside, by hash, and the newest.</summary>
public sealed class ReleaseSet(Workspace current, ImmutableArray<Workspace> older)
{
    public Workspace Current => current;

    /// <summary>What decisions are made with.</summary>
    public Release Release { get; } = new(current, [.. older.SelectMany(w => w.Journeys)]);

    public Workspace? Find(string hash) => hash == current.Hash ? current : older.FirstOrDefault(w => w.Hash == hash);
}
