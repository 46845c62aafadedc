using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Personalization.Journeys.Language.Program;

/// <summary>A workspace, compiled: immutable data, the same for the same text. Lists stand in ordinal order of their names.</summary>
public sealed record Workspace(
    WorkspaceSettings Settings,
    RecordType Customer,
    ImmutableArray<RecordDeclaration> Records,
    ImmutableArray<EventType> Events,
    ImmutableArray<Purpose> Purposes,
    ImmutableArray<Catalog> Catalogs,
    ImmutableArray<Model> Models,
    ImmutableArray<Webhook> Webhooks,
    ImmutableArray<Metric> Metrics,
    ImmutableArray<Rfm> Rfms,
    ImmutableArray<Segment> Segments,
    ImmutableArray<Policy> Policies,
    ImmutableArray<Template> Templates,
    ImmutableArray<Journey> Journeys,
    ImmutableArray<JourneyTest> Tests,
    ImmutableArray<KeptEvent> Kept)
{
    private FrozenDictionary<string, EventType>? _events;
    private FrozenDictionary<string, Template>? _templates;
    private FrozenDictionary<string, Policy>? _policies;
    private FrozenDictionary<string, Purpose>? _purposes;
    private FrozenDictionary<string, Journey>? _journeys;
    private FrozenDictionary<string, Segment>? _segments;
    private FrozenDictionary<string, Webhook>? _webhooks;
    private FrozenDictionary<string, KeptEvent>? _kept;

    /// <summary>First 16 hex digits of SHA-256 over the canonical JSON of everything but the tests, journeys by their hashes.</summary>
    public string Hash { get; init; } = "";

    public EventType? Event(string name) => (_events ??= Index(Events, e => e.Name)).GetValueOrDefault(name);

    public Template? Template(string name) => (_templates ??= Index(Templates, t => t.Name)).GetValueOrDefault(name);

    public Policy? Policy(string name) => (_policies ??= Index(Policies, p => p.Name)).GetValueOrDefault(name);

    public Purpose? Purpose(string name) => (_purposes ??= Index(Purposes, p => p.Name)).GetValueOrDefault(name);

    public Journey? Journey(string name) => (_journeys ??= Index(Journeys, j => j.Name)).GetValueOrDefault(name);

    public Segment? Segment(string name) => (_segments ??= Index(Segments, s => s.Name)).GetValueOrDefault(name);

    public Webhook? Webhook(string name) => (_webhooks ??= Index(Webhooks, w => w.Name)).GetValueOrDefault(name);

    /// <summary>What a customer's document keeps of this event, or null when no expression reads its past.</summary>
    public KeptEvent? KeptEvent(string name) => (_kept ??= Index(Kept, k => k.Event)).GetValueOrDefault(name);

    private static FrozenDictionary<string, T> Index<T>(ImmutableArray<T> items, Func<T, string> name) =>
        items.ToFrozenDictionary(name, StringComparer.Ordinal);
}

/// <summary>
/// How long and which fields of an event must be kept in a customer's document for the windows that read it.
/// <see cref="For"/> is null for ever. <see cref="Paths"/> are the dotted fields that a value or filter reads
/// (`total`, `items.sku`); `*` keeps the whole event.
/// </summary>
public sealed record KeptEvent(string Event, NodaTime.Duration? For, ImmutableArray<string> Paths);
