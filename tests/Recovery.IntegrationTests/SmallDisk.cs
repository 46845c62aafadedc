using System.Diagnostics;

namespace Personalization.Journeys.Recovery.IntegrationTests;

/// <summary>A file system of a few megabytes in memory, mounted for one test; needs root.</summary>
internal sealed class SmallDisk : IDisposable
{
    public SmallDisk(int megabytes)
    {
        Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", Path);
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("journeys-disk-").FullName;

    public void Remount(string how) => Run("mount", "-o", "remount," + how, Path);

    public void Dispose()
    {
        Run("umount", Path);
        Directory.Delete(Path);
    }

    private static void Run(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{command} {string.Join(' ', arguments)}: {error}");
    }
}
