using System.Collections.Immutable;
using System.Security.Cryptography;
using NodaTime;
using Personalization.Journeys.Backends.Sqlite;
using Personalization.Journeys.Channels.Outbox;
using Personalization.Journeys.Channels.Webhooks;
using Personalization.Journeys.Language;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Server.Security;

namespace Personalization.Journeys.Server.Hosting;

/// <summary>Everything of an engine that is not HTTP, opened on a folder that nobody else may open meanwhile.</summary>
public sealed class EmbeddedEngine : IAsyncDisposable
{
    private const string SecretName = "session-secret";

    private readonly EngineLock _lock;
    private readonly SqliteStore _store;
    private readonly OutboxFolder _outbox;
    private readonly WebhookChannel _webhooks;
    private readonly PopulationPass _population;

    private EmbeddedEngine(EmbeddedOptions options, EngineLock held, SqliteStore store, ReleaseSet releases, ApiKeys keys)
    {
        _lock = held;
        _store = store;
        Options = options;
        Releases = releases;
        Keys = keys;
        Loop = new EngineLoop(store, releases, options.Time, options.Engine);
        _outbox = OutboxFolder.Open(Path.Combine(options.Data, "outbox"), releases.Find, options.Email, options.Time);
        _webhooks = new WebhookChannel(releases.Find, options.Webhooks, options.Time);
        _population = new PopulationPass(store, store, releases, Loop, options.Time);
    }

    public EmbeddedOptions Options { get; }

    public ReleaseSet Releases { get; }

    public EngineLoop Loop { get; }

    public IStore Store => _store;

    public IHistory History => _store;

    /// <summary>What this start released, a line each; empty when the text is the same as before.</summary>
    public ImmutableArray<string> Changes { get; private init; } = [];

    /// <summary>The text of a key that was made just now: shown once, kept nowhere.</summary>
    public string? NewKey { get; private set; }

    internal ApiKeys Keys { get; }

    internal ReadOnlyMemory<byte> SessionSecret { get; private set; }

    /// <summary>Why it can not be opened is a <see cref="StoreException"/> where the folder is at fault, and a list of sentences where the text is.</summary>
    public static async ValueTask<(EmbeddedEngine? Engine, ImmutableArray<string> Problems)> OpenAsync(EmbeddedOptions options, CancellationToken cancellation)
    {
        var held = EngineLock.Take(options.Data);
        SqliteStore? store = null;
        try
        {
            store = SqliteStore.Open(options.Data, options.Time);
            store.WipeLog();
            var opening = await ReleaseOpening.CompareAsync(options.Compilation, store, store, cancellation);
            if (opening.Set is null)
            {
                store.Dispose();
                held.Dispose();
                return (null, opening.Problems);
            }

            var now = Instant.FromDateTimeOffset(options.Time.GetUtcNow());
            await ReleaseOpening.KeepAsync(options.Compilation, store, now, cancellation);
            var keys = await ApiKeys.LoadAsync(store, cancellation);
            var engine = new EmbeddedEngine(options, held, store, opening.Set, keys) { Changes = opening.Changes };
            await engine.PrepareAsync(now, cancellation);
            return (engine, []);
        }
        catch
        {
            store?.Dispose();
            held.Dispose();
            throw;
        }
    }

    /// <summary>Keeps a text as a release of a store that no engine has opened yet.</summary>
    public static ValueTask ReleaseAsync(Compilation compilation, IStore store, Instant from, CancellationToken cancellation) =>
        ReleaseOpening.KeepAsync(compilation, store, from, cancellation);

    /// <summary>What works beside the loop, begun, each until it is told to stop.</summary>
    internal IEnumerable<(string Name, Task Work)> Begin(Action<string, Exception> failed, CancellationToken stop)
    {
        _population.Failed = failure => failed("the pass over all customers", failure);
        var relay = new Relay(_store, [.. _outbox.Channels, _webhooks], Loop, Releases, Options.Time) { Trouble = failed };
        yield return ("the relay", relay.RunAsync(stop));
        yield return ("the outbox", _outbox.KeepAsync(Loop, _store, stop));
        yield return ("the pass over all customers", _population.RunAsync(stop));
        yield return ("the retention", Sweeping.RunAsync(_store, Releases, Options.Time, failure => failed("the retention", failure), stop));
    }

    public ValueTask DisposeAsync()
    {
        _outbox.Dispose();
        _webhooks.Dispose();
        _store.Dispose();
        _lock.Dispose();
        return ValueTask.CompletedTask;
    }

    private async ValueTask PrepareAsync(Instant now, CancellationToken cancellation)
    {
        if (Keys.IsEmpty || !Options.NewKey.IsEmpty)
        {
            NewKey = await Keys.AddAsync(_store, now, Options.NewKey.IsEmpty ? [Scope.Admin] : Options.NewKey, cancellation);
        }

        var settings = await _store.ReferencesAsync(ReferenceKind.Setting, cancellation);
        if (settings.LastOrDefault(s => s.Name == SecretName) is not { } secret)
        {
            secret = new ReferenceRow(ReferenceKind.Setting, SecretName, "1", now, RandomNumberGenerator.GetBytes(32));
            await _store.AddReferenceAsync(secret, cancellation);
        }

        SessionSecret = secret.Body;
        await _population.LoadAsync(cancellation);
    }
}
