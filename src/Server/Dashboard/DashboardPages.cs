using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Hosting;

namespace Personalization.Journeys.Server.Dashboard;

/// <summary>Answers requests for pages: whether one may see it, the page, and what changes on it.</summary>
internal sealed class DashboardPages
{
    private const int LargestForm = 16 * 1024;

    private readonly DashboardSources _sources;
    private readonly Sessions _sessions;
    private readonly Viewers _viewers = new();
    private readonly CancellationToken _stopping;

    public DashboardPages(DashboardSources sources, Sessions sessions, IHostApplicationLifetime lifetime)
    {
        _sources = sources;
        _sessions = sessions;
        _stopping = lifetime.ApplicationStopping;
        var watch = sources.Watch(_viewers.Hear);
        lifetime.ApplicationStopped.Register(watch.Dispose);
    }

    public async Task<IResult> Show(HttpContext context, PageSource source, CancellationToken cancellation)
    {
        if (!_sessions.IsSignedIn(context))
        {
            return ToSignIn(context);
        }

        return await source.Make(cancellation) is { } page
            ? Html(context, page)
            : Html(context, MissingPage.Of("No journey or customer of this name is known here."), StatusCodes.Status404NotFound);
    }

    public async Task<IResult> Search(HttpContext context, string key, string? after, CancellationToken cancellation) => _sessions.IsSignedIn(context)
        ? Html(context, await CustomersPage.MakeAsync(_sources, key, after, cancellation), search: key)
        : ToSignIn(context);

    public async Task<IResult> Stream(HttpContext context, PageSource source, CancellationToken cancellation)
    {
        PageHeaders.Write(context.Response);
        if (!_sessions.IsSignedIn(context))
        {
            return TypedResults.StatusCode(StatusCodes.Status401Unauthorized);
        }

        using var viewer = _viewers.Add(source);
        if (viewer is null)
        {
            return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _stopping);
        try
        {
            await new LiveStream(context, viewer, _sources.Time, () => _sessions.IsSignedIn(context)).RunAsync(ends.Token);
        }
        catch (OperationCanceledException)
        {
            // The viewer left or was too slow, or the server stops; whoever is still there asks again.
            context.Abort();
        }

        return TypedResults.Empty;
    }

    public IResult AskForKey(HttpContext context, string? next) => _sessions.IsSignedIn(context)
        ? TypedResults.Redirect(SignInPage.Next(next))
        : Html(context, SignInPage.Of(SignInPage.Next(next), null));

    public async Task<IResult> SignIn(HttpContext context, CancellationToken cancellation)
    {
        if (!IsFromHere(context.Request) || await FormAsync(context, cancellation) is not { } form)
        {
            return TypedResults.StatusCode(StatusCodes.Status400BadRequest);
        }

        var next = SignInPage.Next(form["next"]);
        if (!_sources.IsAdminKey(form["key"].ToString().Trim()))
        {
            return Html(context, SignInPage.Of(next, "This is not a key with the scope admin."), StatusCodes.Status401Unauthorized);
        }

        _sessions.SignIn(context);
        return SeeOther(context, next);
    }

    public IResult SignInByLink(HttpContext context, string link)
    {
        if (!_sessions.TakeLink(link))
        {
            return Html(context, SignInPage.Of("/", "This link was used already, or is older than ten minutes. Sign in with the key."), StatusCodes.Status401Unauthorized);
        }

        _sessions.SignIn(context);
        return SeeOther(context, "/");
    }

    public static IResult SignOut(HttpContext context)
    {
        if (!IsFromHere(context.Request))
        {
            return TypedResults.StatusCode(StatusCodes.Status400BadRequest);
        }

        Sessions.SignOut(context);
        return SeeOther(context, "/sign-in");
    }

    /// <summary>Whether one is signed in: a stream that was refused does not say why.</summary>
    public IResult Session(HttpContext context)
    {
        PageHeaders.Write(context.Response);
        return TypedResults.StatusCode(_sessions.IsSignedIn(context) ? StatusCodes.Status204NoContent : StatusCodes.Status401Unauthorized);
    }

    /// <summary>Null when it is none. Whoever sends it is not known yet, so only little of it is taken.</summary>
    private static async Task<IFormCollection?> FormAsync(HttpContext context, CancellationToken cancellation)
    {
        if (!context.Request.HasFormContentType)
        {
            return null;
        }

        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = LargestForm;
        try
        {
            return await context.Request.ReadFormAsync(cancellation);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Browsers say where a form stands; what says nothing is no browser and has no session to lose.</summary>
    private static bool IsFromHere(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none";

    private static StatusCodeHttpResult ToSignIn(HttpContext context)
    {
        var request = context.Request;
        return SeeOther(context, $"/sign-in?next={Uri.EscapeDataString(request.Path + request.QueryString)}");
    }

    private static StatusCodeHttpResult SeeOther(HttpContext context, string address)
    {
        PageHeaders.Write(context.Response);
        context.Response.Headers.Location = address;
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }

    private ContentHttpResult Html(HttpContext context, Page page, int status = StatusCodes.Status200OK, string search = "")
    {
        PageHeaders.Write(context.Response);
        return TypedResults.Content(Layout.Of(page, _sources.Releases().Current.Settings.Name, isSignedIn: page.Name != SignInPage.Name, search).Html, "text/html; charset=utf-8", statusCode: status);
    }
}
