using System.Diagnostics;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Review;

/// <summary>A tree of conditions, on one line or as a block of lines.</summary>
internal static class ConditionText
{
    /// <summary>`any of (a; b)`</summary>
    public static string Of(Condition condition) => condition switch
    {
        LeafCondition leaf => ExpressionText.Of(leaf.Expression),
        GroupCondition group => $"{Word(group.Group)} of ({string.Join("; ", group.Conditions.Select(Of))})",
        _ => throw new UnreachableException(),
    };

    /// <summary>One condition a line, the members of a group two spaces deeper.</summary>
    internal static IEnumerable<string> Lines(Condition condition, string indent = "") => condition switch
    {
        LeafCondition leaf => [indent + ExpressionText.Of(leaf.Expression)],
        GroupCondition group => group.Conditions.SelectMany(c => Lines(c, indent + "  ")).Prepend($"{indent}{Word(group.Group)} of"),
        _ => throw new UnreachableException(),
    };

    internal static string Word(ConditionGroup group) => group switch
    {
        ConditionGroup.All => "all",
        ConditionGroup.Any => "any",
        ConditionGroup.None => "none",
        _ => throw new UnreachableException(),
    };
}
