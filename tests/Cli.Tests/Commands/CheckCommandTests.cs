using System.Text.Json;
using Personalization.Journeys.Cli.Tests.Support;

namespace Personalization.Journeys.Cli.Tests.Commands;

public sealed class CheckCommandTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task Check_OfTheStarter_HasNothingToSay()
    {
        await _shell.RunAsync("new", "mine");

        var answer = await _shell.RunAsync("check", "mine");

        Assert.Equal("my_shop: 4 files, 1 journey, 2 tests; no errors, no warnings, no notes\n", answer.Output);
        Assert.Equal(0, answer.Code);
    }

    [Fact]
    public async Task Check_ShowsTheLineAndExitsWithOne()
    {
        await StarterWith("welcome.journey", "send email hello", "sned email hello");

        var answer = await _shell.RunAsync("check", "mine");

        Assert.Equal(1, answer.Code);
        Assert.Contains("--> welcome.journey:15:5", answer.Output, StringComparison.Ordinal);
        Assert.Contains("did you mean `send`?", answer.Output, StringComparison.Ordinal);
        Assert.Contains("1 error", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_AsJson_HasTheFieldsOfTheContract()
    {
        await StarterWith("welcome.journey", "send email hello", "send email hallo");

        var answer = await _shell.RunAsync("check", "mine", "--format", "json");

        Assert.Equal(1, answer.Code);
        using var json = JsonDocument.Parse(answer.Output);
        var one = json.RootElement.GetProperty("diagnostics")[0];
        Assert.Equal(
            ["code", "severity", "file", "line", "column", "endLine", "endColumn", "message", "help", "fix"],
            one.EnumerateObject().Select(p => p.Name).Where(n => n is not ("label" or "why" or "related" or "edits")));
        Assert.Equal(("welcome.journey", 15), (one.GetProperty("file").GetString(), one.GetProperty("line").GetInt32()));
    }

    [Theory]
    [InlineData("sarif", "\"version\"")]
    [InlineData("github", "::error file=welcome.journey,line=15")]
    public async Task Check_InOtherFormats_TellsTheSame(string format, string expected)
    {
        await StarterWith("welcome.journey", "send email hello", "send email hallo");

        var answer = await _shell.RunAsync("check", "mine", "--format", format);

        Assert.Equal(1, answer.Code);
        Assert.Contains(expected, answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MaxErrors_CutsAFile_AndSaysHowManyAreLeft()
    {
        await _shell.RunAsync("new", "mine");
        _shell.Write("mine/bad.journey", string.Concat(Enumerable.Range(0, 9).Select(i => $"polcy p{i}:\n  purpose marketing\n")));

        var answer = await _shell.RunAsync("check", "mine", "--max-errors", "4");

        Assert.Equal(1, answer.Code);
        Assert.Equal(4, answer.Output.Split("error JRN").Length - 1);
        Assert.Contains("5 messages more", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_OfOneFile_LooksAtTheWholeWorkspaceAndTellsOnlyOfIt()
    {
        await StarterWith("welcome.journey", "send email hello", "send email hallo");

        var clean = await _shell.RunAsync("check", "mine/templates.journey");
        var broken = await _shell.RunAsync("check", "mine/welcome.journey");

        Assert.Equal((0, 1), (clean.Code, broken.Code));
    }

    private async Task StarterWith(string file, string old, string now)
    {
        await _shell.RunAsync("new", "mine");
        _shell.Write($"mine/{file}", File.ReadAllText(_shell.At($"mine/{file}")).Replace(old, now, StringComparison.Ordinal));
    }
}
