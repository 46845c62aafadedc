using System.Runtime.InteropServices;

namespace Personalization.Journeys.Channels.Outbox;

/// <summary>Files that are there whole, and still there after the loss of power, or not at all.</summary>
internal static class DurableFile
{
    /// <summary>Writes beside, then moves to the place; both folders must be of one device.</summary>
    public static void Write(string path, string beside, ReadOnlySpan<byte> bytes)
    {
        using (var file = File.OpenHandle(beside, FileMode.Create, FileAccess.Write))
        {
            RandomAccess.Write(file, bytes, 0);
            RandomAccess.FlushToDisk(file);
        }

        File.Move(beside, path, overwrite: true);
        FlushFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>Makes a folder and the names of what leads to it durable, below a root that is there.</summary>
    public static void CreateFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        var above = Path.GetDirectoryName(folder)!;
        CreateFolder(above);
        Directory.CreateDirectory(folder);
        FlushFolder(above);
    }

    // Only Unix lets a folder be flushed, and .NET opens none; elsewhere the journal of the file system must do.
    public static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Open(folder, 0);
        if (descriptor < 0)
        {
            throw new IOException($"{folder} can not be opened", Marshal.GetLastPInvokeError());
        }

        var flushed = Sync(descriptor);
        var error = Marshal.GetLastPInvokeError();
        _ = Close(descriptor);
        if (flushed != 0)
        {
            throw new IOException($"{folder} can not be flushed", error);
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Sync(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Close(int descriptor);
}
