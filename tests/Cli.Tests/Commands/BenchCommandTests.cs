using System.Text.Json;
using Personalization.Journeys.Cli.Benchmarks;
using Personalization.Journeys.Cli.Commands;

namespace Personalization.Journeys.Cli.Tests.Commands;

public sealed class BenchCommandTests
{
    [Fact]
    public void Json_HasTheFieldsOfTheContract()
    {
        using var json = JsonDocument.Parse(BenchCommand.ToJson([new Figure("check", 1.5, "s", null, 1, [2, 1.5])]));

        Assert.Equal(["machine", "figures"], json.RootElement.EnumerateObject().Select(p => p.Name));
        var figure = json.RootElement.GetProperty("figures")[0];
        Assert.Equal(["name", "value", "unit", "limit", "ratio", "floor", "goal", "runs"], figure.EnumerateObject().Select(p => p.Name));
        Assert.Equal([2, 1.5], figure.GetProperty("runs").EnumerateArray().Select(r => r.GetDouble()));
    }
}
