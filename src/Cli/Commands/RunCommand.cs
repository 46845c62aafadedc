using System.CommandLine;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Cli.Workspaces;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Server.Hosting;
using Personalization.Journeys.Server.Security;

namespace Personalization.Journeys.Cli.Commands;

/// <summary>`journey run`: the engine in one process, until it is told to stop.</summary>
internal static class RunCommand
{
    public static Command Create(CommandIo io)
    {
        var path = Choice.Path();
        var data = new Option<string?>("--data") { Description = $"The folder of the engine's data; {Choice.DefaultData} when left out." };
        var urls = new Option<string?>("--urls") { Description = $"Where to listen; {EmbeddedOptions.DefaultUrl} when left out." };
        var newKey = new Option<string?>("--new-key")
        {
            Description = $"Makes another key and prints it once, with scopes set apart by commas; {Scope.Admin} when none is named.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("run", "Runs the journeys of a workspace: takes events over HTTP, sends messages, shows what happens.") { path, data, urls, newKey };
        command.SetAction((p, stop) => RunAsync(
            io, new Asked(p.GetValue(path), p.GetValue(data), p.GetValue(urls), p.GetResult(newKey) is null ? null : p.GetValue(newKey) ?? Scope.Admin), stop));
        return command;
    }

    private static async Task<int> RunAsync(CommandIo io, Asked asked, CancellationToken stop)
    {
        var (compiled, refusal) = CompiledFolder.LoadRunnable(io, asked.Path);
        if (compiled is null)
        {
            return io.Refuse(refusal!);
        }

        var (options, wrong) = RunSettings.Read(io, compiled, asked.Data, asked.Urls, asked.NewKey);
        if (options is null)
        {
            return io.Refuse(wrong!);
        }

        return await RunAsync(io, compiled, options, stop);
    }

    /// <summary>Opens an engine and serves it until it is told to stop.</summary>
    internal static async Task<int> RunAsync(CommandIo io, CompiledFolder compiled, EmbeddedOptions options, CancellationToken stop)
    {
        try
        {
            var (engine, problems) = await EmbeddedEngine.OpenAsync(options, stop);
            if (engine is null)
            {
                var more = problems.Length == 1 ? "" : $" ({Counted.Of(problems.Length, "problem")} in all)";
                return io.Refuse(new Refusal(ExitCode.No, problems[0] + more, "nothing was released; the data is as it was"));
            }

            await using (engine)
            {
                return await ServeAsync(io, compiled, engine, stop);
            }
        }
        catch (StoreException failure)
        {
            return io.Refuse(Refusal.Environment(failure.Message));
        }
    }

    private static async Task<int> ServeAsync(CommandIo io, CompiledFolder compiled, EmbeddedEngine engine, CancellationToken stop)
    {
        using var log = new LogLines(io);
        await using var host = EmbeddedHost.Create(engine, log);
        try
        {
            await host.StartAsync(stop);
        }
        catch (IOException failure)
        {
            RunGreeting.WriteKey(io, engine);
            return io.Refuse(Refusal.Environment($"{engine.Options.Urls} can not be listened on: {failure.Message.TrimEnd('.')}", "stop what listens there, or choose another with `--urls`"));
        }

        RunGreeting.Write(io, compiled, engine, host);
        await StoppedAsync(host, stop);
        var problem = host.Problem;
        await host.StopAsync();
        if (problem is not null)
        {
            return io.Refuse(Refusal.Environment(problem));
        }

        io.Output.WriteLine("Stopped. Everything that was taken is stored.");
        return ExitCode.Fine;
    }

    private static async Task StoppedAsync(EmbeddedHost host, CancellationToken stop)
    {
        var stopped = new TaskCompletionSource();
        using var asked = stop.Register(() => stopped.TrySetResult());
        using var ended = host.Stopping.Register(() => stopped.TrySetResult());
        await stopped.Task;
    }

    private sealed record Asked(string? Path, string? Data, string? Urls, string? NewKey);
}
