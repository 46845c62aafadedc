using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

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
        app.MapGet("/", (HttpContext context) => sessions.IsSignedIn(context) ? Results.Ok() : Results.Unauthorized());
        return sessions;
    }
}
