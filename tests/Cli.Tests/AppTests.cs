using Personalization.Journeys.Cli.Tests.Support;

namespace Personalization.Journeys.Cli.Tests;

public sealed class AppTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Theory]
    [InlineData("nwe", "there is no command `nwe`", "did you mean `new`?")]
    [InlineData("--hlep", "there is no option `--hlep`", "did you mean `--help`?")]
    [InlineData("new here --tmplate shop", "there is no option `--tmplate` in `journey new`", "did you mean `--template`?")]
    [InlineData("new --template bank", "`--template bank` is not one of ", "journey new --help")]
    [InlineData("graph welcome --format pdf", "`--format pdf` is not one of svg, mermaid, dot, json", "journey graph --help")]
    [InlineData("demo --seed x", "`--seed x` is not a whole number", "journey demo --help")]
    [InlineData("", "say what to do", "journey --help")]
    public async Task UnknownWord_IsMisuseAndNamesTheNearest(string line, string message, string help)
    {
        var answer = await _shell.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(2, answer.Code);
        Assert.Empty(answer.Output);
        Assert.Contains(message, answer.Error, StringComparison.Ordinal);
        Assert.Contains(help, answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_OfEveryCommand_IsThere()
    {
        var all = await _shell.RunAsync("--help");
        Assert.Equal(0, all.Code);
        foreach (var command in App.CommandNames)
        {
            Assert.Contains($"  {command}", all.Output, StringComparison.Ordinal);
            var one = await _shell.RunAsync(command, "--help");
            Assert.Equal(0, one.Code);
            Assert.Contains($"journey {command}", one.Output, StringComparison.Ordinal);
        }
    }
}
