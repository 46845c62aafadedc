using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Cli.Workspaces;
using Personalization.Journeys.Runtime.Simulation;
using Spectre.Console;

namespace Personalization.Journeys.Cli.Commands;

/// <summary>`journey test`: the workspace's own tests on a virtual clock.</summary>
internal static class TestCommand
{
    private static readonly JsonWriterOptions _json = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create(CommandIo io)
    {
        var path = Choice.Path();
        var format = Choice.Format("text", "json");
        var update = new Option<bool>("--update") { Description = "Rewrites `expect timeline:` blocks that do not hold any more." };
        var coverage = new Option<bool>("--coverage") { Description = "Lists the ways through each journey that no test took." };
        var command = new Command("test", "Runs the tests on a virtual clock.") { path, update, coverage, format };
        command.SetAction(parsed =>
        {
            var (compiled, refusal) = CompiledFolder.LoadRunnable(io, parsed.GetValue(path));
            return compiled is null
                ? io.Refuse(refusal!)
                : Run(io, compiled, parsed.GetRequiredValue(format) == "json", parsed.GetValue(update), parsed.GetValue(coverage));
        });
        return command;
    }

    private static int Run(CommandIo io, CompiledFolder compiled, bool json, bool update, bool coverage)
    {
        var results = TestRunner.RunAll(compiled.Workspace);
        var ways = coverage ? Coverage.Of(compiled.Workspace, results) : [];
        if (update)
        {
            results = Update(io, compiled, results, json);
        }

        if (json)
        {
            io.Output.WriteLine(ToJson(results, ways));
        }
        else
        {
            Write(io, results);
            WriteCoverage(io, compiled, ways);
        }

        return results.All(r => r.Passed) ? ExitCode.Fine : ExitCode.No;
    }

    /// <summary>Only blocks are rewritten; a test that fails for another reason still fails.</summary>
    private static ImmutableArray<TestResult> Update(CommandIo io, CompiledFolder compiled, ImmutableArray<TestResult> results, bool quiet)
    {
        var updates = TestUpdate.Of(results);
        foreach (var file in updates)
        {
            TextFile.Replace(Path.Combine(compiled.Folder.Root, file.Source.Path), file.NewText);
            (quiet ? io.Error : io.Output).WriteLine($"updated {file.Source.Path}");
        }

        if (updates.IsEmpty)
        {
            return results;
        }

        var (again, _) = CompiledFolder.LoadRunnable(io, compiled.Folder.Root);
        return again is null ? results : TestRunner.RunAll(again.Workspace);
    }

    private static void Write(CommandIo io, ImmutableArray<TestResult> results)
    {
        var console = io.Tables();
        foreach (var journey in results.GroupBy(r => r.Test.Journey, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            console.MarkupLine($"[bold]{Markup.Escape(journey.Key)}[/]");
            foreach (var result in journey)
            {
                console.MarkupLine(result.Passed ? $"  [green]ok[/]    {Markup.Escape(result.Test.Name)}" : $"  [red]FAIL[/]  {Markup.Escape(result.Test.Name)}");
            }
        }

        foreach (var result in results.Where(r => !r.Passed))
        {
            io.Output.WriteLine();
            io.Output.WriteLine(result.Difference.TrimEnd());
        }

        var failed = results.Count(r => !r.Passed);
        io.Output.WriteLine();
        io.Output.WriteLine(results.IsEmpty
            ? "There are no tests. Write one: test \"what should happen\" of JOURNEY:"
            : $"{results.Length - failed} passed, {failed} failed");
    }

    private static void WriteCoverage(CommandIo io, CompiledFolder compiled, ImmutableArray<JourneyCoverage> coverage)
    {
        if (coverage.IsEmpty)
        {
            return;
        }

        var table = new Table().Border(TableBorder.Simple).BorderColor(Color.Grey);
        table.AddColumns(new TableColumn("[bold]Journey[/]").PadLeft(0), new TableColumn("[bold]Tests[/]").RightAligned(), new TableColumn("[bold]Ways taken[/]").RightAligned(), new TableColumn("[bold]Not taken[/]"));
        foreach (var journey in coverage)
        {
            var missing = journey.Tests == 0
                ? "[yellow]no test[/]"
                : string.Join('\n', journey.NotTaken.Select(w => $"{Markup.Escape($"{w.Step} {w.Way}")} [grey]{Markup.Escape(w.Location.ToString())}[/]"));
            table.AddRow(Markup.Escape(journey.Journey), $"{journey.Tests}", $"{journey.Taken} of {journey.Ways}", missing);
        }

        var console = io.Tables();
        console.WriteLine();
        console.Write(table);
        var untested = compiled.Workspace.Journeys.Length - coverage.Count(c => c.Tests > 0);
        if (untested > 0)
        {
            io.Output.WriteLine($"{Counted.Of(untested, "journey")} without a test (JRN0901)");
        }
    }

    private static string ToJson(ImmutableArray<TestResult> results, ImmutableArray<JourneyCoverage> coverage)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, _json))
        {
            json.WriteStartObject();
            json.WriteNumber("passed", results.Count(r => r.Passed));
            json.WriteNumber("failed", results.Count(r => !r.Passed));
            json.WriteStartArray("tests");
            foreach (var result in results)
            {
                json.WriteStartObject();
                json.WriteString("name", result.Test.Name);
                json.WriteString("journey", result.Test.Journey);
                json.WriteString("file", result.Test.Location.Path);
                json.WriteNumber("line", result.Test.Location.Line);
                json.WriteString("outcome", result.Passed ? "passed" : "failed");
                json.WriteStartArray("timeline");
                foreach (var line in result.Timeline)
                {
                    json.WriteStringValue(line);
                }

                json.WriteEndArray();
                json.WriteString("difference", result.Difference);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            if (!coverage.IsEmpty)
            {
                Write(json, coverage);
            }

            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter json, ImmutableArray<JourneyCoverage> coverage)
    {
        json.WriteStartArray("coverage");
        foreach (var journey in coverage)
        {
            json.WriteStartObject();
            json.WriteString("journey", journey.Journey);
            json.WriteNumber("tests", journey.Tests);
            json.WriteNumber("ways", journey.Ways);
            json.WriteNumber("taken", journey.Taken);
            json.WriteStartArray("not_taken");
            foreach (var way in journey.NotTaken)
            {
                json.WriteStartObject();
                json.WriteString("step", way.Step);
                json.WriteString("way", way.Way);
                json.WriteString("file", way.Location.Path);
                json.WriteNumber("line", way.Location.Line);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
