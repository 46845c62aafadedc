using System.Text;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Backends.Tests;

/// <summary>What every store promises.</summary>
public abstract partial class StoreSuite<TStore>(TStore store) : IDisposable
    where TStore : IStore, IDeliveries, IHistory
{
    protected static readonly Instant Noon = StoppedClock.Noon;

    private static readonly CancellationToken None = CancellationToken.None;

    protected TStore Store => store;

    protected static DocumentRow Document(string customer, long version = 1, Instant? due = null, string text = "document") =>
        new(customer, Slot.Of("shop", customer), version, due, Encoding.UTF8.GetBytes(text));

    protected static DocumentWrite First(string customer, Instant? due = null, string text = "document") => new(Document(customer, 1, due, text), 0);

    protected static OutboxRow Message(string key, string customer = "ada", string lane = "email", Instant? at = null) =>
        new(key, customer, lane, "marketing", at ?? Noon, Noon + Duration.FromHours(1), "release", Encoding.UTF8.GetBytes("body of " + key));

    protected static JournalRow Noted(string customer, long decision, string reason) =>
        new(0, customer, decision, new Incident(Noon, null, reason, null), new Place("welcome.journey", 3, 5), null);

    protected static JournalRow Happened(string customer, long decision, RecordValue data, string type = "order_placed", Instant? at = null)
    {
        var happened = at ?? Noon;
        var taken = new CustomerEvent("shop", "e" + decision, type, happened, happened, data);
        return new(0, customer, decision, new EventApplied(happened, "shop", taken.Id, type, EventFate.Applied, happened), null, taken);
    }

    public void Dispose()
    {
        Close();
        GC.SuppressFinalize(this);
    }

    protected virtual void Close()
    {
    }

    private async Task Commit(Commit commit) => await Store.CommitAsync(commit, None);

    private static Commit Now => new(Noon);

    private static string Text(DocumentRow row) => Encoding.UTF8.GetString(row.Document.Span);
}
