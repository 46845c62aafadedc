using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Text;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Language.Tests.Rules;

/// <summary>One mistake gives one message: what a rule would conclude from a half-read text is not said.</summary>
public sealed class RuleFindingsTests
{
    [Theory]
    [InlineData("segments", "  customer.email ends with \"@aurora.example\"", "  customer.email ends with", "JRN0100")]
    [InlineData("segments", "  customer.email ends with \"@aurora.example\"", "  customer.mail ends with \"@aurora.example\"", "JRN0203")]
    [InlineData("browse_help", "    let looks = count", "    lte looks = count", "JRN0101")]
    [InlineData("browse_help", "    if looks < 3:", "    if look < 3:", "JRN0201")]
    [InlineData("sunset_policy", "    if question.clicked:", "    fi question.clicked:", "JRN0101")]
    [InlineData("abandoned_cart", "    let intent = predict(purchase_intent) default 0.3", "    let intent = predict(purchase_intnet) default 0.3", "JRN0201")]
    [InlineData("vip_program", "  enter on segment champions entered", "  enter on segment champion entered", "JRN0201")]
    public void Mistake_AloneInTheWorkspace_GivesOneError(string file, string find, string replace, string code)
    {
        var sources = Samples.In("aurora").Select(s => s.Path == file + ".journey" ? new SourceText(s.Path, s.Text.Replace(find, replace, StringComparison.Ordinal)) : s);
        var compilation = JourneyCompiler.Compile(new WorkspaceFiles([.. sources], Compiled.Aurora.Files.Bodies));

        Assert.Equal(code, string.Join(' ', compilation.Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => d.Code)));
        Assert.Empty(compilation.Diagnostics.Select(d => d.Code).Except(Compiled.Aurora.Diagnostics.Select(d => d.Code)).Except([code]));
    }
}
