using System.Globalization;
using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Backends.Sqlite;

/// <summary>
/// Keeps a second engine out of a folder for as long as this process lives, however it ends. Who holds it stands in a file
/// of its own, because nobody else may open the one that is held.
/// </summary>
public sealed class EngineLock : IDisposable
{
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
            Directory.CreateDirectory(folder);
            var held = new FileStream(Path.Combine(folder, "engine.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(holder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new EngineLock(held);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StoreException(StoreFault.Failed, $"the folder `{folder}` can not be written; let this user write there", e);
        }
        catch (IOException e) when (File.Exists(holder))
        {
            throw new StoreException(
                StoreFault.Locked, $"an engine runs in `{folder}` already (process {File.ReadAllText(holder)}); stop it, or name another folder", e);
        }
        catch (IOException e)
        {
            throw new StoreException(StoreFault.Failed, $"the folder `{folder}` can not be used: {e.Message}", e);
        }
    }

    public void Dispose() => _held.Dispose();
}
