using NodaTime;
using NodaTime.Text;
using Personalization.Journeys.Backends.Sqlite;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Cli.Workspaces;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Scoring;
using Personalization.Journeys.Runtime.Serialization;

namespace Personalization.Journeys.Cli.Tests.Support;

/// <summary>What an engine would have left in `journey-data` of a shell: every input decided and committed at its own instant.</summary>
public sealed class RecordedEngine : IDisposable
{
    private readonly SqliteStore _store;
    private readonly CompiledFolder _compiled;
    private readonly Release _release;

    private RecordedEngine(SqliteStore store, CompiledFolder compiled)
    {
        _store = store;
        _compiled = compiled;
        _release = new Release(compiled.Workspace, []);
    }

    public SqliteStore Store => _store;

    public Workspace Workspace => _compiled.Workspace;

    public static async Task<RecordedEngine> StartAsync(Shell shell, string workspace)
    {
        var io = new CommandIo(TextWriter.Null, TextWriter.Null, shell.Folder);
        var compiled = CompiledFolder.LoadRunnable(io, workspace).Compiled!;
        var store = SqliteStore.Open(shell.At(Choice.DefaultData), TimeProvider.System);
        await store.AddReferenceAsync(
            new ReferenceRow(ReferenceKind.Release, compiled.Workspace.Settings.Name, compiled.Workspace.Hash, Instant.FromUtc(2026, 1, 1, 0, 0), ReleaseCodec.Encode(compiled.Folder.Files)), default);
        return new RecordedEngine(store, compiled);
    }

    public Task EventAsync(string customer, string at, string type, string id, params IEnumerable<(string Name, Value Value)> data) =>
        DecideAsync(customer, at, new Events([new CustomerEvent("test", id, type, At(at), At(at), RecordValue.Of(data))]));

    /// <summary>Fires what is due.</summary>
    public Task DueAsync(string customer, string at) => DecideAsync(customer, at, new Due());

    public async Task DecideAsync(string customer, string at, Input input)
    {
        var row = await _store.LoadAsync([customer], default) is [var known] ? known : null;
        var before = row is null ? new CustomerDocument(customer) : DocumentCodec.Decode(row.Document.Span);
        var decision = Engine.Decide(_release, Facts.None, before, input, At(at));
        var version = (row?.Version ?? 0) + 1;
        var written = new DocumentRow(customer, Slot.Of("", customer), version, decision.Customer.DueAt, DocumentCodec.Encode(decision.Customer));
        await _store.CommitAsync(
            new Commit(At(at))
            {
                Documents = [new DocumentWrite(written, row?.Version ?? 0)],
                Outbox = [.. decision.Messages.Select(m => new OutboxRow(
                    m.SendKey, customer, ChannelNames.Of(m.Channel), m.Purpose, m.At, m.NotAfter, Workspace.Hash, OutboxCodec.Encode(m)))],
                Journal = [.. decision.Journal.Select(e => new JournalRow(
                    0, customer, version, e, Place.Of(e.Location), e is EventApplied applied ? (input as Events)?.Items.FirstOrDefault(i => i.Id == applied.Id) : null))],
                Erased = input is Erase ? [customer] : [],
            },
            default);
    }

    /// <summary>A channel takes what is open and says so.</summary>
    public async Task DeliverAsync(string lane, string at, DeliveryResult result)
    {
        var claimed = await _store.ClaimAsync(lane, 100, At(at), At(at) + Duration.FromMinutes(1), (_, _) => new Go([]), default);
        foreach (var outcome in await _store.FinishAsync([.. claimed.Rows.Select(r => new Delivered(r.Row, result))], At(at), default))
        {
            await DecideAsync(outcome.Customer, at, InputCodec.Decode(outcome.Input.Span));
        }
    }

    public static Instant At(string text) => InstantPattern.ExtendedIso.Parse(text).Value;

    public void Dispose() => _store.Dispose();
}
