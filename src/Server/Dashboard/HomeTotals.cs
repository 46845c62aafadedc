using NodaTime;
using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Server.Dashboard;

/// <summary>The whole in a row of tiles; what somebody must look at stands out.</summary>
internal static class HomeTotals
{
    public static Markup Of(Figures figures, Backlog backlog, Instant? due, Instant now)
    {
        var incidents = figures.Of(TallyKind.Incidents);
        var late = due is { } at && at < now - Duration.FromMinutes(1);
        return Markup.Of($"""
            <h1 class="hidden">What runs</h1>
            <ul class="tiles">
            {Tile("customers", Wording.Count(figures.Of(TallyKind.Customers)), "customers")}
            {Tile("events", Wording.Count(figures.Of(TallyKind.Events, name: "applied")), "events taken")}
            {Tile("messages", Wording.Count(figures.Sum(TallyKind.Sent)), "messages")}
            {Tile("due", due is null ? "–" : Wording.Length(due < now ? now - due.Value : due.Value - now), due is null ? "nothing waits" : due < now ? "overdue" : "until the next timer", late)}
            {Tile("unsent", Wording.Count(backlog.Unsent), backlog.OldestUnsent is { } oldest ? $"unsent, oldest {Wording.Length(now - oldest)}" : "unsent", backlog.OldestUnsent < now - Duration.FromMinutes(5))}
            {Tile("parked", Wording.Count(backlog.Parked), "parked", backlog.Parked > 0)}
            {Tile("incidents", Wording.Count(incidents), incidents == 1 ? "incident" : "incidents", incidents > 0)}
            </ul>
            """);
    }

    public static Markup Tile(string id, string figure, string what, bool look = false) =>
        Markup.Of($"""<li data-key="{id}" class="{(look ? "look" : "")}"><b>{figure}</b><span>{what}</span></li>""");
}
