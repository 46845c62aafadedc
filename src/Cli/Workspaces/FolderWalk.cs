namespace Personalization.Journeys.Cli.Workspaces;

/// <summary>The text files below a folder, in ordinal order. Links are followed once, so a loop of links ends.</summary>
internal static class FolderWalk
{
    private const int Deepest = 64;

    private static readonly string[] _texts = [".journey", ".html", ".htm", ".txt"];

    // What programs make beside a workspace is not written by its authors.
    private static readonly string[] _notWritten = ["bin", "obj", "node_modules", "snapshots", "out"];

    public static IReadOnlyList<string> Files(string root)
    {
        var found = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Visit(root, 0, found, seen);
        found.Sort(StringComparer.Ordinal);
        return found;
    }

    public static IEnumerable<string> JourneysIn(string folder) =>
        TextsIn(folder).Where(f => f.EndsWith(".journey", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static void Visit(string folder, int depth, List<string> found, HashSet<string> seen)
    {
        if (depth > Deepest || !seen.Add(RealPath(folder)))
        {
            return;
        }

        found.AddRange(TextsIn(folder));
        foreach (var below in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(below);
            if (!name.StartsWith('.') && !_notWritten.Contains(name, StringComparer.Ordinal))
            {
                Visit(below, depth + 1, found, seen);
            }
        }
    }

    /// <summary>A link whose target is gone counts as a file: reading it explains what is wrong.</summary>
    private static IEnumerable<string> TextsIn(string folder) =>
        Directory.EnumerateFiles(folder).Where(f => _texts.Contains(Path.GetExtension(f), StringComparer.Ordinal));

    private static string RealPath(string folder)
    {
        var link = new DirectoryInfo(folder);
        return link.LinkTarget is null ? folder : link.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder;
    }
}
