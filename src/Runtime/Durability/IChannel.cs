using NodaTime;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Runtime.Durability;

/// <summary>Takes what a lane of the outbox releases to the outside. Never throws for what the outside does.</summary>
public interface IChannel
{
    string Lane { get; }

    /// <summary>Whether the outside drops a repeat of the same key, so that a lost result may be tried again.</summary>
    bool MayRepeat { get; }

    /// <summary>How many may be under way at once.</summary>
    int Concurrency { get; }

    /// <summary>How long one may take at most; a claim lasts a little longer.</summary>
    Duration TimeLimit { get; }

    Task<DeliveryResult> SendAsync(Claimed claimed, CancellationToken cancellation);

    /// <summary>Deletes the copies that it keeps of these messages; those it has none of are deleted already.</summary>
    Task ForgetAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation) => Task.CompletedTask;
}

/// <summary>What became of one try. Closed.</summary>
public abstract record DeliveryResult
{
    public static DeliveryResult Accepted { get; } = new Accepted();

    public static DeliveryResult Rejected(string reason) => new Rejected(reason);

    public static DeliveryResult Unknown(string reason) => new Unknown(reason);

    public static DeliveryResult RetryAt(Instant at, string reason) => new RetryAt(at, reason);

    public static DeliveryResult Answered(RecordValue fields) => new Answered(fields);
}

/// <summary>The provider has taken it over.</summary>
public sealed record Accepted : DeliveryResult;

/// <summary>The provider will never take it.</summary>
public sealed record Rejected(string Reason) : DeliveryResult;

/// <summary>Surely not taken; worth another try.</summary>
public sealed record RetryAt(Instant At, string Reason) : DeliveryResult;

/// <summary>Perhaps taken. Never repeated silently.</summary>
public sealed record Unknown(string Reason) : DeliveryResult;

/// <summary>A webhook's answer, fitted to the fields it declares.</summary>
public sealed record Answered(RecordValue Fields) : DeliveryResult;
