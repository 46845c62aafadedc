using System.Text.Json;
using Personalization.Journeys.Cli.Tests.Support;

namespace Personalization.Journeys.Cli.Tests.Commands;

public sealed class TestCommandTests : IAsyncLifetime, IDisposable
{
    private const string Wrong = """

        test "the whole story" of welcome:
          given customer:
            email = "ada@shop.example"
            consent email for marketing
          at 2026-03-02 10:00 event order_placed with order_id = "1", total = 40 EUR

          expect timeline:
            2026-03-02 15:00 email hello
        """;

    private readonly Shell _shell = new();

    public Task InitializeAsync() => _shell.RunAsync("new", "mine");

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task Test_OfTheStarter_Passes()
    {
        var answer = await _shell.RunAsync("test", "mine");

        Assert.Equal(0, answer.Code);
        Assert.EndsWith("2 passed, 0 failed\n", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFailure_ShowsWhatDiffers_AndExitsWithOne()
    {
        AddWrongTest();

        var answer = await _shell.RunAsync("test", "mine");

        Assert.Equal(1, answer.Code);
        Assert.Contains("FAIL", answer.Output, StringComparison.Ordinal);
        Assert.Contains("- 2026-03-02 15:00  email hello", answer.Output, StringComparison.Ordinal);
        Assert.EndsWith("2 passed, 1 failed\n", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Update_RewritesTheTimeline_AndTheTestThenPasses()
    {
        AddWrongTest();

        var update = await _shell.RunAsync("test", "mine", "--update");
        var after = await _shell.RunAsync("test", "mine");

        Assert.Contains("updated welcome.test.journey", update.Output, StringComparison.Ordinal);
        Assert.Equal((0, 0), (update.Code, after.Code));
        Assert.Contains("    2026-03-02 12:00 email hello\n", File.ReadAllText(_shell.At("mine/welcome.test.journey")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_HasTheFieldsOfTheContract()
    {
        AddWrongTest();

        var answer = await _shell.RunAsync("test", "mine", "--format", "json", "--coverage");

        Assert.Equal(1, answer.Code);
        using var json = JsonDocument.Parse(answer.Output);
        Assert.Equal((2, 1), (json.RootElement.GetProperty("passed").GetInt32(), json.RootElement.GetProperty("failed").GetInt32()));
        var test = json.RootElement.GetProperty("tests")[0];
        Assert.Equal(["name", "journey", "file", "line", "outcome", "timeline", "difference"], test.EnumerateObject().Select(p => p.Name));
        Assert.Equal("welcome", json.RootElement.GetProperty("coverage")[0].GetProperty("journey").GetString());
    }

    [Fact]
    public async Task Coverage_NamesTheWayNoTestTook()
    {
        var answer = await _shell.RunAsync("test", "mine", "--coverage");

        Assert.Equal(0, answer.Code);
        Assert.Contains("greeting.clicked", answer.Output, StringComparison.Ordinal);
        Assert.Matches(@"welcome\.journey:\d+", answer.Output);
    }

    [Fact]
    public async Task Snapshot_IsUpToDateUntilTheTextChanges()
    {
        var missing = await _shell.RunAsync("snapshot", "mine", "--check");
        var written = await _shell.RunAsync("snapshot", "mine");
        var content = await _shell.RunAsync("snapshot", "mine", "--check");
        var text = File.ReadAllText(_shell.At("mine/welcome.journey"));
        _shell.Write("mine/welcome.journey", text.Replace("wait 2 hours", "wait 3 hours", StringComparison.Ordinal));
        var changed = await _shell.RunAsync("snapshot", "mine", "--check");

        Assert.Equal((1, 0, 0, 1), (missing.Code, written.Code, content.Code, changed.Code));
        Assert.Contains("missing snapshots/welcome.txt", missing.Output, StringComparison.Ordinal);
        Assert.Contains("differs snapshots/welcome.txt", changed.Output, StringComparison.Ordinal);
        Assert.Contains("email hello", File.ReadAllText(_shell.At("mine/snapshots/welcome.tests.txt")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFolderThatCanNotBeWritten_IsAFailureOfTheMachine()
    {
        _shell.Write("file", "not a folder");

        var answer = await _shell.RunAsync("graph", "welcome", "mine", "--out", "file/welcome.svg");

        Assert.Equal(3, answer.Code);
        Assert.StartsWith("journey: ", answer.Error, StringComparison.Ordinal);
    }

    private void AddWrongTest() => File.AppendAllText(_shell.At("mine/welcome.test.journey"), Wrong.ReplaceLineEndings("\n") + "\n");
}
