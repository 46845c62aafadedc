namespace Personalization.Journeys.Language.Semantics;

/// <summary>What a name can be declared as. Names are unique within their kind; metrics and scores share one.</summary>
internal enum DeclarationKind
{
    Workspace,
    Customer,
    Purpose,
    Record,
    Event,
    Catalog,
    Model,
    Webhook,
    Metric,
    Rfm,
    Segment,
    Policy,
    Template,
    Journey,
    Test,
}

internal static class DeclarationKinds
{
    public static string Word(this DeclarationKind kind) => kind switch
    {
        DeclarationKind.Rfm => "rfm",
        _ => kind.ToString().ToLowerInvariant(),
    };

    public static string Plural(this DeclarationKind kind) => kind switch
    {
        DeclarationKind.Policy => "policies",
        DeclarationKind.Customer => "`customer` declarations",
        DeclarationKind.Rfm => "rfm scores",
        _ => kind.Word() + "s",
    };
}
