using System.Collections.Frozen;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Semantics;

/// <summary>The closed list of functions, by the name an author writes.</summary>
internal static class BuiltIns
{
    public static readonly DataType WeekdayNames = new TextType(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]);

    public static readonly FrozenDictionary<string, Signature> ByName = new Dictionary<string, Signature>(StringComparer.Ordinal)
    {
        ["coalesce"] = new(BuiltIn.Coalesce, 2, 20),
        ["round"] = new(BuiltIn.Round, 1, 2),
        ["floor"] = new(BuiltIn.Floor, 1, 1),
        ["ceiling"] = new(BuiltIn.Ceiling, 1, 1),
        ["abs"] = new(BuiltIn.Abs, 1, 1),
        ["min_of"] = new(BuiltIn.MinOf, 1, 20),
        ["max_of"] = new(BuiltIn.MaxOf, 1, 20),
        ["length"] = new(BuiltIn.Length, 1, 1),
        ["upper"] = new(BuiltIn.Upper, 1, 1),
        ["lower"] = new(BuiltIn.Lower, 1, 1),
        ["title_case"] = new(BuiltIn.TitleCase, 1, 1),
        ["join"] = new(BuiltIn.Join, 2, 2),
        ["format"] = new(BuiltIn.Format, 2, 2),
        ["days_between"] = new(BuiltIn.DaysBetween, 2, 2),
        ["weekday"] = new(BuiltIn.Weekday, 1, 1),
        ["month"] = new(BuiltIn.Month, 1, 1),
        ["year"] = new(BuiltIn.Year, 1, 1),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    internal sealed record Signature(BuiltIn Function, int Least, int Most);
}
