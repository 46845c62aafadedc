using System.Collections.Frozen;
using System.Collections.Immutable;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Durability;

/// <summary>Every workspace that somebody is still inside, and the newest.</summary>
/// <param name="older">Newest first.</param>
public sealed class ReleaseSet(Workspace current, ImmutableArray<Workspace> older)
{
    private readonly FrozenDictionary<string, ImmutableArray<string>> _personal = Personal([current, .. older]);

    public Workspace Current => current;

    /// <summary>What decisions are made with.</summary>
    public Release Release { get; } = new(current, older);

    public Workspace? Find(string hash) => hash == current.Hash ? current : older.FirstOrDefault(w => w.Hash == hash);

    /// <summary>The fields of an event that are personal, or hold something personal, in any of these workspaces.</summary>
    public ImmutableArray<string> PersonalFields(string eventType) => _personal.GetValueOrDefault(eventType, []);

    private static FrozenDictionary<string, ImmutableArray<string>> Personal(ImmutableArray<Workspace> workspaces) => workspaces
        .SelectMany(w => w.Events)
        .GroupBy(e => e.Name, StringComparer.Ordinal)
        .ToFrozenDictionary(
            e => e.Key,
            e => e.SelectMany(t => t.Fields).Where(IsPersonal).Select(f => f.Name).Distinct(StringComparer.Ordinal).ToImmutableArray(),
            StringComparer.Ordinal);

    private static bool IsPersonal(Field field) => field.Personal || field.Type switch
    {
        RecordType record => record.Fields.Any(IsPersonal),
        ListType { Element: RecordType record } => record.Fields.Any(IsPersonal),
        _ => false,
    };
}
