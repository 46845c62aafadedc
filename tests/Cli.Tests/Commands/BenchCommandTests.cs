using System.Text.Json;
using Personalization.Journeys.Cli.Benchmarks;
using Personalization.Journeys.Cli.Commands;
using Personalization.Journeys.Cli.Tests.Support;

namespace Personalization.Journeys.Cli.Tests.Commands;

public sealed class BenchCommandTests
{
    [Fact]
    public void Json_HasTheFieldsOfTheContract()
    {
        using var json = JsonDocument.Parse(BenchCommand.ToJson([new Figure("check", 1.5, "s", null, null, null, 1, [2, 1.5])]));

        Assert.Equal(["machine", "figures"], json.RootElement.EnumerateObject().Select(p => p.Name));
        var figure = json.RootElement.GetProperty("figures")[0];
        Assert.Equal(["name", "value", "unit", "limit", "ratio", "floor", "goal", "runs"], figure.EnumerateObject().Select(p => p.Name));
        Assert.Equal([2, 1.5], figure.GetProperty("runs").EnumerateArray().Select(r => r.GetDouble()));
    }

    [Fact]
    public async Task Engine_Small_IsMeasuredFromEndToEnd()
    {
        using var shell = new Shell();

        var answer = await shell.RunAsync("bench", "--only", "events,customers,timers", "--customers", "1000", "--runs", "1", "--format", "json");

        Assert.Equal("", answer.Error);
        using var json = JsonDocument.Parse(answer.Output);
        var figures = json.RootElement.GetProperty("figures").EnumerateArray().ToDictionary(f => f.GetProperty("name").GetString()!);
        Assert.Equal(
            [
                "events applied, 1,000 customers", "allocated an event", "events a commit", "rows an event", "queries a commit",
                "start-up with 1,000 waiting, against 1,000", "resident memory with 1,000 waiting, against 1,000",
                "events of 1,000 customers with 1,000 waiting, against 1,000", "events of anybody with 1,000 waiting, against 1,000", "on disk a waiting customer",
                "1,000 timers due at once", "all 1,000 timers due at once", "99 of 100 fresh events durable meanwhile",
            ],
            figures.Keys);
        Assert.All(figures.Values, f => Assert.True(f.GetProperty("value").GetDouble() > 0));
        Assert.InRange(figures["rows an event"].GetProperty("value").GetDouble(), 5, 10);
        Assert.Equal(JsonValueKind.Number, figures["events applied, 1,000 customers"].GetProperty("ratio").ValueKind);
    }

    [Fact]
    public async Task Only_UnknownName_IsRefused()
    {
        using var shell = new Shell();

        var answer = await shell.RunAsync("bench", "--only", "events,speed");

        Assert.Equal(2, answer.Code);
        Assert.Contains("there is no benchmark `speed`; there are check, backtest, events, latency, customers, timers", answer.Error);
    }
}
