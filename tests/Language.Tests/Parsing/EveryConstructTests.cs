using Personalization.Journeys.Language.Formatting;
using Personalization.Journeys.Language.Parsing;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Language.Tests.Parsing;

public sealed class EveryConstructTests
{
    private const string Sample = "every-construct.journey";

    [Fact]
    public void Parser_EveryConstruct_MakesTheTreeOfTheBaseline()
    {
        var result = FileParser.Parse(Samples.Read(Sample));

        Assert.Empty(result.Diagnostics.Select(d => $"{d.Location}:{d.Location.Column} {d.Code} {d.Message}"));
        Baseline.VerifyBeside("every-construct", SyntaxDump.Of(result.File));
    }

    [Fact]
    public void Formatter_EveryConstruct_ChangesNothing() => Assert.Equal(Samples.Read(Sample).Text, Formatter.Format(Samples.Read(Sample)));
}
