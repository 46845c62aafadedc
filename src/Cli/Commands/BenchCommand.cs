using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Personalization.Journeys.Cli.Benchmarks;
using Personalization.Journeys.Cli.Terminal;
using Spectre.Console;

namespace Personalization.Journeys.Cli.Commands;

/// <summary>`journey bench`: what this machine does. Figures are printed, never asserted.</summary>
internal static class BenchCommand
{
    private const int FewestCustomers = 1_000;

    private static readonly ImmutableArray<(string Name, Func<BenchSettings, Task<Measured>> Run)> _benchmarks =
    [
        ("check", CheckBenchmark.RunAsync),
        ("backtest", BacktestBenchmark.RunAsync),
        ("events", EventsBenchmark.RunAsync),
        ("latency", LatencyBenchmark.RunAsync),
        ("customers", CustomersBenchmark.RunAsync),
        ("timers", TimersBenchmark.RunAsync),
    ];

    public static Command Create(CommandIo io)
    {
        var format = Choice.Format("text", "json");
        var runs = new Option<int>("--runs") { Description = "The best of so many runs.", DefaultValueFactory = _ => 3 };
        var customers = new Option<int>("--customers") { Description = "How many wait where many are meant.", DefaultValueFactory = _ => 1_000_000 };
        var only = new Option<string?>("--only") { Description = $"Some of the benchmarks, with commas between: {string.Join(", ", _benchmarks.Select(b => b.Name))}." };
        var probe = new Option<string?>("--probe") { Hidden = true };
        only.Validators.Add(given =>
        {
            if (Chosen(given.GetValue(only)).FirstOrDefault(name => _benchmarks.All(b => b.Name != name)) is { } unknown)
            {
                given.AddError($"there is no benchmark `{unknown}`; there are {string.Join(", ", _benchmarks.Select(b => b.Name))}");
            }
        });
        var command = new Command("bench", "Measures checking, backtesting and the engine on this machine.") { runs, customers, only, probe, format };
        command.SetAction(async (parsed, _) =>
        {
            var settings = new BenchSettings(io, Math.Max(1, parsed.GetRequiredValue(runs)), Math.Max(FewestCustomers, parsed.GetRequiredValue(customers)));
            if (parsed.GetValue(probe) is { } folder)
            {
                await CustomersBenchmark.ProbeAsync(settings, folder);
                return ExitCode.Fine;
            }

            return await RunAsync(settings, Chosen(parsed.GetValue(only)), parsed.GetRequiredValue(format) == "json");
        });
        return command;
    }

    private static string[] Chosen(string? only) => only?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static async Task<int> RunAsync(BenchSettings settings, string[] only, bool json)
    {
        var figures = ImmutableArray.CreateBuilder<Figure>();
        foreach (var (_, run) in _benchmarks.Where(b => only.Length == 0 || only.Contains(b.Name)))
        {
            var measured = await run(settings);
            if (measured.Refusal is { } refusal)
            {
                return settings.Io.Refuse(refusal);
            }

            figures.AddRange(measured.Figures);
        }

        if (json)
        {
            settings.Io.Output.WriteLine(ToJson(figures.ToImmutable()));
        }
        else
        {
            Write(settings.Io, figures.ToImmutable());
        }

        return ExitCode.Fine;
    }

    private static string Machine => string.Create(
        CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} processors, {RuntimeInformation.OSArchitecture}, {RuntimeInformation.FrameworkDescription}");

    private static void Write(CommandIo io, ImmutableArray<Figure> figures)
    {
        var table = new Table().Border(TableBorder.Simple).BorderColor(Color.Grey);
        table.AddColumns(
            new TableColumn("[bold]Figure[/]").PadLeft(0), new TableColumn("[bold]Best[/]").RightAligned(), new TableColumn("[bold]Unit[/]"),
            new TableColumn("[bold]Limit[/]").RightAligned(), new TableColumn("[bold]Ratio[/]").RightAligned(),
            new TableColumn("[bold]Floor[/]").RightAligned(), new TableColumn("[bold]Goal[/]").RightAligned(), new TableColumn("[bold]Runs[/]"));
        foreach (var figure in figures)
        {
            table.AddRow(Markup.Escape(figure.Name), Number(figure.Value), figure.Unit, Number(figure.Limit), Number(figure.Ratio), Number(figure.Floor), Number(figure.Goal), string.Join(' ', figure.Runs.Select(r => Number(r))));
        }

        io.Tables().Write(table);
        io.Output.WriteLine(Machine);
    }

    private static string Number(double? value) => value?.ToString("#,0.###", CultureInfo.InvariantCulture) ?? "";

    internal static string ToJson(ImmutableArray<Figure> figures)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("machine", Machine);
            json.WriteStartArray("figures");
            foreach (var figure in figures)
            {
                json.WriteStartObject();
                json.WriteString("name", figure.Name);
                json.WriteNumber("value", figure.Value);
                json.WriteString("unit", figure.Unit);
                Optional(json, "limit", figure.Limit);
                Optional(json, "ratio", figure.Ratio);
                Optional(json, "floor", figure.Floor);
                Optional(json, "goal", figure.Goal);
                json.WriteStartArray("runs");
                foreach (var run in figure.Runs)
                {
                    json.WriteNumberValue(run);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Optional(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
