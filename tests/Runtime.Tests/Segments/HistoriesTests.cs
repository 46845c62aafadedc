using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Segments;

namespace Personalization.Journeys.Runtime.Tests.Segments;

public sealed class HistoriesTests
{
    private static readonly Instant Start = Instant.FromUtc(2025, 3, 1, 9, 0);
    private static readonly CustomerDocument Nobody = new("c-1");

    [Fact]
    public void Append_OfNestedPaths_KeepsOnlyThem()
    {
        var workspace = Keeping(new KeptEvent("order_placed", null, ["items.sku", "total"]));
        var item = RecordValue.Of(("sku", new TextValue("a")), ("price", new NumberValue(3)));
        var data = RecordValue.Of(("total", new NumberValue(9)), ("order_id", new TextValue("o-1")), ("items", new ListValue([item, item])));

        var entry = Entries(Append(workspace, Nobody, "order_placed", 0, data)).Single();

        var kept = RecordValue.Of(("sku", new TextValue("a")));
        Assert.Equal(RecordValue.Of(("total", new NumberValue(9)), ("items", new ListValue([kept, kept]))), entry.Fields);
    }

    [Fact]
    public void Append_OfAnEventThatNothingReads_ChangesNothing() =>
        Assert.Same(Nobody, Append(Keeping(new KeptEvent("order_placed", null, [])), Nobody, "app_opened", 0));

    [Fact]
    public void Append_OfALateEvent_StandsAtItsPlace()
    {
        var workspace = Keeping(new KeptEvent("order_placed", null, ["n"]));
        var customer = Nobody;
        foreach (var (hours, n) in new[] { (0, 1), (5, 2), (3, 3), (5, 4), (3, 5) })
        {
            customer = Append(workspace, customer, "order_placed", hours, RecordValue.Of(("n", new NumberValue(n))));
        }

        Assert.Equal([1, 3, 5, 2, 4], Entries(customer).Select(e => ((NumberValue)e.Fields["n"]).Value));
    }

    [Fact]
    public void Append_WhenOlderOnesHaveLeftEveryWindow_DropsThem()
    {
        var workspace = Keeping(new KeptEvent("order_placed", Duration.FromHours(10), []));
        var customer = Append(workspace, Nobody, "order_placed", 0);
        customer = Append(workspace, customer, "order_placed", 1);
        customer = Append(workspace, customer, "order_placed", 10);

        Assert.Equal([Start + Duration.FromHours(1), Start + Duration.FromHours(10)], Entries(customer).Select(e => e.At));
    }

    [Fact]
    public void Append_BeyondTheLimit_DropsTheOldestAndSaysSo()
    {
        var workspace = Keeping(new KeptEvent("app_opened", null, []));
        var full = Enumerable.Range(0, Histories.Limit).Select(i => new PastEvent(Start + Duration.FromSeconds(i), RecordValue.Empty)).ToImmutableArray();
        var customer = Nobody with { Histories = Nobody.Histories.Add("app_opened", new(full)) };

        var change = Histories.Append(workspace, customer, "app_opened", Start + Duration.FromHours(9), RecordValue.Empty, Start + Duration.FromHours(9));

        Assert.True(change.Overflowed);
        var entries = change.Customer.Histories["app_opened"].Entries;
        Assert.Equal(Histories.Limit, entries.Length);
        Assert.Equal(Start + Duration.FromSeconds(1), entries[0].At);
    }

    private static Workspace Keeping(params ImmutableArray<KeptEvent> kept) => Some.Workspace with { Kept = kept };

    private static CustomerDocument Append(Workspace workspace, CustomerDocument customer, string type, int hours, RecordValue? data = null)
    {
        var at = Start + Duration.FromHours(hours);
        return Histories.Append(workspace, customer, type, at, data ?? RecordValue.Empty, at).Customer;
    }

    private static ImmutableArray<PastEvent> Entries(CustomerDocument customer) => customer.Histories["order_placed"].Entries;
}
