using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Evaluation;

/// <summary>An event of a customer's past as the document keeps it: only the fields that a live program reads.</summary>
public readonly record struct PastEvent(Instant At, RecordValue Fields);

/// <summary>
/// Everything an expression may read, at one instant. Two kinds exist: the customer in the middle of a decision
/// (Runtime) and the values a template was handed over with (Templates).
/// </summary>
public abstract class EvaluationScope
{
    /// <summary>The step's time; all expressions of a step use the same.</summary>
    public abstract Instant Now { get; }

    /// <summary>The customer's zone.</summary>
    public abstract DateTimeZone Zone { get; }

    /// <summary>When the run began, for `since entry`; null outside a run.</summary>
    public abstract Instant? EnteredAt { get; }

    public abstract Value Root(Root root);

    /// <summary>One field of a root, for scopes that need not make the whole record for it.</summary>
    public virtual Value Field(Root root, string name) => Root(root) is RecordValue record ? record[name] : Value.Missing;

    public abstract Value Variable(string name);

    /// <summary>The kept past of an event, oldest first, up to and including <see cref="Now"/>.</summary>
    public abstract ImmutableArray<PastEvent> Past(string @event);

    public abstract bool InSegment(string segment);

    public abstract bool HasConsent(Channel channel, string purpose);

    public abstract Value Rfm(string rfm, RfmPart part);

    /// <summary>The model's answer, or missing when it is too old or not there.</summary>
    public abstract Value Predict(string model, RecordValue inputs);

    /// <summary>The model's list, cut to <paramref name="limit"/>; empty when it is too old or not there.</summary>
    public abstract ListValue Recommend(string model, RecordValue inputs, int? limit);

    public abstract Value CatalogRow(string catalog, Value key);
}
