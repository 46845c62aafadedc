using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Templates;

/// <summary>What a template may read: the values it was handed over with. It has no past, no segments and no models.</summary>
internal sealed class TemplateScope : EvaluationScope
{
    private readonly RecordValue _values;

    public TemplateScope(RecordValue values, Instant now, DateTimeZone zone)
    {
        _values = values;
        Now = now;
        Zone = values["customer"] is RecordValue customer && customer["time_zone"] is TextValue own
            ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(own.Value) ?? zone
            : zone;
    }

    public override Instant Now { get; }

    public override DateTimeZone Zone { get; }

    public override Instant? EnteredAt => null;

    public TemplateScope With(string name, Value value) => new(_values.With(name, value), Now, Zone);

    public override Value Root(Root root) => root == Program.Root.Customer ? _values["customer"] : Value.Missing;

    public override Value Variable(string name) => _values[name];

    public override ImmutableArray<PastEvent> Past(string @event) => [];

    public override bool InSegment(string segment) => false;

    public override bool HasConsent(Channel channel, string purpose) => false;

    public override Value Rfm(string rfm, RfmPart part) => Value.Missing;

    public override Value Predict(string model, RecordValue inputs) => Value.Missing;

    public override ListValue Recommend(string model, RecordValue inputs, int? limit) => ListValue.Empty;

    public override Value CatalogRow(string catalog, Value key) => Value.Missing;
}
