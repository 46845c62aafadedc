using Personalization.Journeys.Language.Parsing;
using Personalization.Journeys.Tests.Support;
using Xunit.Abstractions;

namespace Personalization.Journeys.Language.Tests.Parsing;

public sealed class MutationTests(ITestOutputHelper output)
{
    [Fact]
    public void Parser_OneSlipInALine_ReportsThatLineAndNoOther()
    {
        var mutations = Samples.Valid.SelectMany(Mutation.Of).ToList();
        var mustBreak = 0;
        var silent = new List<string>();
        var innocent = new List<string>();
        var several = new List<string>();
        var reported = 0;
        var legal = 0;
        foreach (var mutation in mutations)
        {
            var diagnostics = FileParser.Parse(mutation.Text).Diagnostics;
            mustBreak += mutation.MustBreak ? 1 : 0;
            if (diagnostics.IsEmpty)
            {
                legal++;
                if (mutation.MustBreak)
                {
                    silent.Add(mutation.ToString());
                }

                continue;
            }

            reported++;
            var others = diagnostics.Where(d => d.Location.Line != mutation.Line).ToList();
            if (others.Count > 0)
            {
                innocent.Add($"{mutation} → {others[0].Location.Line}: {others[0].Code} {others[0].Message}");
            }
            else if (diagnostics.Length > 1)
            {
                several.Add($"{mutation} → {string.Join("; ", diagnostics.Select(d => $"{d.Code} {d.Message}"))}");
            }
        }

        var figures = $"{mutations.Count} mutations: {reported} reported, {legal} stay legal; {silent.Count} of {mustBreak} broken lines missed; "
            + $"{innocent.Count} reported an innocent line; {several.Count} reported their line more than once";
        output.WriteLine(figures);
        var details = string.Join('\n', [figures, .. silent.Take(40), "-- innocent", .. innocent.Take(60), "-- several", .. several.Take(30)]);
        Assert.True(mutations.Count >= 4_000, details);
        Assert.True(silent.Count * 100 <= mustBreak, details);
        Assert.True(innocent.Count * 100 <= mutations.Count, details);
        Assert.True(several.Count * 100 <= mutations.Count, details);
    }
}
