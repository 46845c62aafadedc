using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Syntax;
using Personalization.Journeys.Language.Text;
using Sprache;
using static Personalization.Journeys.Language.Parsing.Primitives;

namespace Personalization.Journeys.Language.Parsing;

/// <summary>One clause of a statement: its word and what it says.</summary>
internal sealed record Clause(string Word, object Value, Span Span);

/// <summary>The clauses of a statement, in any order.</summary>
internal sealed record ClauseList(IReadOnlyList<Clause> Clauses)
{
    public T? One<T>(string word)
        where T : class => Clauses.FirstOrDefault(c => c.Word == word)?.Value as T;

    public T? Value<T>(string word)
        where T : struct => Clauses.FirstOrDefault(c => c.Word == word)?.Value is T value ? value : null;

    public IEnumerable<T> All<T>(string word) => Clauses.Where(c => c.Word == word).Select(c => (T)c.Value);
}

/// <summary>Clauses, and the reference to an event they belong to most.</summary>
internal static class Events
{
    public static readonly Parser<Clause> Where = Of("where", Expressions.Any);
    public static readonly Parser<Clause> As = Of("as", Name);
    public static readonly Parser<Clause> Within = Of("within", Literals.Duration);
    public static readonly Parser<Clause> KeyedBy = Of("keyed by", Expressions.Operand);

    /// <summary>`event order_placed where … as … within …`</summary>
    public static readonly Parser<EventRefSyntax> EventRef = At(
        from word in Word("event")
        from name in Name
        from clauses in Set(Where, As, Within)
        select Make(span => new EventRefSyntax(
            name, clauses.One<ExpressionSyntax>("where"), clauses.One<NameSyntax>("as"), clauses.Value<CalendarDuration>("within"), span)));

    /// <summary>`offer.clicked`, or an outcome's name. What starts with `event` is an event without its name.</summary>
    public static readonly Parser<PathSyntax> Outcome = input =>
        ((TokenInput)input).Token is { } token && token.IsWord("event") ? Result.Failure<PathSyntax>(input, "", []) : NamePath(input);

    public static readonly Parser<ClauseList> TriggerClauses = Set(Where, KeyedBy);

    public static Parser<Clause> Of<T>(string words, Parser<T> value) => At(
        from fixedWords in Words(words)
        from v in value
        select Make(span => new Clause(words, v!, span)));

    /// <summary>Each clause at most once, except `with`.</summary>
    public static Parser<ClauseList> Set(params Parser<Clause>[] clauses) => input =>
    {
        var found = new List<Clause>();
        var at = input;
        while (Next(clauses, found, at) is { } next)
        {
            if (!next.WasSuccessful)
            {
                return Result.Failure<ClauseList>(next.Remainder, "", []);
            }

            var place = (at.Position, next.Value.Word);
            if (!((TokenInput)at).Line.Clauses.Contains(place))
            {
                ((TokenInput)at).Line.Clauses.Add(place);
            }

            found.Add(next.Value);
            at = next.Remainder;
        }

        return Result.Success(new ClauseList(found), at);
    };

    private static IResult<Clause>? Next(Parser<Clause>[] clauses, List<Clause> found, IInput at)
    {
        foreach (var clause in clauses)
        {
            var result = clause(at);
            if (result.WasSuccessful && (result.Value.Word == "with" || found.TrueForAll(c => c.Word != result.Value.Word)))
            {
                return result;
            }
        }

        return null;
    }
}
