using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Personalization.Journeys.Language.Program;

public static partial class CanonicalJson
{
    private static JsonObject Node(Journey journey) => Object(
        ("name", journey.Name),
        ("version", journey.Version),
        ("inputs", List(journey.Inputs, Node)),
        ("returns", List(journey.Returns, Node)),
        ("triggers", List(journey.Triggers, Node)),
        ("reentry", Object(("kind", Enum(journey.Reentry.Kind)), ("after", journey.Reentry.Kind == ReentryKind.After ? Length(journey.Reentry.After) : null))),
        ("restart", Flag(journey.RestartWhenInside)),
        ("starts", Date(journey.Starts)),
        ("ends", Date(journey.Ends)),
        ("eligible", List(journey.Eligible, Node)),
        ("goals", List(journey.Goals, g => Object(("name", g.Name), ("event", Node(g.Event))))),
        ("exits", List(journey.Exits, Node)),
        ("exitAfter", Length(journey.ExitAfter)),
        ("policy", Text(journey.Policy)),
        ("priority", journey.Priority),
        ("locals", List(journey.Locals, l => Object(("name", l.Name), ("value", Node(l.Value))))),
        ("entry", Text(journey.Entry)),
        ("steps", List(journey.Steps, Node)),
        ("migrations", List(journey.Migrations, Node)));

    private static JsonObject Node(Trigger trigger) => trigger switch
    {
        EventTrigger t => Object(("kind", "event"), ("event", t.Event), ("where", Node(t.Where)), ("key", Node(t.KeyedBy))),
        SegmentTrigger t => Object(("kind", "segment"), ("segment", t.Segment), ("change", t.Entered ? "entered" : "left")),
        ScheduleTrigger t => Object(("kind", "schedule"), ("days", Enum(t.Days)), ("at", Time(t.At)), ("segment", t.Segment)),
        DateTrigger t => Object(("kind", t.Anniversary ? "anniversary" : "date"), ("moment", Node(t.Moment))),
        _ => throw new UnreachableException(),
    };

    private static JsonObject? Node(EventRef? reference) => reference is null
        ? null
        : Object(("event", reference.Event), ("where", Node(reference.Where)), ("as", Text(reference.As)), ("within", Length(reference.Within)));

    private static JsonObject Node(Exit exit) => exit switch
    {
        GoalExit e => Object(("kind", "goal"), ("goal", e.Goal)),
        SegmentExit e => Object(("kind", "segment"), ("segment", e.Segment), ("change", e.Entered ? "entered" : "left")),
        EventExit e => Object(("kind", "event"), ("event", Node(e.Event))),
        _ => throw new UnreachableException(),
    };

    private static JsonObject Node(Migration migration) => Object(
        ("from", migration.From),
        ("moves", List(migration.Moves, m => Object(("step", m.Step), ("removed", Flag(m.Removed)), ("to", Text(m.To))))),
        ("others", Enum(migration.Others)));

    private static JsonObject Node(Moment moment) => moment switch
    {
        DaysMoment m => Object(("kind", "days"), ("days", Enum(m.Days)), ("from", Time(m.From)), ("to", Time(m.To))),
        ValueMoment m => Object(("kind", "value"), ("value", Node(m.Value)), ("at", Time(m.At))),
        OffsetMoment m => Object(("kind", m.Before ? "before" : "after"), ("length", Length(m.Length)), ("of", Node(m.Of)), ("at", Time(m.At))),
        _ => throw new UnreachableException(),
    };

    private static JsonObject? Node(LateRule? late) => late is null ? null : Object(("by", Length(late.By)), ("action", Enum(late.Action)));
}
