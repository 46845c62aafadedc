using System.CommandLine;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Cli.Workspaces;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Review.Explanation;
using Personalization.Journeys.Language.Review.Snapshots;
using Personalization.Journeys.Runtime.Simulation;

namespace Personalization.Journeys.Cli.Commands;

/// <summary>`journey snapshot`: what the workspace does, as files that a reviewer reads in a diff.</summary>
internal static class SnapshotCommand
{
    private const string Folder = "snapshots";

    public static Command Create(CommandIo io)
    {
        var path = Choice.Path();
        var check = new Option<bool>("--check") { Description = "Writes nothing; says which files are out of date." };
        var command = new Command("snapshot", "Writes program, prose and test timelines as files for review, under `snapshots/`.") { path, check };
        command.SetAction(parsed =>
        {
            var (compiled, refusal) = CompiledFolder.LoadRunnable(io, parsed.GetValue(path));
            return compiled is null ? io.Refuse(refusal!) : Run(io, compiled, parsed.GetValue(check));
        });
        return command;
    }

    private static int Run(CommandIo io, CompiledFolder compiled, bool check)
    {
        var wanted = Files(compiled.Workspace);
        var root = compiled.Folder.Root;
        var there = Directory.Exists(Path.Combine(root, Folder))
            ? Directory.EnumerateFiles(Path.Combine(root, Folder), "*.txt").Select(f => $"{Folder}/{Path.GetFileName(f)}").ToHashSet(StringComparer.Ordinal)
            : [];
        var differences = 0;
        foreach (var (name, text) in wanted)
        {
            var file = Path.Combine(root, name);
            var isNew = !there.Remove(name);
            if (!isNew && File.ReadAllText(file).ReplaceLineEndings("\n") == text)
            {
                continue;
            }

            differences++;
            io.Output.WriteLine(check ? $"{(isNew ? "missing" : "differs")} {name}" : $"{(isNew ? "new    " : "changed")} {name}");
            if (!check)
            {
                TextFile.Replace(file, text);
            }
        }

        foreach (var stale in there.Order(StringComparer.Ordinal))
        {
            differences++;
            io.Output.WriteLine(check ? $"stale   {stale}" : $"removed {stale}");
            if (!check)
            {
                File.Delete(Path.Combine(root, stale));
            }
        }

        io.Output.WriteLine(differences == 0
            ? $"{Counted.Of(wanted.Count, "snapshot")}, all up to date"
            : check ? $"{Counted.Of(differences, "difference")}; `journey snapshot` writes them" : $"{Counted.Of(wanted.Count, "snapshot")}, {differences} written or removed");
        return check && differences > 0 ? ExitCode.No : ExitCode.Fine;
    }

    private static List<(string Path, string Text)> Files(Workspace workspace)
    {
        var files = Snapshot.Files(workspace).ToList();
        files.AddRange(workspace.Journeys.Select(j => ($"{Folder}/{j.Name}.prose.txt", Prose.Write(workspace, j))));
        foreach (var journey in TestRunner.RunAll(workspace).GroupBy(r => r.Test.Journey, StringComparer.Ordinal))
        {
            var tests = journey.Select(r => $"test \"{r.Test.Name}\"\n{string.Concat(r.Timeline.Select(l => $"  {l}\n"))}");
            files.Add(($"{Folder}/{journey.Key}.tests.txt", string.Join('\n', tests)));
        }

        return [.. files.Select(f => (f.Path, f.Text.ReplaceLineEndings("\n"))).OrderBy(f => f.Path, StringComparer.Ordinal)];
    }
}
