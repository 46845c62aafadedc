using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Evaluation;

/// <summary>The scope of a filter or a value under an aggregate: <see cref="Root.Event"/> is an entry of the window.</summary>
public sealed class PastEventScope(EvaluationScope outer) : EvaluationScope
{
    /// <summary>Moves along the window, so that one scope serves all its entries.</summary>
    public PastEvent Current { get; set; }

    public override Instant Now => outer.Now;

    public override DateTimeZone Zone => outer.Zone;

    public override Instant? EnteredAt => outer.EnteredAt;

    public override Value Root(Root root) => root == Program.Root.Event ? EventRecord.Of(Current) : outer.Root(root);

    public override Value Field(Root root, string name) => root switch
    {
        Program.Root.Event when name == EventRecord.AtField => new MomentValue(Current.At),
        Program.Root.Event => Current.Fields[name],
        _ => outer.Field(root, name),
    };

    public override Value Variable(string name) => outer.Variable(name);

    public override ImmutableArray<PastEvent> Past(string @event) => outer.Past(@event);

    public override bool InSegment(string segment) => outer.InSegment(segment);

    public override bool HasConsent(Channel channel, string purpose) => outer.HasConsent(channel, purpose);

    public override Value Rfm(string rfm, RfmPart part) => outer.Rfm(rfm, part);

    public override Value Predict(string model, RecordValue inputs) => outer.Predict(model, inputs);

    public override ListValue Recommend(string model, RecordValue inputs, int? limit) => outer.Recommend(model, inputs, limit);

    public override Value CatalogRow(string catalog, Value key) => outer.CatalogRow(catalog, key);
}
