using System.Collections.Immutable;
using System.CommandLine;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Cli.Workspaces;
using Personalization.Journeys.Language.Diagnostics;

namespace Personalization.Journeys.Cli.Commands;

/// <summary>`journey check`: everything the text alone can tell.</summary>
internal static class CheckCommand
{
    private const int DefaultMost = 100;

    public static Command Create(CommandIo io)
    {
        var path = Choice.Path();
        var format = Choice.Format("text", "json", "sarif", "github");
        var most = new Option<int>("--max-errors") { Description = "Errors shown of one file.", DefaultValueFactory = _ => DefaultMost };
        most.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("`--max-errors` must be 1 or more");
            }
        });
        var command = new Command("check", "Says everything that is wrong with the text.") { path, format, most };
        command.SetAction(parsed => Run(io, parsed.GetValue(path), parsed.GetRequiredValue(format), parsed.GetRequiredValue(most)));
        return command;
    }

    private static int Run(CommandIo io, string? path, string format, int most)
    {
        var (compiled, refusal) = CompiledFolder.Load(io, path);
        if (compiled is null)
        {
            return io.Refuse(refusal!);
        }

        var all = compiled.Diagnostics.Where(d => IsAsked(io, compiled, path, d)).ToImmutableArray();
        var shown = Cut(all, most);
        io.Output.Write(format switch
        {
            "json" => DiagnosticJson.Render(shown),
            "sarif" => DiagnosticSarif.Render(shown),
            "github" => DiagnosticGitHub.Render(shown),
            _ => DiagnosticRenderer.Render(shown, io.Colour),
        });
        if (format == "text")
        {
            WriteSummary(io, compiled, all, shown.Length);
        }

        return all.Any(d => d.Severity == Severity.Error) ? ExitCode.No : ExitCode.Fine;
    }

    /// <summary>A file or folder of the workspace was named: only what stands in it is asked for.</summary>
    private static bool IsAsked(CommandIo io, CompiledFolder compiled, string? path, Diagnostic diagnostic)
    {
        var asked = Path.GetRelativePath(compiled.Folder.Root, io.PathOf(path ?? ".")).Replace('\\', '/');
        return asked == "." || asked.StartsWith("..", StringComparison.Ordinal)
            || diagnostic.Location.Path == asked
            || diagnostic.Location.Path.StartsWith(asked + "/", StringComparison.Ordinal);
    }

    private static ImmutableArray<Diagnostic> Cut(ImmutableArray<Diagnostic> all, int most)
    {
        var errors = new Dictionary<string, int>(StringComparer.Ordinal);
        return
        [
            .. all.Where(d =>
            {
                var count = errors.GetValueOrDefault(d.Location.Path) + (d.Severity == Severity.Error ? 1 : 0);
                errors[d.Location.Path] = count;
                return count <= most;
            }),
        ];
    }

    private static void WriteSummary(CommandIo io, CompiledFolder compiled, ImmutableArray<Diagnostic> all, int shown)
    {
        int Count(Severity severity) => all.Count(d => d.Severity == severity);
        if (all.Length > 0)
        {
            io.Output.WriteLine();
        }

        if (shown < all.Length)
        {
            io.Output.WriteLine($"{Counted.Of(all.Length - shown, "message")} more; `--max-errors` shows them");
        }

        var workspace = compiled.Workspace;
        io.Output.WriteLine(
            $"{workspace.Settings.Name}: {Counted.Of(compiled.Folder.Files.Sources.Length, "file")}, {Counted.Of(workspace.Journeys.Length, "journey")}, {Counted.Of(workspace.Tests.Length, "test")}; "
            + $"{Counted.Of(Count(Severity.Error), "error")}, {Counted.Of(Count(Severity.Warning), "warning")}, {Counted.Of(Count(Severity.Note), "note")}");
    }
}
