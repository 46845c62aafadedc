using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Semantics;

/// <summary>What a new name would hide.</summary>
internal static class Names
{
    public static bool IsReserved(string name) => name is "customer" or "entry" or "event" or "input" or "today" or "now";

    /// <summary>The meaning a name already has at a place, for "`x` already …"; null when it is free.</summary>
    public static (string? Meaning, Location? First) Meaning(WorkspaceSchema schema, FlowState state, string name)
    {
        if (IsReserved(name))
        {
            return ("has a meaning of its own", null);
        }

        if (state.Names.TryGetValue(name, out var known))
        {
            return (FormattableString.Invariant($"means {known.Type.Words()} from line {known.Declared.Line}"), known.Declared);
        }

        var declared = schema.Symbols.Find(DeclarationKind.Metric, name) ?? schema.Symbols.Find(DeclarationKind.Rfm, name);
        return declared is null ? (null, null) : ($"is {(declared.Kind == DeclarationKind.Rfm ? "an" : "a")} {declared.Kind.Word()}", declared.Location);
    }
}
