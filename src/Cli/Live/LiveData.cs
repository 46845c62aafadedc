using Personalization.Journeys.Backends.Sqlite;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Cli.Live;

/// <summary>
/// The data of an engine, opened beside it. Tools read everything; they write what the engine decides about, and an
/// operator's word on a row. Whether an engine runs does not matter.
/// </summary>
internal sealed class LiveData : IDisposable
{
    private readonly SqliteStore _store;

    private LiveData(string folder, SqliteStore store, Releases releases)
    {
        Folder = folder;
        _store = store;
        Releases = releases;
    }

    public string Folder { get; }

    public IStore Store => _store;

    public IHistory History => _store;

    public Releases Releases { get; }

    /// <summary>When what was put in is decided, in words.</summary>
    public string Soon => Runs ? "the running engine takes it within a second" : "the engine takes it when it next starts";

    public string SendsSoon => Runs ? "the running engine sends it soon" : "the engine sends it when it next starts";

    private bool Runs => EngineLock.IsHeld(Folder);

    public static bool IsThere(CommandIo io, string data) => File.Exists(Path.Combine(io.PathOf(data), SqliteStore.FileName));

    private static async ValueTask<(LiveData? Data, Refusal? Refusal)> OpenAsync(CommandIo io, string data, CancellationToken cancellation)
    {
        var folder = io.PathOf(data);
        if (!IsThere(io, data))
        {
            return (null, Refusal.Misuse($"there is no engine's data in `{io.Shown(folder)}`", "`journey run` makes it; `--data DIR` names another folder"));
        }

        var opened = await OpenOrMakeAsync(io, folder, cancellation);
        if (opened.Releases.IsEmpty)
        {
            opened.Dispose();
            return (null, Refusal.Misuse($"no engine has run on `{io.Shown(folder)}` yet", "`journey run` starts one"));
        }

        return (opened, null);
    }

    public static async Task<int> WithAsync(CommandIo io, string data, Func<LiveData, ValueTask<int>> work, CancellationToken cancellation)
    {
        var (live, refusal) = await OpenAsync(io, data, cancellation);
        if (live is null)
        {
            return io.Refuse(refusal!);
        }

        using (live)
        {
            return await work(live);
        }
    }

    /// <summary>For what concerns one customer, who must be there.</summary>
    public static Task<int> WithPersonAsync(CommandIo io, string data, string key, Func<LiveData, Person, ValueTask<int>> work, CancellationToken cancellation) =>
        WithAsync(io, data, async live =>
        {
            var (person, unknown) = await live.PersonAsync(key, cancellation);
            return person is null ? io.Refuse(unknown!) : await work(live, person);
        }, cancellation);

    /// <summary>For what may come before the first start of an engine.</summary>
    public static async ValueTask<LiveData> OpenOrMakeAsync(CommandIo io, string folder, CancellationToken cancellation)
    {
        var store = SqliteStore.Open(io.PathOf(folder), io.Time);
        try
        {
            return new LiveData(io.PathOf(folder), store, Releases.Of(await store.ReferencesAsync(ReferenceKind.Release, cancellation)));
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>A customer who is there, or the sentence that says there is none.</summary>
    private async ValueTask<(Person? Person, Refusal? Refusal)> PersonAsync(string key, CancellationToken cancellation)
    {
        if (await Store.LoadAsync([key], cancellation) is [var row])
        {
            return (Person.Of(row, Releases.Current), null);
        }

        var alike = await History.CustomersAsync(key[..Math.Min(1, key.Length)], null, 1_000, cancellation);
        var near = Closest.To(key, alike);
        return (null, Refusal.Misuse($"there is no customer `{key}`", near is null ? "`journey customers` lists who is there" : $"did you mean `{near}`?"));
    }

    public void Dispose() => _store.Dispose();
}
