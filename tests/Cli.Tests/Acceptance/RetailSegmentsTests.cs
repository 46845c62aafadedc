using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Personalization.Journeys.Cli.Tests.Support;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Cli.Tests.Acceptance;

/// <summary>Twelve segments over the shop's real orders, against counts and checksums that an independent program computed.</summary>
public sealed partial class RetailSegmentsTests : IDisposable
{
    // Counted at the end of these days, which is the start of the next.
    private static readonly Dictionary<string, string> Days = new()
    {
        ["2010-03-31"] = "2010-04-01", ["2010-06-30"] = "2010-07-01", ["2010-11-30"] = "2010-12-01",
    };

    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task Backtest_SegmentsAtThreeDates_AndTheirDailyDrift_EqualTheReference()
    {
        foreach (var file in new[] { "schema.journey", "policies.journey" })
        {
            _shell.Write($"shop/{file}", File.ReadAllText(Samples.Folder($"../../journeys/{file}")));
        }

        _shell.Write("shop/segments.journey", File.ReadAllText(Samples.Folder("retail-segments.journey")));
        var export = await _shell.RunAsync("demo", "--export-events", "orders.jsonl.gz");
        var backtest = await _shell.RunAsync(
            "backtest", "shop", "--events", "orders.jsonl.gz", "--segments-at", string.Join(',', Days.Values), "--out", "out");

        Assert.Equal((0, 0, ""), (export.Code, backtest.Code, backtest.Error));
        Assert.Equal(ExpectedMembers(), Members());
        Assert.Equal(ExpectedDrift(), Drift());
    }

    private static List<string> ExpectedMembers()
    {
        var expected = new List<string>();
        var at = "";
        foreach (var line in File.ReadLines(Samples.Folder("retail-segments.expected.txt")))
        {
            if (line.StartsWith("date ", StringComparison.Ordinal))
            {
                at = Days[line[5..].Trim()];
            }
            else if (MemberLine().Match(line) is { Success: true } row)
            {
                expected.Add($"{at} r{row.Groups[1]} {row.Groups[2]} {row.Groups[3]}");
            }
        }

        return expected;
    }

    private List<string> Members() => [.. Lines("segments.jsonl").Select(json =>
        $"{json.GetProperty("at").GetString()![..10]} {Rule(json)} {json.GetProperty("members")} {json.GetProperty("checksum").GetString()}")];

    private static List<string> ExpectedDrift() =>
    [
        .. File.ReadLines(Samples.Folder("retail-segments.expected.txt")).Select(l => DriftLine().Match(l)).Where(m => m.Success)
            .Select(m => $"r{m.Groups[1]}: entered {m.Groups[2]} ({m.Groups[4]}) left {m.Groups[3]} ({m.Groups[5]})"),
    ];

    private List<string> Drift()
    {
        var wanted = ExpectedDrift().Select(l => l[..3]).ToHashSet();
        return
        [
            .. from json in Lines("segment-days.jsonl")
               let day = json.GetProperty("day").GetString()!
               where string.CompareOrdinal(day, "2010-10-01") >= 0 && string.CompareOrdinal(day, "2010-11-30") <= 0
               group json by Rule(json) into days
               where wanted.Contains(days.Key)
               orderby days.Key
               select $"{days.Key}: entered {Sum(days, "entered")} ({Sum(days, "entered_without_event")}) left {Sum(days, "left")} ({Sum(days, "left_without_event")})",
        ];
    }

    private static string Rule(JsonElement json) => json.GetProperty("segment").GetString()![..3];

    private static string Sum(IEnumerable<JsonElement> days, string name) =>
        days.Sum(d => d.GetProperty(name).GetInt32()).ToString(CultureInfo.InvariantCulture);

    private IEnumerable<JsonElement> Lines(string file) =>
        File.ReadLines(_shell.At($"out/{file}")).Select(line => JsonDocument.Parse(line).RootElement);

    [GeneratedRegex("^ +R([0-9]{2}) .*n= *([0-9]+) fnv=([0-9a-f]{8})$")]
    private static partial Regex MemberLine();

    [GeneratedRegex("^ +R([0-9]{2}): entered ([0-9]+) left ([0-9]+) ; .*: entered ([0-9]+), left ([0-9]+)$")]
    private static partial Regex DriftLine();
}
