using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Cli.Workspaces;
using Personalization.Journeys.Server.Hosting;

namespace Personalization.Journeys.Cli.Commands;

/// <summary>What `journey run` says when the engine is up.</summary>
internal static class RunGreeting
{
    public static void Write(CommandIo io, CompiledFolder compiled, EmbeddedEngine engine, EmbeddedHost host)
    {
        var workspace = compiled.Workspace;
        Line("Workspace", $"{workspace.Settings.Name} in {io.Shown(compiled.Folder.Root)}: {string.Join(", ", workspace.Journeys.Select(j => $"{j.Name} {j.Version}"))}");
        Line("Data", $"{io.Shown(engine.Options.Data)}: journeys.db, messages under outbox/ (nothing leaves this machine but webhooks)");
        for (var i = 0; i < engine.Changes.Length; i++)
        {
            Line(i == 0 ? "Released" : "", engine.Changes[i]);
        }

        Line("Events", $"POST {new Uri(host.Url, "/v1/events")}");
        Line("Dashboard", $"{host.SignInLink()} (signs in once, within ten minutes)");
        WriteKey(io, engine);
        io.Output.WriteLine("Running. Ctrl-C stops it.");
        io.Output.Flush();

        void Line(string name, string text) => RunGreeting.Line(io, name, text);
    }

    /// <summary>Whatever else goes wrong: nobody can find this key again.</summary>
    public static void WriteKey(CommandIo io, EmbeddedEngine engine)
    {
        if (engine.NewKey is { } key)
        {
            Line(io, "Key", $"{key} (shown once; `--new-key` makes another)");
        }
    }

    private static void Line(CommandIo io, string name, string text) => io.Output.WriteLine($"{name,-10} {text}");
}
