using Personalization.Journeys.Language.Parsing;
using Personalization.Journeys.Language.Syntax;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Tests.Parsing;

public sealed class RecoveryTests
{
    [Fact]
    public void Declaration_ThatOnlyEndsWrongly_IsKept()
    {
        var result = Parse("event bought twice:\n  total money optional\n  sku text\n");

        var bought = Assert.IsType<EventSyntax>(Assert.Single(result.File.Declarations));
        Assert.Equal(["total", "sku"], bought.Fields.Select(f => f.Name.Text));
        Assert.Equal([1, 2], result.Diagnostics.Select(d => d.Location.Line));
    }

    [Fact]
    public void Declaration_ThatIsLost_LeavesItsNames()
    {
        var result = Parse("journey welcome vresion 3:\n  enter on event bought\n\n  flow:\n    exitt\n");

        Assert.Empty(result.File.Declarations);
        Assert.Contains("welcome", result.LostNames.AsEnumerable());
        Assert.Equal([1, 5], result.Diagnostics.Select(d => d.Location.Line));
    }

    [Fact]
    public void Step_ThatIsBroken_KeepsItsPlaceAndItsBlock()
    {
        var result = Parse("journey a version 1:\n  flow:\n    wait 1 day\n    iff x > 3:\n      exit \"a\"\n    else:\n      exit \"b\"\n    exit \"c\"\n");

        var steps = Assert.IsType<JourneySyntax>(Assert.Single(result.File.Declarations)).Flow;
        Assert.Equal(["WaitSyntax", "BrokenStepSyntax", "BrokenStepSyntax", "ExitSyntax"], steps.Select(s => s.GetType().Name));
        Assert.IsType<ExitSyntax>(Assert.Single(((BrokenStepSyntax)steps[1]).Block));
        Assert.Equal([4], result.Diagnostics.Select(d => d.Location.Line));
    }

    [Theory]
    [InlineData("if a\n      and b:\n      exit", "JRN0103")]
    [InlineData("if a\n        and b:\n      exit", null)]
    [InlineData("if a in [\n      1\n    ]:\n      exit", "JRN0103")]
    [InlineData("send email x\n      with a = 1\n      wiht b = 2", "JRN0101")]
    [InlineData("send email x:\n      with a = 1", "JRN0105")]
    [InlineData("wait 1 day\n      exit", "JRN0105")]
    [InlineData("exit \"{a +}\"", "JRN0100")]
    [InlineData("exit \"{}\"", "JRN0100")]
    [InlineData("wait up to 2 days for event", "JRN0100")]
    [InlineData("wait for event bought", "JRN0501")]
    [InlineData("wait for reply.clicked", "JRN0501")]
    [InlineData("repeat 3 times:\n      exit", "JRN0503")]
    [InlineData("for each x in y:\n      exit", "JRN0503")]
    [InlineData("let x = a === b", "JRN0107")]
    [InlineData("let x = a ! = b", "JRN0107")]
    [InlineData("wait 1.5 days", "JRN0308")]
    [InlineData("wait 1.5 hours", null)]
    [InlineData("wait until 24:00", "JRN0308")]
    public void Step_WithAMistake_HasItsMessage(string step, string? code)
    {
        var result = Parse("journey a version 1:\n  flow:\n    " + step + "\n");

        Assert.Equal(code, result.Diagnostics.FirstOrDefault()?.Code);
    }

    private static ParseResult Parse(string text) => FileParser.Parse(new SourceText("a.journey", text));
}
