using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Personalization.Journeys.Server.Api;
using Personalization.Journeys.Server.Dashboard;
using Personalization.Journeys.Server.Security;

namespace Personalization.Journeys.Server.Hosting;

/// <summary>An opened engine with its doors: API and dashboard. It does not own the engine.</summary>
public sealed class EmbeddedHost : IAsyncDisposable
{
    private const int HeaderBytes = 16 * 1024;
    private const int LineBytes = 4 * 1024;
    private const int MostConnections = 1_000;

    private static readonly TimeSpan _slowHeaders = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _idle = TimeSpan.FromMinutes(2);

    private readonly WebApplication _app;
    private readonly Sessions _sessions;

    private EmbeddedHost(WebApplication app, Sessions sessions)
    {
        _app = app;
        _sessions = sessions;
    }

    /// <summary>Where it is reached, once it has started.</summary>
    public Uri Url => new(_app.Urls.First().Replace("[::]", "127.0.0.1", StringComparison.Ordinal).Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal));

    /// <summary>Why the engine does not work; null while all is well.</summary>
    public string? Problem => _app.Services.GetRequiredService<EngineWork>().Problem;

    /// <summary>Ends when somebody stops the engine, or it can not go on.</summary>
    public CancellationToken Stopping => _app.Lifetime.ApplicationStopping;

    /// <param name="log">Where the engine says what went wrong; null says it nowhere.</param>
    public static EmbeddedHost Create(EmbeddedEngine engine, ILoggerProvider? log = null)
    {
        // Nothing is read from the folder or the environment here: every setting came with the options.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = engine.Options.Data });
        builder.WebHost.UseKestrelCore().UseUrls(engine.Options.Urls).ConfigureKestrel(Limit);
        if (log is not null)
        {
            builder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Warning);
        }

        var services = builder.Services;
        services.Configure<HostOptions>(o => o.ShutdownTimeout = engine.Options.LongestDrain);
        services.AddRoutingCore();
        services.AddOpenApi("v1", OpenApiText.Describe);
        services.AddSingleton(engine.Loop);
        services.AddSingleton(engine.Releases);
        services.AddSingleton(engine.Store);
        services.AddSingleton(engine.History);
        services.AddSingleton(engine.Keys);
        services.AddSingleton(engine.Options.Time);
        services.AddSingleton<EventsApi>();
        services.AddSingleton<CustomersApi>();
        services.AddSingleton<TimelineApi>();
        services.AddSingleton<JourneysApi>();
        services.AddSingleton(engine);
        services.AddSingleton<EngineWork>();
        services.AddHostedService(s => s.GetRequiredService<EngineWork>());

        var app = builder.Build();
        app.UseMiddleware<Boundary>();
        app.UseStatusCodePages(s => Problems.OfStatus(s.HttpContext));
        app.UseRouting();
        app.UseMiddleware<KeyGate>();
        app.Use((context, next) =>
        {
            KeyInPath.Restore(context);
            return next(context);
        });
        EventsApi.Map(app.MapGroup("").WithTags("events"));
        CustomersApi.Map(app.MapGroup("").WithTags("customers"));
        TimelineApi.Map(app.MapGroup("").WithTags("customers"));
        JourneysApi.Map(app.MapGroup("").WithTags("journeys"));
        HealthApi.Map(app.MapGroup("").WithTags("operations"));
        app.MapOpenApi("/openapi/{documentName}.json");
        var sessions = app.MapDashboard(new DashboardSources(engine.Store, engine.History, () => engine.Releases, engine.Loop.Watch, engine.Options.Time)
        {
            IsAdminKey = text => engine.Keys.Find(text)?.Allows(Scope.Admin) ?? false,
            SessionSecret = engine.SessionSecret,
        });
        return new EmbeddedHost(app, sessions);
    }

    /// <exception cref="IOException">The address can not be listened on.</exception>
    public Task StartAsync(CancellationToken cancellation) => _app.StartAsync(cancellation);

    /// <summary>An address that signs in to the dashboard whoever opens it first, within ten minutes.</summary>
    public Uri SignInLink() => new(Url, _sessions.NewLink());

    /// <summary>Takes nothing more in, and ends what is under way.</summary>
    public Task StopAsync() => _app.StopAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static void Limit(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = EventsApi.LargestBatch;
        kestrel.Limits.MaxRequestHeadersTotalSize = HeaderBytes;
        kestrel.Limits.MaxRequestLineSize = LineBytes;
        kestrel.Limits.MaxConcurrentConnections = MostConnections;
        kestrel.Limits.RequestHeadersTimeout = _slowHeaders;
        kestrel.Limits.KeepAliveTimeout = _idle;
    }
}
