using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Scoring;

namespace Personalization.Journeys.Runtime.Customers;

/// <summary>A customer at one instant of a decision: what every condition and value of segments and journeys reads.</summary>
public sealed class CustomerScope : EvaluationScope
{
    private readonly Workspace _workspace;
    private readonly Facts _facts;
    private DateTimeZone? _zone;
    private RecordValue? _customer;
    private CustomerDocument _document;

    public CustomerScope(Workspace workspace, Facts facts, CustomerDocument customer, Instant now, Instant? enteredAt = null)
    {
        _workspace = workspace;
        _facts = facts;
        _document = customer;
        Now = now;
        EnteredAt = enteredAt;
    }

    /// <summary>The document that is read; a decision moves on to the next one as it makes it.</summary>
    public CustomerDocument Customer
    {
        get => _document;
        set
        {
            if (!ReferenceEquals(_document.Attributes, value.Attributes))
            {
                _zone = null;
                _customer = null;
            }

            _document = value;
        }
    }

    public override Instant Now { get; }

    public override Instant? EnteredAt { get; }

    /// <summary>What started the run, with `at`; see <see cref="EventRecord"/>.</summary>
    public RecordValue? Entry { get; init; }

    public RecordValue Variables { get; set; } = RecordValue.Empty;

    public RecordValue Input { get; init; } = RecordValue.Empty;

    /// <summary>The event in question: of a trigger, a wait, a goal or an exit.</summary>
    public CustomerEvent? Event { get; init; }

    public override DateTimeZone Zone => _zone ??= ZoneOf(_workspace, _document);

    /// <summary>The customer's zone; the workspace's when they have none, or one that is not known.</summary>
    public static DateTimeZone ZoneOf(Workspace workspace, CustomerDocument customer) =>
        Attribute(workspace, customer, "time_zone") is TextValue { Value: var id } && id != workspace.Settings.Zone.Id
            ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) ?? workspace.Settings.Zone
            : workspace.Settings.Zone;

    public override Value Root(Root root) => root switch
    {
        Language.Program.Root.Customer => _customer ??= WithDefaults(),
        Language.Program.Root.Event => Event is { } e ? EventRecord.Of(e.At, e.Data) : Value.Missing,
        Language.Program.Root.Entry => Entry is { } entry ? entry : Value.Missing,
        _ => Input,
    };

    public override Value Field(Root root, string name) => root switch
    {
        Language.Program.Root.Customer => Attribute(_workspace, _document, name),
        Language.Program.Root.Event when Event is { } e => name == EventRecord.AtField ? new MomentValue(e.At) : e.Data[name],
        Language.Program.Root.Entry when Entry is { } entry => entry[name],
        Language.Program.Root.Input => Input[name],
        _ => Value.Missing,
    };

    public override Value Variable(string name) => Variables[name];

    public override ImmutableArray<PastEvent> Past(string @event)
    {
        if (!_document.Histories.TryGetValue(@event, out var history))
        {
            return [];
        }

        var entries = history.Entries;
        return entries.IsEmpty || entries[^1].At <= Now ? entries : entries[..WindowEdges.FirstAfter(entries, Now)];
    }

    public override bool InSegment(string segment) => _document.Memberships.ContainsKey(segment);

    /// <summary>A purpose that needs no consent always has it.</summary>
    public override bool HasConsent(Channel channel, string purpose) =>
        _workspace.Purpose(purpose) is { NeedsConsent: false }
        || (_document.Consents.TryGetValue(new(channel, purpose), out var consent) && consent.Granted);

    public override Value Rfm(string rfm, RfmPart part) => RfmScores.Score(_workspace, _facts, rfm, part, this);

    public override Value Predict(string model, RecordValue inputs) => ModelAnswers.Predict(_workspace, _facts, model, inputs, this);

    public override ListValue Recommend(string model, RecordValue inputs, int? limit) => ModelAnswers.Recommend(_workspace, _facts, model, inputs, limit, this);

    public override Value CatalogRow(string catalog, Value key) =>
        _facts.Catalogs.TryGetValue(catalog, out var rows) && rows.Content.Rows.TryGetValue(PrintedValue.Of(key, Zone), out var row) ? row : Value.Missing;

    private static Value Attribute(Workspace workspace, CustomerDocument customer, string name)
    {
        var value = customer.Attributes[name];
        if (!value.IsMissing)
        {
            return value;
        }

        foreach (var field in workspace.Customer.Fields)
        {
            if (field.Name == name)
            {
                return Default(field);
            }
        }

        return Value.Missing;
    }

    private static Value Default(Field field) => field.Default ?? (field.Type is ListType ? ListValue.Empty : Value.Missing);

    private RecordValue WithDefaults()
    {
        var record = _document.Attributes;
        foreach (var field in _workspace.Customer.Fields)
        {
            if (record[field.Name].IsMissing && Default(field) is { IsMissing: false } value)
            {
                record = record.With(field.Name, value);
            }
        }

        return record;
    }
}
