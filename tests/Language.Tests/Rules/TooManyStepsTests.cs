using Personalization.Journeys.Language.Text;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Language.Tests.Rules;

public sealed class TooManyStepsTests
{
    [Theory]
    [InlineData(Limits.Steps, "")]
    [InlineData(Limits.Steps + 1, "`long_one` has 2,001 steps; 2,000 are the most")]
    public void AJourney_BeyondTheLimit_IsRefused(int steps, string message)
    {
        var text = $"""
            workspace shop:
              language 1
              currency EUR

            ## Long.
            journey long_one version 1:
              input count number

              flow:
            {string.Concat(Enumerable.Repeat("    do nothing\n", steps))}
            """;

        var found = Compiled.Text(text).Diagnostics.Where(d => d.Code == "JRN0522").Select(d => d.Message);

        Assert.Equal(message, string.Join('\n', found));
    }
}
