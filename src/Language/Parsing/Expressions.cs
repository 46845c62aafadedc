using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Syntax;
using Personalization.Journeys.Language.Text;
using Sprache;
using static Personalization.Journeys.Language.Parsing.Primitives;

namespace Personalization.Journeys.Language.Parsing;

/// <summary>Operators by one precedence loop, so that depth of the call stack follows brackets alone.</summary>
internal static class Expressions
{
    private const int Negation = 3;
    private const int Comparison = 4;
    private const int Defaulting = 5;
    private const int Addition = 6;
    private const int Multiplication = 7;

    /// <summary>Any expression.</summary>
    public static readonly Parser<ExpressionSyntax> Any = input => Read((TokenInput)input, 1);

    /// <summary>No comparison and no `and`/`or`: arithmetic and `default`.</summary>
    public static readonly Parser<ExpressionSyntax> Value = input => Read((TokenInput)input, Defaulting);

    /// <summary>One value without operators, perhaps negative.</summary>
    public static readonly Parser<ExpressionSyntax> Operand = input => Prefix((TokenInput)input, Multiplication + 1);

    private static readonly Parser<(ExpressionSyntax Low, ExpressionSyntax High)> BetweenBounds =
        from low in Value
        from and in Word("and")
        from high in Value
        select (low, high);

    private static readonly Parser<(bool Negated, IsTest Test)> IsTail =
        from not in Flag(Word("not"))
        from test in Meaning("known", IsTest.Known).Or(Meaning("missing", IsTest.Missing)).Or(Meaning("empty", IsTest.Empty))
        select (not, test);

    private static IResult<ExpressionSyntax> Read(TokenInput start, int weakest)
    {
        var left = Prefix(start, weakest);
        var compared = false;
        while (left.WasSuccessful)
        {
            var at = (TokenInput)left.Remainder;
            var (strength, step) = Operation(at, compared);
            if (step is null || strength < weakest)
            {
                break;
            }

            compared = strength == Comparison || compared && strength > Comparison;
            left = step(left.Value);
        }

        return left;
    }

    private static IResult<ExpressionSyntax> Prefix(TokenInput start, int weakest)
    {
        if (start.Token is { } not && not.IsWord("not") && weakest <= Negation)
        {
            var at = start;
            var marks = new Stack<Token>();
            for (; at.Token is { } token && token.IsWord("not"); at = at.Move())
            {
                marks.Push(token);
            }

            var operand = Read(at, Comparison);
            while (operand.WasSuccessful && marks.TryPop(out var mark))
            {
                operand = Result.Success<ExpressionSyntax>(new UnarySyntax(UnaryOperator.Not, operand.Value, mark.Span.To(operand.Value.Span)), operand.Remainder);
            }

            return operand;
        }

        if (start.Token is { } minus && minus.IsMark("-"))
        {
            var operand = Members(start.Move());
            return operand.WasSuccessful
                ? Result.Success<ExpressionSyntax>(new UnarySyntax(UnaryOperator.Negate, operand.Value, minus.Span.To(operand.Value.Span)), operand.Remainder)
                : operand;
        }

        return Members(start);
    }

    private static IResult<ExpressionSyntax> Members(TokenInput start)
    {
        var result = Primaries.Primary(start);
        while (result.WasSuccessful && ((TokenInput)result.Remainder).Token is { } dot && dot.IsMark("."))
        {
            var name = MemberName(result.Remainder.Advance());
            if (!name.WasSuccessful)
            {
                return Result.Failure<ExpressionSyntax>(name.Remainder, "", []);
            }

            result = Result.Success<ExpressionSyntax>(new MemberSyntax(result.Value, name.Value, result.Value.Span.To(name.Value.Span)), name.Remainder);
        }

        return result;
    }

    /// <summary>A name behind a dot stands on the dot's line; on the next line any word would do, and hide what is missing.</summary>
    private static IResult<NameSyntax> MemberName(IInput input)
    {
        var at = (TokenInput)input;
        return at.StartsLine ? Fail<NameSyntax>(at, Expectations.Name) : AnyName(at);
    }

