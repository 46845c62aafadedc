using System.Text.Json;
using System.Xml.Linq;
using Personalization.Journeys.Cli.Tests.Support;

namespace Personalization.Journeys.Cli.Tests.Commands;

/// <summary>The commands that show what a text means: fmt, graph, explain.</summary>
public sealed class ReviewCommandTests : IAsyncLifetime, IDisposable
{
    private readonly Shell _shell = new();

    public Task InitializeAsync() => _shell.RunAsync("new", "mine");

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task Fmt_WritesTheLayout_AndIsThenContent()
    {
        var text = File.ReadAllText(_shell.At("mine/welcome.journey"));
        _shell.Write("mine/welcome.journey", text.Replace("    wait 2 hours", "    wait   2   hours", StringComparison.Ordinal));

        var before = await _shell.RunAsync("fmt", "mine", "--check");
        var format = await _shell.RunAsync("fmt", "mine");
        var after = await _shell.RunAsync("fmt", "mine", "--check");

        Assert.Equal((1, 0, 0), (before.Code, format.Code, after.Code));
        Assert.Contains("would change mine/welcome.journey", before.Output, StringComparison.Ordinal);
        Assert.Equal("4 files, all in their layout\n", after.Output);
        Assert.Equal(text, File.ReadAllText(_shell.At("mine/welcome.journey")));
    }

    [Fact]
    public async Task Fmt_OfAFileThatIsNotUtf8_LeavesItAlone()
    {
        byte[] bytes = [(byte)'#', 0xFC, (byte)'\n'];
        File.WriteAllBytes(_shell.At("mine/old.journey"), bytes);

        var answer = await _shell.RunAsync("fmt", "mine");

        Assert.Equal(1, answer.Code);
        Assert.Contains("JRN0002", answer.Error, StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(_shell.At("mine/old.journey")));
    }

    [Fact]
    public async Task Graph_InEveryFormat_ShowsTheMessage()
    {
        var svg = await _shell.RunAsync("graph", "welcome", "mine");
        var mermaid = await _shell.RunAsync("graph", "welcome", "mine", "--format", "mermaid");
        var dot = await _shell.RunAsync("graph", "welcome", "mine", "--format", "dot");
        var json = await _shell.RunAsync("graph", "welcome", "mine", "--format", "json");

        Assert.All([svg, mermaid, dot, json], a => Assert.Equal(0, a.Code));
        Assert.All([svg, mermaid, dot, json], a => Assert.Contains("hello", a.Output, StringComparison.Ordinal));
        Assert.Equal("svg", XDocument.Parse(svg.Output).Root!.Name.LocalName);
        JsonDocument.Parse(json.Output).Dispose();
    }

    [Fact]
    public async Task Graph_ToAFile_WritesItWhole()
    {
        var answer = await _shell.RunAsync("graph", "welcome", "mine", "--out", "pictures/welcome.svg");

        Assert.Equal(0, answer.Code);
        Assert.EndsWith("</svg>\n", File.ReadAllText(_shell.At("pictures/welcome.svg")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("graph welcom mine", "there is no journey `welcom`", "did you mean `welcome`?")]
    [InlineData("explain welcom mine", "there is no journey `welcom`", "did you mean `welcome`?")]
    [InlineData("explain JRN030", "there is no code JRN030", "did you mean")]
    [InlineData("fmt nowhere", "there is no file or folder `nowhere`", "")]
    public async Task AnUnknownName_IsMisuse(string line, string message, string help)
    {
        var answer = await _shell.RunAsync(line.Split(' '));

        Assert.Equal(2, answer.Code);
        Assert.Contains(message, answer.Error, StringComparison.Ordinal);
        Assert.Contains(help, answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_OfACode_IsItsPage()
    {
        var page = await _shell.RunAsync("explain", "jrn0301");
        var json = await _shell.RunAsync("explain", "JRN0301", "--format", "json");

        Assert.StartsWith("JRN0301: ", page.Output, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(json.Output);
        Assert.Equal("JRN0301", document.RootElement.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Explain_OfAJourney_IsPlainEnglish()
    {
        var answer = await _shell.RunAsync("explain", "welcome", "mine");

        Assert.Equal(0, answer.Code);
        Assert.StartsWith("welcome, version 1", answer.Output, StringComparison.Ordinal);
        Assert.Contains("e-mail hello", answer.Output, StringComparison.Ordinal);
    }
}
