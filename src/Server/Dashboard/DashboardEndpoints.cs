using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Personalization.Journeys.Server.Dashboard;

/// <summary>The pages for people: what runs, where everybody stands, and why.</summary>
public static class DashboardEndpoints
{
    /// <summary>
    /// Maps `/`, `/journeys/…`, `/customers/…`, `/sign-in`, `/sign-out` and `/dashboard/…`. They ask for a session of their
    /// own and for nothing else; the answer makes links that sign in.
    /// </summary>
    public static Sessions MapDashboard(this WebApplication app, DashboardSources sources)
    {
        var sessions = new Sessions(sources.SessionSecret.Span, sources.Time);
        var pages = new DashboardPages(sources, sessions, app.Services.GetRequiredService<IHostApplicationLifetime>());
        Assets.Map(app);

        var open = app.MapGroup("").ExcludeFromDescription();
        open.MapGet("/sign-in", pages.AskForKey);
        open.MapPost("/sign-in", pages.SignIn);
        open.MapGet("/sign-in/{link}", pages.SignInByLink);
        open.MapPost("/sign-out", DashboardPages.SignOut);
        open.MapGet("/dashboard/session", pages.Session);

        open.MapGet("/", (HttpContext context, CancellationToken c) => pages.Show(context, HomePage.Of(sources), c));
        open.MapGet("/dashboard/events", (HttpContext context, CancellationToken c) => pages.Stream(context, HomePage.Of(sources), c));

        open.MapGet("/journeys/{name}", (HttpContext context, string name, int? version, CancellationToken c) =>
            pages.Show(context, JourneyPage.Of(sources, name, version), c));
        open.MapGet("/dashboard/events/journeys/{name}", (HttpContext context, string name, int? version, CancellationToken c) =>
            pages.Stream(context, JourneyPage.Of(sources, name, version), c));

        open.MapGet("/customers/{id}", (HttpContext context, string id, long? before, string? show, CancellationToken c) =>
            pages.Show(context, CustomerPage.Of(sources, id, before, show == Personal), c));
        open.MapGet("/dashboard/events/customers/{id}", (HttpContext context, string id, string? show, CancellationToken c) =>
            pages.Stream(context, CustomerPage.Of(sources, id, null, show == Personal), c));

        open.MapGet("/customers", (HttpContext context, string? id, string? key, string? after, long? before, string? show, CancellationToken c) => id is null
            ? pages.Search(context, key ?? "", after, c)
            : pages.Show(context, CustomerPage.Of(sources, id, before, show == Personal), c));
        open.MapGet("/dashboard/events/customers", (HttpContext context, string id, string? show, CancellationToken c) =>
            pages.Stream(context, CustomerPage.Of(sources, id, null, show == Personal), c));
        return sessions;
    }

    private const string Personal = "personal";
}
