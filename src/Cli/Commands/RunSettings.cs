using System.Collections.Immutable;
using System.Net;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Cli.Workspaces;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Server.Hosting;
using Personalization.Journeys.Server.Security;

namespace Personalization.Journeys.Cli.Commands;

/// <summary>Where and how an engine runs: the command line first, then the environment, then `journey.json`, then what is usual.</summary>
internal static class RunSettings
{
    public static (EmbeddedOptions? Options, Refusal? Refusal) Read(CommandIo io, CompiledFolder compiled, string? data, string? urls, string? newKey)
    {
        var options = new EmbeddedOptions(compiled.Compilation, io.PathOf(data ?? Choice.DefaultData)) { Urls = urls ?? EmbeddedOptions.DefaultUrl, Time = io.Time };
        if (UrlProblem(options.Urls) is { } problem)
        {
            return (null, problem);
        }

        var scopes = newKey?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (scopes.FirstOrDefault(s => !Scope.All.Contains(s)) is { } unknown)
        {
            var near = Closest.To(unknown, Scope.All);
            return (null, Refusal.Misuse($"there is no scope `{unknown}`", near is null ? $"there are {string.Join(", ", Scope.All)}" : $"did you mean `{near}`?"));
        }

        return (options with { NewKey = [.. scopes] }, null);
    }

    private static Refusal? UrlProblem(string urls)
    {
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries))
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
