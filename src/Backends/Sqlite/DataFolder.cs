namespace Personalization.Journeys.Backends.Sqlite;

/// <summary>The folder of an engine's data, messages included.</summary>
internal static class DataFolder
{
    /// <summary>Where it is made here it is for its owner only; one that is there keeps what somebody allowed.</summary>
    public static void Make(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
