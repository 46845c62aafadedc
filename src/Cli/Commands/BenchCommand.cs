using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Personalization.Journeys.Cli.Benchmarks;
using Personalization.Journeys.Cli.Demo;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Cli.Workspaces;
using Personalization.Journeys.Language;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Runtime.Simulation;
using Spectre.Console;

namespace Personalization.Journeys.Cli.Commands;

/// <summary>`journey bench`: what this machine does. Figures are printed, never asserted.</summary>
internal static class BenchCommand
{
    private const int Journeys = 1_000;

    public static Command Create(CommandIo io)
    {
        var format = Choice.Format("text", "json");
        var runs = new Option<int>("--runs") { Description = "The best of so many runs.", DefaultValueFactory = _ => 3 };
        var only = new Option<string?>("--only") { Description = "One of the benchmarks." };
        only.AcceptOnlyFromAmong("check", "backtest");
        var command = new Command("bench", "Measures checking and backtesting on this machine.") { runs, only, format };
        command.SetAction(parsed => Run(io, Math.Max(1, parsed.GetRequiredValue(runs)), parsed.GetValue(only), parsed.GetRequiredValue(format) == "json"));
        return command;
    }

    private static int Run(CommandIo io, int runs, string? only, bool json)
    {
        if (Samples.Aurora(io) is not { } aurora || Samples.Shop(io) is not { } shop)
        {
            return io.Refuse(Refusal.Environment("the sample workspaces of the repository are not here", "run the benchmarks inside the clone"));
        }

        var figures = ImmutableArray.CreateBuilder<Figure>();
        if (only is null or "check")
        {
            var (folder, refusal) = WorkspaceFolder.Load(io, aurora);
            if (folder is null)
            {
                return io.Refuse(refusal!);
            }

            var many = ManyJourneys.Of(folder.Files, Journeys);
            var first = JourneyCompiler.Compile(many);
            if (first.HasErrors)
            {
                return io.Refuse(Refusal.Environment($"the repeated example workspace has errors: {first.Diagnostics.First(d => d.Severity == Severity.Error).Message}"));
            }

            figures.Add(Figure.OfProcessor(io.Time, $"check {first.Workspace.Journeys.Length:N0} journeys", runs, null, 1, () => JourneyCompiler.Compile(many)));
            figures.Add(Figure.OfMemory("memory after checking them", null, 300));
        }

        if (only is null or "backtest")
        {
            var (compiled, refusal) = CompiledFolder.LoadRunnable(io, shop);
            if (compiled is null)
            {
                return io.Refuse(refusal!);
            }

            var request = ManyCustomers.Request(compiled.Workspace, RetailOrders.ReadShipped());
            var name = $"backtest {ManyCustomers.Customers:N0} customers, 90 days, {request.Events.Length:N0} events";
            figures.Add(ProgressBar.While(io, "backtesting", _ => Figure.OfProcessor(io.Time, name, runs, 60, 10, () => Backtest.Run(request))));
            figures.Add(Figure.OfMemory("memory after backtesting", null, null));
        }

        if (json)
        {
            io.Output.WriteLine(ToJson(figures.ToImmutable()));
        }
        else
        {
            Write(io, figures.ToImmutable());
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
            new TableColumn("[bold]Floor[/]").RightAligned(), new TableColumn("[bold]Goal[/]").RightAligned(), new TableColumn("[bold]Runs[/]"));
        foreach (var figure in figures)
        {
            table.AddRow(Markup.Escape(figure.Name), Number(figure.Value), figure.Unit, Number(figure.Floor), Number(figure.Goal), string.Join(' ', figure.Runs.Select(r => Number(r))));
        }

        io.Tables().Write(table);
        io.Output.WriteLine(Machine);
    }

    private static string Number(double? value) => value?.ToString("#,0.##", CultureInfo.InvariantCulture) ?? "";

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
                json.WriteNull("limit");
                json.WriteNull("ratio");
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
