using System.Globalization;
using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Backends.Sqlite;

/// <summary>
/// Keeps a second engine out of a folder for as long as this process lives, however it ends. Who holds it stands in a file
/// of its own, because nobody else may open the one that is held.
/// </summary>
public sealed class EngineLock : IDisposable
{
    private const string LockFile = "engine.lock";
    private const int HeldOnLinux = 11;
    private const int HeldOnMac = 35;
    private const int HeldOnWindows = unchecked((int)0x80070020);

    private readonly FileStream _held;

    private EngineLock(FileStream held)
    {
        _held = held;
    }

    /// <exception cref="StoreException">Another engine works in this folder, or the folder can not be written.</exception>
    public static EngineLock Take(string folder)
    {
        var holder = Path.Combine(folder, "engine.pid");
        try
        {
            DataFolder.Make(folder);
            return Hold(Path.Combine(folder, LockFile), holder);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StoreException(StoreFault.Failed, $"the folder `{folder}` can not be written; let this user write there", e);
        }
        catch (IOException e) when (e.HResult is HeldOnLinux or HeldOnMac or HeldOnWindows)
        {
            throw new StoreException(
                StoreFault.Locked, $"an engine runs in `{folder}` already ({Holder(holder)}); stop it, or name another folder", e);
        }
        catch (IOException e)
        {
            throw new StoreException(StoreFault.Failed, $"the folder `{folder}` can not be used: {e.Message}", e);
        }
    }

    /// <summary>Whether an engine works in a folder now; for tools that say so.</summary>
    public static bool IsHeld(string folder)
    {
        try
        {
            using var probe = new FileStream(Path.Combine(folder, LockFile), FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (IOException e)
        {
            return e.HResult is HeldOnLinux or HeldOnMac or HeldOnWindows;
        }
    }

    public void Dispose() => _held.Dispose();

    private static EngineLock Hold(string path, string holder)
    {
        var held = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            File.WriteAllText(holder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new EngineLock(held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    private static string Holder(string file) => File.Exists(file) ? $"process {File.ReadAllText(file)}" : "it starts just now";
}
