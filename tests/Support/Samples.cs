using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Tests.Support;

/// <summary>The sample files of `tests/Samples`, found from wherever the tests run.</summary>
public static class Samples
{
    public static string Root { get; } = Find();

    /// <summary>All sample workspaces and files that hold no mistakes, in order of their paths.</summary>
    public static IReadOnlyList<SourceText> Valid { get; } =
        [.. In("aurora"), Read("retail-segments.journey")];

    public static string Folder(string relative) => Path.Combine(Root, relative);

    /// <summary>The `.journey` files of a folder and its folders; their paths are relative to it.</summary>
    public static IReadOnlyList<SourceText> In(string relative)
    {
        var folder = Folder(relative);
        return [.. Directory.EnumerateFiles(folder, "*.journey", SearchOption.AllDirectories)
            .Select(file => (File: file, Path: Path.GetRelativePath(folder, file).Replace('\\', '/')))
            .OrderBy(f => f.Path, StringComparer.Ordinal)
            .Select(f => new SourceText(f.Path, File.ReadAllText(f.File)))];
    }

    public static SourceText Read(string relative) => new(relative, File.ReadAllText(Folder(relative)));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var samples = Path.Combine(folder.FullName, "tests", "Samples");
            if (Directory.Exists(samples))
            {
                return samples;
            }
        }

        throw new DirectoryNotFoundException("tests/Samples is not above " + AppContext.BaseDirectory);
    }
}
