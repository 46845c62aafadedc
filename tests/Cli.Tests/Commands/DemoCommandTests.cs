using System.Text.Json;
using Personalization.Journeys.Cli.Tests.Support;

namespace Personalization.Journeys.Cli.Tests.Commands;

public sealed class DemoCommandTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task Demo_SaysFirstWhatIsInvented_ThenTellsTheWhole()
    {
        var answer = await _shell.RunAsync("demo", "--no-serve", "--to", "2010-01-10", "--out", "first");

        Assert.Equal(0, answer.Code);
        var opening = string.Join(' ', answer.Output.Split('\n').TakeWhile(l => l.Length > 0));
        Assert.Contains("Names, addresses, time zones and consents are invented", opening, StringComparison.Ordinal);
        Assert.Contains("19,213 orders and 4,372 cancellations", answer.Output, StringComparison.Ordinal);
        Assert.Contains("107,927 without customer, 31 without price, 0 without quantity", answer.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("Orders that", answer.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("conversion", answer.Output, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(10, answer.Output.Split('\n').Count(l => l.StartsWith("── ", StringComparison.Ordinal)));
        Assert.Matches(@"welcome\.journey:\d+", answer.Output);
        Assert.Matches(@"s elapsed, [\d.]+ s of processor, [\d,]+ MiB of memory", answer.Output);
        Assert.All(answer.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 125));
    }

    [Fact]
    public async Task Demo_Twice_GivesTheSameBytes()
    {
        await _shell.RunAsync("demo", "--no-serve", "--to", "2009-12-06", "--out", "first");
        await _shell.RunAsync("demo", "--no-serve", "--to", "2009-12-06", "--out", "second");

        Assert.All(
            ["messages.jsonl", "journeys.jsonl", "report.html"],
            name => Assert.Equal(File.ReadAllBytes(_shell.At($"first/{name}")), File.ReadAllBytes(_shell.At($"second/{name}"))));
        Assert.NotEmpty(File.ReadAllBytes(_shell.At("first/messages.jsonl")));
    }

    [Fact]
    public async Task Visitors_AreCalledSimulatedEverywhere()
    {
        var answer = await _shell.RunAsync("demo", "--visitors", "--out", "week");

        Assert.Equal(0, answer.Code);
        Assert.StartsWith("Simulated: every visitor", answer.Output, StringComparison.Ordinal);
        Assert.All(answer.Output.Split('\n').Where(l => l.StartsWith("── ", StringComparison.Ordinal)), l => Assert.Contains("simulated", l, StringComparison.Ordinal));
        Assert.All(File.ReadLines(_shell.At("week/messages.jsonl")), l => Assert.EndsWith("\"simulated\":true}", l, StringComparison.Ordinal));
        Assert.Contains("messages, simulated", File.ReadAllText(_shell.At("week/report.html")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Visitors_ReachWhatRecordedOrdersCanNot()
    {
        await _shell.RunAsync("demo", "--visitors", "--out", "week", "--seed", "3");

        var journeys = File.ReadLines(_shell.At("week/journeys.jsonl")).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("journey").GetString()).ToHashSet();
        var channels = File.ReadLines(_shell.At("week/messages.jsonl")).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("channel").GetString()).ToHashSet();
        Assert.Equal(11, journeys.Count);
        Assert.Equal(["chat", "email", "push", "web"], channels.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("2010-02-30", "is not a moment")]
    [InlineData("2012-01-01", "must lie in the year of orders")]
    public async Task Demo_WithAnImpossibleEnd_IsMisuse(string to, string message)
    {
        var answer = await _shell.RunAsync("demo", "--no-serve", "--to", to);

        Assert.Equal(2, answer.Code);
        Assert.Contains(message, answer.Error, StringComparison.Ordinal);
    }
}
