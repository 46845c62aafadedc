namespace Personalization.Journeys.Server.Dashboard;

/// <summary>Customers whose keys begin so.</summary>
internal static class CustomersPage
{
    private const int Most = 50;

    public static async ValueTask<Page> MakeAsync(DashboardSources sources, string key, string? after, CancellationToken cancellation)
    {
        var found = await sources.History.CustomersAsync(key, string.IsNullOrEmpty(after) ? null : after, Most + 1, cancellation);
        var shown = found.Take(Most).ToList();
        var items = shown.Select(k => Markup.Of($"""<li><a href="{Addresses.Customer(k)}"><bdi>{k}</bdi></a></li>"""));
        var list = shown.Count == 0
            ? Markup.Of($"<p>No customer's key begins so. Keys are matched from their beginning, as they are written.</p>")
            : Markup.Of($"""<ul class="keys">{items}</ul>""");
        var more = found.Count > Most ? Markup.Of($"""<p><a href="{Addresses.Search(key, shown[^1])}">More</a></p>""") : Markup.Empty;
        var title = key.Length == 0 ? Markup.Of($"Customers") : Markup.Of($"Customers whose key begins with <bdi>{key}</bdi>");
        return new Page("Customers", null, "customers", [new("found", Markup.Of($"<h1>{title}</h1>{list}{more}"))]);
    }
}
