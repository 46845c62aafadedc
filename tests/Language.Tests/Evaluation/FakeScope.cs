using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Tests.Evaluation;

/// <summary>A customer made of what a test says, at noon of 10 March 2025 in Berlin.</summary>
internal sealed class FakeScope : EvaluationScope
{
    public static readonly Instant Noon = Instant.FromUtc(2025, 3, 10, 11, 0);

    public Dictionary<string, ImmutableArray<PastEvent>> Pasts { get; } = new(StringComparer.Ordinal);

    public RecordValue Customer { get; init; } = RecordValue.Empty;

    public Value Event { get; init; } = Value.Missing;

    public RecordValue Variables { get; init; } = RecordValue.Empty;

    public HashSet<string> Segments { get; init; } = [];

    public override Instant Now => Noon;

    public override DateTimeZone Zone { get; } = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    public override Instant? EnteredAt { get; } = Noon - Duration.FromDays(1);

    public override Value Root(Root root) => root switch
    {
        Program.Root.Customer => Customer,
        Program.Root.Event => Event,
        _ => Value.Missing,
    };

    public override Value Variable(string name) => Variables[name];

    public override ImmutableArray<PastEvent> Past(string @event) => Pasts.GetValueOrDefault(@event, []);

    public override bool InSegment(string segment) => Segments.Contains(segment);

    public override bool HasConsent(Channel channel, string purpose) => channel == Channel.Email;

    public override Value Rfm(string rfm, RfmPart part) => Value.Missing;

    public override Value Predict(string model, RecordValue inputs) => new NumberValue(0.9m);

    public override ListValue Recommend(string model, RecordValue inputs, int? limit) => ListValue.Empty;

    public override Value CatalogRow(string catalog, Value key) => Value.Missing;

    /// <summary>Adds events so many hours before now, oldest first.</summary>
    public FakeScope With(string name, params (double HoursAgo, RecordValue Fields)[] events)
    {
        Pasts[name] = [.. events.OrderByDescending(e => e.HoursAgo).Select(e => new PastEvent(Noon - Duration.FromHours(e.HoursAgo), e.Fields))];
        return this;
    }
}
