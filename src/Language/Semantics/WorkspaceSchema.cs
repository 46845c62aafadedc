using System.Collections.Immutable;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Semantics;

/// <summary>
/// What the declarations of a workspace mean to expressions and flows. The passes fill it in order: schema, then
/// audiences, then templates, then what journeys take and give; each reads only what earlier ones filled.
/// </summary>
internal sealed class WorkspaceSchema(SymbolTable symbols)
{
    public SymbolTable Symbols { get; } = symbols;

    /// <summary>Files with broken lines: a setting that is not there may stand on one of them.</summary>
    public IReadOnlySet<string> BrokenFiles { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    public WorkspaceSettings Settings { get; set; } = new("", NodaTime.DateTimeZone.Utc, "", null, NodaTime.Duration.FromHours(1), null, null);

    public RecordType Customer { get; set; } = new(RecordKind.Customer, "customer", []);

    /// <summary>Records and rows of catalogs.</summary>
    public SortedDictionary<string, RecordType> Types { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, EventType> Events { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, Catalog> Catalogs { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, Model> Models { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, Webhook> Webhooks { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, Policy> Policies { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, Rfm> Rfms { get; } = new(StringComparer.Ordinal);

    /// <summary>Metrics are bound when they are first read, since one may read another; null while that is under way.</summary>
    public Func<string, Metric?> FindMetric { get; set; } = _ => null;

    public SortedDictionary<string, Template> Templates { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, JourneySignature> Journeys { get; } = new(StringComparer.Ordinal);

    public RecordType? EventType(string name) =>
        Events.TryGetValue(name, out var type) ? new RecordType(RecordKind.Event, name, type.Fields) : null;
}

/// <summary>What a journey takes and gives, for those that run it.</summary>
internal sealed record JourneySignature(string Name, ImmutableArray<Field> Inputs, ImmutableArray<Field> Returns, Location Location);
