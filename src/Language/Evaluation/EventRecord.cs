using NodaTime;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Evaluation;

/// <summary>An event as a value: its fields, and under `at` when it happened.</summary>
public static class EventRecord
{
    public const string AtField = "at";

    public static RecordValue Of(Instant at, RecordValue fields) => fields.With(AtField, new MomentValue(at));

    public static RecordValue Of(PastEvent past) => Of(past.At, past.Fields);
}
