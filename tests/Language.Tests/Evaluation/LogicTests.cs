using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Tests.Evaluation;

public sealed class LogicTests
{
    [Theory]
    [InlineData("yes and yes", "yes")]
    [InlineData("yes and no", "no")]
    [InlineData("no and ?", "no")]
    [InlineData("? and no", "no")]
    [InlineData("? and yes", "?")]
    [InlineData("? and ?", "?")]
    [InlineData("yes or ?", "yes")]
    [InlineData("? or yes", "yes")]
    [InlineData("no or no", "no")]
    [InlineData("? or no", "?")]
    public void Connective_OfThreeTruths_IsKleenes(string expression, string expected)
    {
        var words = expression.Split(' ');
        var op = words[1] == "and" ? BinaryOperator.And : BinaryOperator.Or;
        var value = Evaluator.Evaluate(new BinaryExpression(Truth(words[0]), op, Truth(words[2]), DataType.Boolean, true, null), new FakeScope());
        Assert.Equal(expected, value switch { BooleanValue { Value: true } => "yes", BooleanValue => "no", _ => "?" });
    }

    private static Constant Truth(string word) =>
        new(word switch { "yes" => Value.True, "no" => Value.False, _ => Value.Missing }, DataType.Boolean, null);
}
