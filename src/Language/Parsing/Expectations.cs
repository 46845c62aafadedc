using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Parsing;

/// <summary>What parsers can expect that is more than one word, and the words that would do.</summary>
internal static class Expectations
{
    public const string Unit = "a unit of time";
    public const string Channel = "a channel (`email`, `push`, `web` or `chat`)";
    public const string Operator = "an operator";
    public const string Function = "a function such as `count`";
    public const string Value = "a value";
    public const string Name = "a name";

    private static readonly Dictionary<string, string[]> Groups = new(StringComparer.Ordinal)
    {
        [Unit] = ["second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years"],
        [Channel] = [.. ChannelNames.All],
        [Operator] = ["and", "or", "in", "is", "between", "contains", "starts", "ends", "default"],
        [Function] = ["count", "sum", "average", "min", "max", "distinct"],
    };

    /// <summary>The words that would have been right, each with the expectation it belongs to.</summary>
    public static IEnumerable<(string Word, string Expectation)> Words(IEnumerable<string> expected) =>
        expected.SelectMany(e => Groups.TryGetValue(e, out var words) ? words.Select(w => (w, e)) : e is ['`', >= 'a' and <= 'z', .., '`'] ? [(e[1..^1], e)] : []);

    /// <summary>What is worth saying: marks that may follow anything only matter when nothing else would do.</summary>
    public static List<string> Telling(IReadOnlyList<string> expected, bool foundWord)
    {
        var telling = expected.Where(e => e is not ("`.`" or Operator) && (e != Unit || foundWord || expected.Count == 1)).ToList();
        return telling.Count == 0 || telling is [var end] && end.StartsWith("the end", StringComparison.Ordinal) && expected.Contains(Operator)
            ? [.. expected.Where(e => e != "`.`" || expected.Count == 1)]
            : telling;
    }

    public static string Choice(IReadOnlyList<string> expected) => expected switch
    {
        [] => "the end of the line",
        [var one] => one,
        [var one, var two] => $"{one} or {two}",
        [var one, var two, var three] => $"{one}, {two} or {three}",
        [.., var last] when last.StartsWith("the end", StringComparison.Ordinal) => last,
        [var one, var two, ..] => $"{one}, {two} or another word",
    };
}
