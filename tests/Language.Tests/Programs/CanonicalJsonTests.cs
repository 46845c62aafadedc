using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Text;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Language.Tests.Programs;

public class CanonicalJsonTests
{
    [Theory]
    [InlineData("abandoned_cart")]
    [InlineData("onboarding_chat")]
    public void Journey_AsCanonicalJson_IsAsVerified(string name)
    {
        var journey = Compiled.Aurora.Workspace.Journey(name)!;

        Baseline.VerifyBeside(name, CanonicalJson.Of(journey, indented: true) + "\n");
    }

    [Fact]
    public void Hash_OtherWhiteSpaceAndComments_IsTheSame()
    {
        var aurora = Compiled.Aurora;
        var spaced = aurora.Files.Sources.Select(s => new SourceText(s.Path, "# a comment\n\n" + s.Text.Replace("  ", "   ", StringComparison.Ordinal).Replace(" >= ", "  >=  ", StringComparison.Ordinal)));

        var again = JourneyCompiler.Compile(aurora.Files with { Sources = [.. spaced] });

        Assert.False(again.HasErrors);
        Assert.Equal(aurora.Workspace.Hash, again.Workspace.Hash);
        Assert.Equal(aurora.Workspace.Journeys.Select(j => j.Hash), again.Workspace.Journeys.Select(j => j.Hash));
    }

    [Fact]
    public void Hash_OneNumberChanged_IsAnotherForThatJourneyOnly()
    {
        var aurora = Compiled.Aurora;
        var changed = aurora.Files.Sources.Select(s => new SourceText(s.Path, s.Text.Replace("intent >= 0.7", "intent >= 0.6", StringComparison.Ordinal)));

        var again = JourneyCompiler.Compile(aurora.Files with { Sources = [.. changed] });

        Assert.NotEqual(aurora.Workspace.Hash, again.Workspace.Hash);
        Assert.Equal(["abandoned_cart"], aurora.Workspace.Journeys.Zip(again.Workspace.Journeys).Where(p => p.First.Hash != p.Second.Hash).Select(p => p.First.Name));
    }

    [Fact]
    public void Hash_IsSixteenHexDigits() => Assert.Matches("^[0-9a-f]{16}$", Compiled.Aurora.Workspace.Hash);

    [Fact]
    public void Decimals_WithTrailingZeros_AreTheSame()
    {
        var one = CanonicalJson.Of(new Constant(new NumberValue(1.50m), DataType.Number, null));

        Assert.Equal("{\"kind\":\"constant\",\"value\":1.5}", one);
    }
}
