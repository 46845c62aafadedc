using System.Globalization;
using System.Text;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Review;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Language.Tests.Review;

/// <summary>Random trees, written and read again, keep their shape: parentheses stand where they are needed.</summary>
public sealed class PrecedenceTests
{
    private const int Count = 300;
    private const int Depth = 4;

    private const string Schema =
        """
        workspace shop:
          language 1
          time zone "UTC"
          currency EUR

        customer:
          a number, default 0
          b number, default 0
          c number, default 0
          names list of text

        """;

    private uint _state = 20_251_124;

    [Fact]
    public void Of_RandomTrees_ParseToTheSameShape()
    {
        var trees = Enumerable.Range(0, Count).Select(_ => Claim(Depth)).ToList();
        var text = new StringBuilder(Schema);
        for (var i = 0; i < trees.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nsegment s{i:D4}:\n  {ExpressionText.Of(trees[i])}\n");
        }

        var segments = Compiled.Text(text.ToString()).Workspace.Segments;

        Assert.Equal(Count, segments.Length);
        Assert.All(segments.Zip(trees), pair =>
            Assert.Equal(Shape(pair.Second), Shape(((LeafCondition)Assert.Single(pair.First.Conditions)).Expression)));
    }

    private Expression Claim(int depth)
    {
        return depth == 0 ? Compare(0) : Next(8) switch
        {
            0 or 1 => EveryConstruct.Binary(Claim(depth - 1), BinaryOperator.And, Claim(depth - 1)),
            2 or 3 => EveryConstruct.Binary(Claim(depth - 1), BinaryOperator.Or, Claim(depth - 1)),
            4 => new UnaryExpression(UnaryOperator.Not, Claim(depth - 1), DataType.Boolean, false, null),
            5 => new BetweenExpression(Number(depth - 1), Number(depth - 1), Number(depth - 1), false, null),
            6 => EveryConstruct.Binary(EveryConstruct.Field(EveryConstruct.Customer, "names"), BinaryOperator.Contains, EveryConstruct.Text("it's {1}")),
            _ => Compare(depth - 1),
        };
    }

    private Expression Compare(int depth) => EveryConstruct.Binary(Number(depth), BinaryOperator.Equal + Next(6), Number(depth));

    private Expression Number(int depth) => depth == 0 ? Leaf() : Next(6) switch
    {
        0 => Leaf(),
        1 => new UnaryExpression(UnaryOperator.Negate, EveryConstruct.Field(EveryConstruct.Customer, "a"), DataType.Number, false, null),
        _ => EveryConstruct.Binary(Number(depth - 1), BinaryOperator.Add + Next(4), Number(depth - 1)),
    };

    private Expression Leaf() => Next(2) == 0
        ? EveryConstruct.Number(Next(100_000) / 4m)
        : EveryConstruct.Field(EveryConstruct.Customer, ((char)('a' + Next(3))).ToString());

    private static string Shape(Expression expression) => expression switch
    {
        BinaryExpression b => $"({Shape(b.Left)} {b.Operator} {Shape(b.Right)})",
        UnaryExpression u => $"({u.Operator} {Shape(u.Operand)})",
        BetweenExpression b => $"({Shape(b.Value)} between {Shape(b.Low)} {Shape(b.High)})",
        MemberExpression m => m.Name,
        Constant c => ValueText.Of(c.Value),
        _ => expression.GetType().Name,
    };

    private int Next(int below)
    {
        _state = (_state * 1_664_525) + 1_013_904_223;
        return (int)((_state >> 8) % (uint)below);
    }
}
