using System.Globalization;
using NodaTime;
using Personalization.Journeys.Runtime.Durability;
using SQLitePCL;

namespace Personalization.Journeys.Backends.Sqlite;

/// <summary>What SQLite says, as a fault with a sentence that says what to do.</summary>
internal static class Faults
{
    private const int PrimaryCode = 0xff;

    public static StoreException Of(int code, string path, string said, Duration patience) => (code & PrimaryCode) switch
    {
        raw.SQLITE_FULL => new(
            StoreFault.Full,
            $"there is no space left for `{path}`; free some, the engine goes on by itself"),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new(
            StoreFault.Locked,
            string.Create(CultureInfo.InvariantCulture, $"another process has held `{path}` for more than {patience.TotalSeconds:0.#} s; end what writes to it (`fuser {path}` names it)")),
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => new(
            StoreFault.Corrupt,
            $"`{path}` can not be read ({said}); keep the file, put the last backup in its place and start again"),
        raw.SQLITE_CANTOPEN => new(
            StoreFault.Failed,
            $"`{path}` can not be opened ({said}); see that its folder exists and that this user may write there"),
        raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH => new(
            StoreFault.Failed,
            $"`{path}` can not be written ({said}); let this user write to the file and its folder"),
        raw.SQLITE_IOERR => new(
            StoreFault.Failed,
            string.Create(CultureInfo.InvariantCulture, $"the device of `{path}` failed ({said}, code {code}); see that it is there, healthy and not full")),
        _ => new(
            StoreFault.Failed,
            string.Create(CultureInfo.InvariantCulture, $"SQLite refused to work on `{path}`: {said} (code {code})")),
    };
}
