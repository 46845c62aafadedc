using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Program;

/// <summary>A declared field of a customer, record, event, catalog, model, webhook, template or journey.</summary>
public sealed record Field(string Name, DataType Type, Location? Location)
{
    public bool Optional { get; init; }

    public bool Personal { get; init; }

    public bool IsKey { get; init; }

    public bool NotEmpty { get; init; }

    /// <summary>What the field holds when nothing was said; null when it has no default.</summary>
    public Value? Default { get; init; }

    public bool Deprecated { get; init; }

    public string? DeprecatedBecause { get; init; }

    public bool MayBeMissing => Optional && Default is null && Type is not ListType;
}
