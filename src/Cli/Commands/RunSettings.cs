using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Personalization.Journeys.Channels.Email;
using Personalization.Journeys.Channels.Webhooks;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Cli.Workspaces;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Server.Hosting;
using Personalization.Journeys.Server.Security;

namespace Personalization.Journeys.Cli.Commands;

/// <summary>Where and how an engine runs: the command line first, then the environment, then `journey.json`, then what is usual.</summary>
internal static class RunSettings
{
    public static (EmbeddedOptions? Options, Refusal? Refusal) Read(CommandIo io, CompiledFolder compiled, string? data, string? urls, string? newKey)
    {
        var (settings, unreadable) = SettingsFile.Load(io, compiled.Folder.Root);
        if (settings is null)
        {
            return (null, unreadable);
        }

        var (port, badPort) = settings.Number("port", 0, 65_535);
        var (engine, badEngine) = EngineOf(settings);
        var (email, badEmail) = EmailOf(settings);
        var (webhooks, badWebhooks) = WebhooksOf(settings, compiled.Workspace);
        var listen = urls ?? settings.Text("urls") ?? (port is { } number ? string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{number}") : EmbeddedOptions.DefaultUrl);
        var scopes = newKey?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        if ((badPort ?? badEngine ?? badEmail ?? badWebhooks ?? UrlProblem(listen) ?? ScopeProblem(scopes)) is { } refusal)
        {
            return (null, refusal);
        }

        return (new EmbeddedOptions(compiled.Compilation, io.PathOf(data ?? settings.Text("data") ?? Choice.DefaultData))
        {
            Urls = listen,
            Time = io.Time,
            Engine = engine!,
            Email = email!,
            Webhooks = webhooks!,
            NewKey = [.. scopes],
        }, null);
    }

    private static (EngineOptions? Engine, Refusal? Refusal) EngineOf(SettingsFile settings)
    {
        var usual = new EngineOptions();
        var (batch, badBatch) = settings.Number("engine.batch_size", 1, 10_000);
        var (queue, badQueue) = settings.Number("engine.queue_size", 1, 1_000_000);
        var (cache, badCache) = settings.Number("engine.cache_mib", 1, 64 * 1024);
        return (badBatch ?? badQueue ?? badCache) is { } wrong ? (null, wrong) : (new EngineOptions
        {
            BatchSize = batch ?? usual.BatchSize,
            QueueSize = queue ?? usual.QueueSize,
            CacheBytes = cache is { } mib ? mib * 1024L * 1024L : usual.CacheBytes,
        }, null);
    }

    private static (EmailOptions? Email, Refusal? Refusal) EmailOf(SettingsFile settings)
    {
        var usual = new EmailOptions();
        var email = new EmailOptions { From = settings.Text("email.from") ?? usual.From, FromName = settings.Text("email.from_name") ?? usual.FromName };
        return Mailbox.Find(email.From, email.FromName) is null
            ? (null, Refusal.Misuse($"the setting `email.from` is `{email.From}`, which is no address", "write one like shop@example.org"))
            : (email, null);
    }

    private static (WebhookOptions? Webhooks, Refusal? Refusal) WebhooksOf(SettingsFile settings, Workspace workspace)
    {
        var usual = new WebhookOptions();
        var addresses = settings.Group("webhooks.addresses").ToImmutableDictionary(StringComparer.Ordinal);
        if (addresses.Keys.FirstOrDefault(name => workspace.Webhook(name) is null) is { } unknown)
        {
            var near = Closest.To(unknown, workspace.Webhooks.Select(w => w.Name));
            return (null, Refusal.Misuse($"there is no webhook `{unknown}`, which the setting `webhooks.addresses.{unknown}` is about", near is null ? null : $"did you mean `{near}`?"));
        }

        var (allowHttp, badAllow) = settings.Truth("webhooks.allow_http");
        var (concurrency, badConcurrency) = settings.Number("webhooks.concurrency", 1, 1_000);
        return (badAllow ?? badConcurrency) is { } wrong ? (null, wrong) : (new WebhookOptions
        {
            Addresses = addresses,
            AllowHttp = allowHttp ?? usual.AllowHttp,
            Concurrency = concurrency ?? usual.Concurrency,
        }, null);
    }

    private static Refusal? ScopeProblem(string[] scopes)
    {
        if (scopes.FirstOrDefault(s => !Scope.All.Contains(s)) is not { } unknown)
        {
            return null;
        }

        var near = Closest.To(unknown, Scope.All);
        return Refusal.Misuse($"there is no scope `{unknown}`", near is null ? $"there are {string.Join(", ", Scope.All)}" : $"did you mean `{near}`?");
    }

    private static Refusal? UrlProblem(string urls)
    {
        foreach (var url in urls.Split(';'))
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttp || address.PathAndQuery != "/" || address.UserInfo.Length > 0)
            {
                return Refusal.Misuse($"`{url}` is no address to listen on", $"write one like {EmbeddedOptions.DefaultUrl}; for https put a proxy in front");
            }

            if (address.Host != "localhost" && !IPAddress.TryParse(address.Host.Trim('[', ']'), out _))
            {
                return Refusal.Misuse($"`{address.Host}` is no address of this machine", "write a number like 127.0.0.1, or 0.0.0.0 for all networks");
            }
        }

        return null;
    }
}
