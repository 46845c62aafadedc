using System.Collections.Immutable;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Syntax;
using Personalization.Journeys.Language.Text;
using Sprache;

namespace Personalization.Journeys.Language.Parsing;

/// <summary>The smallest parsers, over tokens. Each tells the line what it expected where it failed.</summary>
internal static class Primitives
{
    public static readonly Parser<NameSyntax> AnyName = Matching(Expectations.Name, t => t.Kind == TokenKind.Word).Select(t => new NameSyntax(t.Text, t.Span));

    /// <summary>The name of a thing. Clause words can not be one, so that a forgotten name does not swallow the clause.</summary>
    public static readonly Parser<NameSyntax> Name =
        Matching(Expectations.Name, t => t.Kind == TokenKind.Word && !Clauses.Contains(t.Text)).Select(t => new NameSyntax(t.Text, t.Span));

    public static readonly Parser<NameSyntax> Currency =
        Matching("a currency such as `EUR`", t => t.Kind == TokenKind.Currency).Select(t => new NameSyntax(t.Text, t.Span));

    public static readonly Parser<NameSyntax> ChannelName =
        Matching(Expectations.Channel, t => t.Kind == TokenKind.Word && ChannelNames.All.Contains(t.Text)).Select(t => new NameSyntax(t.Text, t.Span));

    /// <summary>`order_placed.items.sku`; behind a dot any word is a name.</summary>
    public static readonly Parser<PathSyntax> NamePath = At(
        from first in Name
        from rest in Mark(".").Then(_ => AnyName).Many()
        select Make(span => new PathSyntax([first, .. rest], span)));

    /// <summary>A step's id: names and ordinals.</summary>
    public static readonly Parser<PathSyntax> StepPath = At(
        from first in Name
        from rest in Mark(".").Then(_ => AnyName.Or(Ordinal)).Many()
        select Make(span => new PathSyntax([first, .. rest], span)));

    private static Parser<NameSyntax> Ordinal => Matching("a number", t => t.Kind == TokenKind.Number).Select(t => new NameSyntax(t.Text, t.Span));

    public static Parser<Token> Word(string word)
    {
        var expected = $"`{word}`";
        return Matching(expected, t => t.IsWord(word));
    }

    /// <summary>Several words in a row.</summary>
    public static Parser<Token> Words(string words)
    {
        var all = words.Split(' ').Select(Word).ToArray();
        return all.Skip(1).Aggregate(all[0], (left, right) => left.Then(_ => right));
    }

    public static Parser<Token> OneOf(params string[] words) => words.Select(Word).Aggregate((left, right) => left.Or(right));

    public static Parser<Token> Mark(string mark)
    {
        var expected = $"`{mark}`";
        return Matching(expected, t => t.IsMark(mark));
    }

    public static Parser<Token> Matching(string expected, Func<Token, bool> predicate) => input =>
    {
        var tokens = (TokenInput)input;
        if (tokens.Token is { } token && predicate(token))
        {
            return Result.Success(token, tokens.Move());
        }

        return Fail<Token>(tokens, expected);
    };

    /// <summary>A word of the language that stands for a value.</summary>
    public static Parser<T> Meaning<T>(string words, T value) => Words(words).Select(_ => value);

    public static IResult<T> Fail<T>(TokenInput input, string expected)
    {
        input.Line.Expect(input.Position, expected);
        return Result.Failure<T>(input, "", []);
    }

    /// <summary>A node over all tokens its rule took.</summary>
    public static Parser<T> At<T>(Parser<Func<Span, T>> rule) => input =>
    {
        var result = rule(input);
        if (!result.WasSuccessful)
        {
            return Result.Failure<T>(result.Remainder, "", []);
        }

        var span = ((TokenInput)input).Line.SpanOf(input.Position, result.Remainder.Position);
        return Result.Success(result.Value(span), result.Remainder);
    };

    public static Func<Span, T> Make<T>(Func<Span, T> make) => make;

    public static Parser<ImmutableArray<T>> Several<T>(Parser<T> element) =>
        from first in element
        from rest in Mark(",").Then(_ => element).Many()
        select ImmutableArray.Create([first, .. rest]);

    /// <summary>The value or nothing, without Sprache's option type.</summary>
    public static Parser<T?> Maybe<T>(Parser<T> parser)
        where T : class => parser.Optional().Select(o => o.IsDefined ? o.Get() : null);

    public static Parser<T?> MaybeValue<T>(Parser<T> parser)
        where T : struct => parser.Optional().Select(o => o.IsDefined ? o.Get() : (T?)null);

    public static Parser<bool> Flag(Parser<Token> word) => word.Optional().Select(o => o.IsDefined);
}