    /// <summary>The operator at a place, and how it goes on from the value on its left.</summary>
    private static (int Strength, Func<ExpressionSyntax, IResult<ExpressionSyntax>>? Step) Operation(TokenInput at, bool compared)
    {
        if (at.Token is not { } token || token.Kind is not (TokenKind.Word or TokenKind.Mark))
        {
            at.Line.Expect(at.Position, Expectations.Operator);
            return default;
        }

        (int, Func<ExpressionSyntax, IResult<ExpressionSyntax>>?) Infix(BinaryOperator symbol, int strength, int words = 1) =>
            strength == Comparison && compared ? default : (strength, left => Right(left, at, words, symbol, strength + 1));

        switch (token.Text)
        {
            case "or": return Infix(BinaryOperator.Or, 1);
            case "and": return Infix(BinaryOperator.And, 2);
            case "=": return Infix(BinaryOperator.Equal, Comparison);
            case "!=": return Infix(BinaryOperator.NotEqual, Comparison);
            case "<": return Infix(BinaryOperator.Less, Comparison);
            case "<=": return Infix(BinaryOperator.LessOrEqual, Comparison);
            case ">": return Infix(BinaryOperator.Greater, Comparison);
            case ">=": return Infix(BinaryOperator.GreaterOrEqual, Comparison);
            case "contains": return Infix(BinaryOperator.Contains, Comparison);
            case "starts": return Infix(BinaryOperator.StartsWith, Comparison, 2);
            case "ends": return Infix(BinaryOperator.EndsWith, Comparison, 2);
            case "default": return Infix(BinaryOperator.Default, Defaulting);
            case "+": return Infix(BinaryOperator.Add, Addition);
            case "-": return Infix(BinaryOperator.Subtract, Addition);
            case "*": return Infix(BinaryOperator.Multiply, Multiplication);
            case "/": return Infix(BinaryOperator.Divide, Multiplication);
            case "in" when at.Next is not { Kind: TokenKind.Word, Text: "slot" or "last" }: return Infix(BinaryOperator.In, Comparison);
            case "not" when at.Next is { } next && next.IsWord("in"): return Infix(BinaryOperator.NotIn, Comparison, 2);
            case "not":
                at.Line.Expect(at.Position + 1, "`in`");
                return default;
            case "between" when !compared: return (Comparison, left => Between(at, left));
            case "is" when !compared: return (Comparison, left => Is(at, left));
            default:
                at.Line.Expect(at.Position, Expectations.Operator);
                return default;
        }
    }

    private static IResult<ExpressionSyntax> Right(ExpressionSyntax left, TokenInput at, int words, BinaryOperator symbol, int weakest)
    {
        var next = at.Move();
        if (words == 2)
        {
            var second = Word(symbol == BinaryOperator.NotIn ? "in" : "with")(next);
            if (!second.WasSuccessful)
            {
                return Result.Failure<ExpressionSyntax>(second.Remainder, "", []);
            }

            next = next.Move();
        }

        var right = Read(next, weakest);
        return right.WasSuccessful
            ? Result.Success<ExpressionSyntax>(new BinarySyntax(left, symbol, right.Value, left.Span.To(right.Value.Span)), right.Remainder)
            : right;
    }

    private static IResult<ExpressionSyntax> Between(TokenInput at, ExpressionSyntax value)
    {
        var bounds = BetweenBounds(at.Move());
        return bounds.WasSuccessful
            ? Result.Success<ExpressionSyntax>(
                new BetweenSyntax(value, bounds.Value.Low, bounds.Value.High, value.Span.To(bounds.Value.High.Span)), bounds.Remainder)
            : Result.Failure<ExpressionSyntax>(bounds.Remainder, "", []);
    }

    private static IResult<ExpressionSyntax> Is(TokenInput at, ExpressionSyntax value)
    {
        var test = IsTail(at.Move());
        if (!test.WasSuccessful)
        {
            return Result.Failure<ExpressionSyntax>(test.Remainder, "", []);
        }

        var span = value.Span.To(at.Line.SpanOf(at.Position, test.Remainder.Position));
        return Result.Success<ExpressionSyntax>(new IsSyntax(value, test.Value.Test, test.Value.Negated, span), test.Remainder);
    }
}
