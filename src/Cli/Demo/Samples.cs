using Personalization.Journeys.Cli.Terminal;

namespace Personalization.Journeys.Cli.Demo;

/// <summary>Finds the workspaces of this repository from a clone, and their copies beside an installed program.</summary>
internal static class Samples
{
    public static string? Shop(CommandIo io) => Find(io, "journeys", "journeys");

    public static string? Aurora(CommandIo io) => Find(io, "tests/Samples/aurora", "aurora");

    private static string? Find(CommandIo io, string inRepository, string shipped)
    {
        var beside = Path.Combine(AppContext.BaseDirectory, "Demo", shipped);
        return Above(io.WorkingDirectory, inRepository) ?? Above(AppContext.BaseDirectory, inRepository) ?? (Directory.Exists(beside) ? beside : null);
    }

    private static string? Above(string start, string path)
    {
        for (var folder = Path.TrimEndingDirectorySeparator(start); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Personalization.Journeys.sln")))
            {
                var found = Path.Combine(folder, path);
                return Directory.Exists(found) ? found : null;
            }
        }

        return null;
    }
}
