using System.Collections.Immutable;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Language;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Cli.Workspaces;

/// <summary>A workspace folder and what the compiler says of it.</summary>
internal sealed record CompiledFolder(WorkspaceFolder Folder, Compilation Compilation, ImmutableArray<Diagnostic> Diagnostics)
{
    public Workspace Workspace => Compilation.Workspace;

    public bool HasErrors => Diagnostics.Any(d => d.Severity == Severity.Error);

    public static (CompiledFolder? Compiled, Refusal? Refusal) Load(CommandIo io, string? path)
    {
        var (folder, refusal) = WorkspaceFolder.Load(io, path);
        return folder is null ? (null, refusal) : (Compile(folder), null);
    }

    /// <summary>For commands that run the program: with errors there is none.</summary>
    public static (CompiledFolder? Compiled, Refusal? Refusal) LoadRunnable(CommandIo io, string? path)
    {
        var (compiled, refusal) = Load(io, path);
        if (compiled is null || !compiled.HasErrors)
        {
            return (compiled, refusal);
        }

        var errors = compiled.Diagnostics.Count(d => d.Severity == Severity.Error);
        var first = compiled.Diagnostics.First(d => d.Severity == Severity.Error);
        return (null, new Refusal(
            ExitCode.No,
            $"this workspace has {errors} error{(errors == 1 ? "" : "s")}; the first is {first.Code} at {first.Location}: {first.Message}",
            $"`journey check {io.Shown(compiled.Folder.Root)}` shows all"));
    }

    public (Journey? Journey, Refusal? Refusal) Journey(string name)
    {
        if (Workspace.Journey(name) is { } journey)
        {
            return (journey, null);
        }

        var names = Workspace.Journeys.Select(j => j.Name).ToList();
        var help = Closest.To(name, names) is { } near ? $"did you mean `{near}`?" : $"there are {string.Join(", ", names)}";
        return (null, Refusal.Misuse($"there is no journey `{name}`", help));
    }

    private static CompiledFolder Compile(WorkspaceFolder folder)
    {
        var compilation = JourneyCompiler.Compile(folder.Files);

        // One mistake, one message: what the compiler says about unreadable bytes is already said.
        var told = compilation.Diagnostics.Where(d => !Covers(d, TextFile.Unreadable));
        var all = folder.Problems.Concat(told)
            .OrderBy(d => d.Location.Path, StringComparer.Ordinal)
            .ThenBy(d => d.Location.Span.Start)
            .ThenBy(d => d.Code, StringComparer.Ordinal);
        return new CompiledFolder(folder, compilation, [.. all]);
    }

    private static bool Covers(Diagnostic diagnostic, char character)
    {
        var (source, span) = diagnostic.Location;
        var text = source.Text.AsSpan();
        var start = Math.Min(span.Start, text.Length);
        return text[start..Math.Min(span.End, text.Length)].Contains(character);
    }
}
