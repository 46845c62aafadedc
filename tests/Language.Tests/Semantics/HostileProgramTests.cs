using System.Text;
using Personalization.Journeys.Language.Review.Explanation;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Language.Tests.Semantics;

/// <summary>Texts that parse and would grow or nest without measure.</summary>
public class HostileProgramTests
{
    public static TheoryData<string, string> Hostile => new()
    {
        { "JRN0415", "metric a = 1" + string.Concat(Enumerable.Repeat("\n  + 1", 900)) },
        { "JRN0415", "event e\nmetric m0 = count of e ever\n" + string.Concat(Enumerable.Range(1, 80).Select(i => $"metric m{i} = m{i - 1} + m{i - 1}\n")) },
        { "JRN0212", "record a:\n  x b\nrecord b:\n  y list of a\n" },
        { "JRN0410", "metric a = a\n" },
        { "JRN0410", string.Concat(Enumerable.Range(0, 300).Select(i => $"segment s{i}:\n  in segment s{(i + 1) % 300}\n")) },
        { "JRN1002", string.Concat(Enumerable.Range(0, 300).Select(i => $"journey j{i} version 1:\n  flow:\n    run journey j{(i + 1) % 300}\n")) },
        { "JRN0308", "webhook a:\n  post \"https://a.example/\"\n  retry 60 times\njourney j version 1:\n  flow:\n    call webhook a\n" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Compile_HostileProgram_ReportsAndReturns(string code, string text)
    {
        var compilation = Compiled.Text(text);

        Assert.Contains(code, compilation.Diagnostics.Select(d => d.Code));
        Assert.True(compilation.HasErrors);
    }

    [Fact]
    public void Compile_LongestWaitsInLoops_StayCountable()
    {
        const string flow = """
            repeat at most 1_000_000 times, every 100 years:
              repeat at most 1_000_000 times:
                wait 100 years
                if customer.points > 3:
                  stop repeating
            """;

        var compilation = Flows.Compile(flow);

        Assert.Equal("", Flows.Shown(compilation));
        Assert.Contains("7000000 d", Prose.Write(compilation.Workspace, compilation.Workspace.Journey("main")!), StringComparison.Ordinal);
    }

    [Fact]
    public void Compile_RecordsThatHoldRecords_StaysSmall()
    {
        var text = new StringBuilder("record r0:\n  x text\n");
        for (var i = 1; i < 200; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"record r{i}:\n  a r{i - 1}\n  b r{i - 1}\n");
        }

        var compilation = Compiled.Text(text + "event e:\n  r r199\n");

        Assert.Equal("", Compiled.Shown(compilation, Language.Diagnostics.Severity.Error));
    }

    [Fact]
    public void Compile_Nothing_IsAnEmptyProgram()
    {
        var compilation = JourneyCompiler.Compile(new WorkspaceFiles([], []));

        Assert.False(compilation.HasErrors);
        Assert.Empty(compilation.Workspace.Journeys);
        Assert.Equal(16, compilation.Workspace.Hash.Length);
    }
}
