using Personalization.Journeys.Language.Parsing;
using Personalization.Journeys.Tests.Support;
using Xunit.Abstractions;

namespace Personalization.Journeys.Language.Tests.Parsing;

public sealed class MutationTests(ITestOutputHelper output)
{
    [Fact]
    public void Parser_OneSlipInALine_ReportsThatLineAndNoOther()
    {
        var mutations = Samples.Valid.SelectMany(Mutation.Of).Where((_, index) => index % 2 == 0).ToList();
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

    [Fact]
    public void Parser_SeveralSlipsInAFile_ReportsEachOfTheirLines()
    {
        var random = new Random(20250303);
        var bySource = Samples.Valid.Select(s => Mutation.Of(s).Where(m => m.MustBreak).ToList()).ToList();
        var injected = 0;
        var missed = new List<string>();
        var innocent = new List<string>();
        for (var round = 0; round < 800; round++)
        {
            var all = bySource[round % bySource.Count];
            var chosen = Enumerable.Range(0, random.Next(2, 9)).Select(_ => all[random.Next(all.Count)]).DistinctBy(m => m.Line).ToList();
            var text = Mutation.Apply(chosen[0].Original, chosen.Select(m => (m.Span, m.NewText)));
            var reported = FileParser.Parse(text).Diagnostics.Select(d => d.Location.Line).ToHashSet();
            injected += chosen.Count;
            missed.AddRange(chosen.Where(m => !reported.Contains(m.Line)).Select(m => $"{m} (with {string.Join(", ", chosen.Select(c => c.Line))})"));
            innocent.AddRange(reported.Except(chosen.Select(m => m.Line)).Select(line => $"{chosen[0].Original.Path}:{line} (with {string.Join("; ", chosen)})"));
        }

        var figures = $"{injected} slips in 800 files: {missed.Count} missed, {innocent.Count} innocent lines reported";
        output.WriteLine(figures);
        var details = string.Join('\n', [figures, .. missed.Take(30), "-- innocent", .. innocent.Take(20)]);
        Assert.True(missed.Count * 200 <= injected, details);
        Assert.True(innocent.Count * 100 <= injected, details);
    }
}
