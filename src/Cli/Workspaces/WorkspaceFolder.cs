using System.Collections.Immutable;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Language;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Cli.Workspaces;

/// <summary>
/// A workspace as it lies on the disk. Its root is the folder of the file with the `workspace` declaration;
/// <see cref="Problems"/> are about files that could not be read as text.
/// </summary>
internal sealed record WorkspaceFolder(string Root, WorkspaceFiles Files, ImmutableArray<Diagnostic> Problems)
{
    /// <summary>Finds the workspace at, below or above a path. Exactly one of the two answers is there.</summary>
    public static (WorkspaceFolder? Folder, Refusal? Refusal) Load(CommandIo io, string? path)
    {
        var start = io.PathOf(path ?? ".");
        if (File.Exists(start))
        {
            start = Path.GetDirectoryName(start)!;
        }
        else if (!Directory.Exists(start))
        {
            return (null, Refusal.Misuse($"there is no file or folder `{path}`", SimilarEntry(start)));
        }

        var files = FolderWalk.Files(start);
        var declared = files.Where(DeclaresWorkspace).ToList();
        if (declared.Count == 0)
        {
            if (FindAbove(start) is not { } above)
            {
                return (null, NothingHere(io, start, files));
            }

            files = FolderWalk.Files(above);
            declared = files.Where(DeclaresWorkspace).ToList();
        }

        var roots = declared.Select(f => Path.GetDirectoryName(f)!).Distinct(StringComparer.Ordinal).ToList();
        if (roots.Count > 1)
        {
            var names = string.Join(" and ", roots.Take(2).Select(io.Shown)) + (roots.Count > 2 ? $" and {roots.Count - 2} more" : "");
            return (null, Refusal.Misuse($"there are {roots.Count} workspaces below `{io.Shown(start)}`: {names}", "name the one you mean"));
        }

        return Read(roots[0], files.Where(f => IsInside(f, roots[0])));
    }

    private static (WorkspaceFolder? Folder, Refusal? Refusal) Read(string root, IEnumerable<string> files)
    {
        var sources = ImmutableArray.CreateBuilder<SourceText>();
        var bodies = ImmutableArray.CreateBuilder<SourceText>();
        var problems = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var (file, name) in files.Select(f => (f, Path.GetRelativePath(root, f).Replace('\\', '/'))).OrderBy(f => f.Item2, StringComparer.Ordinal))
        {
            var read = TextFile.Read(file, name);
            (IsJourney(file) ? sources : bodies).Add(read.Text);
            problems.AddRange(read.Problems);
        }

        return (new WorkspaceFolder(root, new WorkspaceFiles(sources.ToImmutable(), bodies.ToImmutable()), problems.ToImmutable()), null);
    }

    private static Refusal NothingHere(CommandIo io, string start, IReadOnlyList<string> files) => files.Any(IsJourney)
        ? Refusal.Misuse($"no file in `{io.Shown(start)}` declares the workspace", "begin one file with `workspace NAME:`")
        : Refusal.Misuse($"there is no `.journey` file in `{io.Shown(start)}`", "`journey new` makes a small working workspace");

    /// <summary>A part of a workspace was named: a subfolder, or a file in one.</summary>
    private static string? FindAbove(string start)
    {
        for (var folder = Path.GetDirectoryName(start); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (FolderWalk.JourneysIn(folder).Any(DeclaresWorkspace))
            {
                return folder;
            }

            if (Directory.Exists(Path.Combine(folder, ".git")))
            {
                return null;
            }
        }

        return null;
    }

    private static bool DeclaresWorkspace(string file) =>
        IsJourney(file) && TextFile.HasLineThatStartsWith(file, "workspace ");

    private static bool IsJourney(string file) => file.EndsWith(".journey", StringComparison.Ordinal);

    private static bool IsInside(string file, string root) => file.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static string? SimilarEntry(string missing)
    {
        var parent = Path.GetDirectoryName(missing);
        if (!Directory.Exists(parent))
        {
            return null;
        }

        var names = Directory.EnumerateFileSystemEntries(parent).Select(e => Path.GetFileName(e)).Order(StringComparer.Ordinal);
        return Closest.To(Path.GetFileName(missing), names) is { } near ? $"did you mean `{near}`?" : null;
    }
}
