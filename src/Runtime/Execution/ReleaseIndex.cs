using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Templates;

namespace Personalization.Journeys.Runtime.Execution;

/// <summary>What of a release concerns which event or segment, so that a decision looks at nothing else. Starts stand by priority, then name.</summary>
internal sealed class ReleaseIndex
{
    // A moment among the parameters is printed in the customer's zone, and channels speak their language.
    private static readonly ImmutableArray<string> _alwaysRead = ["language", "time_zone"];

    private static readonly ConditionalWeakTable<Workspace, ReleaseIndex> _indexes = [];

    private readonly FrozenDictionary<string, ImmutableArray<Start>> _byEvent;
    private readonly FrozenDictionary<string, ImmutableArray<Start>> _bySegment;
    private readonly FrozenDictionary<string, ImmutableArray<string>> _fieldsRead;

    private ReleaseIndex(Workspace workspace)
    {
        Workspace = workspace;
        var starts = workspace.Journeys
            .OrderByDescending(j => j.Priority)
            .ThenBy(j => j.Name, StringComparer.Ordinal)
            .SelectMany(j => j.Triggers.Select((trigger, position) => new Start(j, position, trigger)))
            .ToImmutableArray();
        _byEvent = Group(starts, s => (s.Trigger as EventTrigger)?.Event);
        _bySegment = Group(starts, s => s.Trigger is SegmentTrigger segment ? Key(segment.Segment, segment.Entered) : null);
        Planned = [.. starts.Where(s => s.Trigger is ScheduleTrigger or DateTrigger)];
        _fieldsRead = workspace.Templates.ToFrozenDictionary(t => t.Name, t => TemplateReads.CustomerFields(t).Union(_alwaysRead).ToImmutableArray(), StringComparer.Ordinal);
        HasDates = Planned.Any(s => s.Trigger is DateTrigger);
    }

    public static ReleaseIndex Of(Workspace workspace) => _indexes.GetValue(workspace, static w => new(w));

    public Workspace Workspace { get; }

    /// <summary>Schedules and dates: what time alone starts.</summary>
    public ImmutableArray<Start> Planned { get; }

    /// <summary>Dates may come from the past of the customer, and move with it.</summary>
    public bool HasDates { get; }

    public ImmutableArray<Start> OnEvent(string type) => _byEvent.GetValueOrDefault(type, []);

    public ImmutableArray<Start> OnSegment(string segment, bool entered) => _bySegment.GetValueOrDefault(Key(segment, entered), []);

    /// <summary>The fields of the customer that go with a message of this template.</summary>
    public ImmutableArray<string> FieldsRead(string template) => _fieldsRead.GetValueOrDefault(template, []);

    private static string Key(string segment, bool entered) => (entered ? "+" : "-") + segment;

    private static FrozenDictionary<string, ImmutableArray<Start>> Group(ImmutableArray<Start> starts, Func<Start, string?> key) =>
        starts.Where(s => key(s) is not null)
            .GroupBy(s => key(s)!, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.ToImmutableArray(), StringComparer.Ordinal);
}
