using System.Collections.Frozen;
using System.Collections.Immutable;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Parsing;

/// <summary>All rules by where a line stands and its first word; the empty word stands for lines that may start with anything.</summary>
internal static class Grammar
{
    private static readonly FrozenDictionary<(Context, string), Rule> Rules =
        new[] { Schema.Rules, Audiences.Rules, Content.Rules, Journeys.Rules, Steps.Rules, Sending.Rules, Tests.Rules }
            .SelectMany(rules => rules)
            .ToFrozenDictionary();

    private static readonly FrozenDictionary<Context, ImmutableArray<string>> Words =
        Enum.GetValues<Context>().ToFrozenDictionary(
            context => context,
            context => ImmutableArray.CreateRange(Rules.Keys
                .Where(k => (k.Item1 == context || context == Context.Parallel && k.Item1 == Context.Flow) && k.Item2.Length > 0)
                .Select(k => k.Item2)
                .Order(StringComparer.Ordinal)));

    public static Rule? Find(Context context, string word) =>
        Rules.GetValueOrDefault((context, word))
        ?? (context == Context.Parallel ? Rules.GetValueOrDefault((Context.Flow, word)) : null)
        ?? Rules.GetValueOrDefault((context, ""));

    public static bool Knows(Context context, string word) => Words[context].Contains(word);

    /// <summary>True for a word that starts a line or a clause somewhere: it is no slip of the pen, it stands in the wrong place.</summary>
    public static bool KnowsAnywhere(string word) => Words.Values.Any(words => words.Contains(word)) || Clauses.Contains(word);

    public static ImmutableArray<string> WordsOf(Context context) => Words[context];

    /// <summary>What a line of the context is called in a sentence.</summary>
    public static string KindOf(Context context) => context switch
    {
        Context.File => "a declaration",
        Context.Flow or Context.Parallel => "a step",
        Context.Journey => "a setting",
        Context.WaitCases or Context.MatchCases or Context.Answers => "a case",
        Context.Attempts => "an attempt; name a channel",
        Context.Arms => "an arm",
        Context.Conditions => "a condition",
        Context.Test => "a line of a test",
        Context.Migrate => "a line of `migrate`",
        _ => $"a line of a {context.ToString().ToLowerInvariant()}",
    };
}
