using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Server.Dashboard;

/// <summary>One customer: where each run stands, what happened and why, what is known.</summary>
internal static class CustomerPage
{
    private const int PageLength = 50;

    /// <param name="before">Null shows the newest part of the timeline.</param>
    public static PageSource Of(DashboardSources sources, string id, long? before, bool showPersonal) => new(
        cancellation => MakeAsync(sources, id, before, showPersonal, cancellation),
        commit => commit.Customers.Contains(id, StringComparer.Ordinal));

    private static async ValueTask<Page?> MakeAsync(DashboardSources sources, string id, long? before, bool showPersonal, CancellationToken cancellation)
    {
        var rows = await sources.Store.LoadAsync([id], cancellation);
        if (rows is not [var row])
        {
            return null;
        }

        var releases = sources.Releases();
        var customer = row.Read();
        var zone = CustomerScope.ZoneOf(releases.Current, customer);
        var timeline = await sources.History.LatestAsync(id, before ?? long.MaxValue, PageLength + 1, cancellation);
        var address = Addresses.Customer(id);
        var joint = address.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        var personal = showPersonal ? $"{joint}show=personal" : "";
        return new Page(id, before is null ? $"/dashboard/events{address}{personal}" : null, "customer",
        [
            new("head", Head(id, customer, zone)),
            new("runs", CustomerRuns.Of(customer, releases, zone)),
            new("timeline", Markup.Of($"""
                <h2>Timeline</h2>
                <p class="soft">Newest first, by the customer's clock, {zone.Id}.{(before is null ? Markup.Empty : Markup.Of($""" <a href="{address}{personal}">Back to the newest</a>"""))}</p>
                {TimelineList.Of(timeline.Take(PageLength), releases, zone, named: false, showPersonal)}
                {(timeline.Count > PageLength ? Markup.Of($"""<p><a href="{address}{personal}{(personal.Length > 0 ? '&' : joint).ToString()}before={timeline[PageLength - 1].Sequence}">Older</a></p>""") : Markup.Empty)}
                """)),
            new("facts", CustomerFacts.Of(customer, releases.Current, zone, address, joint, showPersonal)),
        ]);
    }

    private static Markup Head(string id, CustomerDocument customer, DateTimeZone zone) => Markup.Of($"""
        <h1>Customer <bdi>{id}</bdi></h1>
        <p class="soft">{(customer.ErasedAt is { } erased ? $"Was forgotten on {Wording.Minute(erased, zone)}." : customer.DueAt is { } due ? $"Wakes on {Wording.Minute(due, zone)}, if nothing comes before." : "Nothing will happen by itself.")}</p>
        """);
}
