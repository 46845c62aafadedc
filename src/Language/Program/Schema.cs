using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Templates;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Program;

public enum Channel
{
    Email,
    Push,
    Web,
    Chat,
}

/// <summary>The `workspace` declaration. <see cref="LateAfter"/>: an event older than this when it arrives starts nothing.</summary>
public sealed record WorkspaceSettings(
    string Name, DateTimeZone Zone, string Currency, string? DefaultPolicy, Duration LateAfter, Duration? KeepEvents, Location? Location);

public sealed record Purpose(string Name, bool NeedsConsent, Location Location);

public sealed record EventType(string Name, ImmutableArray<Field> Fields, Duration? Keep, Location Location)
{
    public Field? Find(string name) => Fields.FirstOrDefault(f => f.Name == name);
}

public sealed record RecordDeclaration(RecordType Type, Location Location);

public sealed record Catalog(string Name, string Key, RecordType Row, Location Location);

/// <summary>A model: what it takes, what it gives, which metrics and which history of events it reads.</summary>
public sealed record Model(
    string Name, ImmutableArray<Field> Takes, ImmutableArray<string> Uses, ModelHistory? History, DataType Gives, Duration? StaleAfter, Location Location);

/// <summary>`history order_placed.items.sku in last 365 days`; <see cref="Value"/> reads <see cref="Root.Event"/>.</summary>
public sealed record ModelHistory(string Event, Expression Value, Duration Window);

public sealed record Webhook(
    string Name, string Post, ImmutableArray<Field> Takes, ImmutableArray<Field> Gives, Duration Timeout, int Retries, Location Location)
{
    /// <summary>The last pause before a try is twelve days by then.</summary>
    public const int MostRetries = 20;

    /// <summary>Longest time a call can rest: every try at its limit, and 1, 2, 4 … seconds between them.</summary>
    public Duration LongestWait => (Timeout * (Retries + 1)) + Duration.FromSeconds((1L << Retries) - 1);
}

public sealed record Metric(string Name, Expression Value, Location Location);

/// <summary>Scores recency, frequency and value of an event over a time against all customers.</summary>
public sealed record Rfm(string Name, string Event, Expression Value, Duration Over, int LowestScore, int HighestScore, Location Location);

public sealed record Segment(string Name, ImmutableArray<Condition> Conditions, string? Documentation, Location Location);

public sealed record QuietHours(LocalTime From, LocalTime To);

/// <summary>A limit; <see cref="Channel"/> null counts all messages, <see cref="Per"/> null is the customer's calendar day.</summary>
public sealed record Cap(int Limit, Channel? Channel, Duration? Per, Location Location);

public sealed record LateRule(Duration By, LateAction Action);

public sealed record Policy(
    string Name,
    string? Purpose,
    ImmutableArray<QuietHours> Quiet,
    bool WaitDuringQuiet,
    ImmutableArray<Cap> Caps,
    Duration? WaitWhenCapped,
    LateRule? WhenLate,
    bool SendAgainWhenUnknown,
    Location Location);

/// <summary>What can be said through one channel, with typed parameters.</summary>
public sealed record Template(
    string Name,
    Channel Channel,
    string Purpose,
    ImmutableArray<Field> Takes,
    ImmutableArray<TemplatePart> Parts,
    TemplateBody? Body,
    ImmutableArray<string> Choices,
    Location Location);

/// <summary>`subject`, `preview`, `title`, `text`, `link`, `button` or `opens` with its text.</summary>
public sealed record TemplatePart(string Name, Expression Text, Location Location);
