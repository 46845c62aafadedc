using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Cli.Commands;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Cli;

/// <summary>The command `journey`: finds the command, runs it, answers with an exit code. Never throws for what a user wrote.</summary>
public sealed class App(CommandIo io)
{
    /// <summary>An engine that is told to stop ends what is under way first, and takes up to half a minute for it.</summary>
    private static readonly TimeSpan _longestEnd = TimeSpan.FromMinutes(1);

    public async Task<int> RunAsync(IReadOnlyList<string> args, CancellationToken cancellation = default)
    {
        var parsed = Commands().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            return io.Refuse(Misunderstood(parsed));
        }

        try
        {
            var configuration = new InvocationConfiguration
            {
                Output = io.Output,
                Error = io.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = _longestEnd,
            };
            return await parsed.InvokeAsync(configuration, cancellation);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return io.Refuse(Refusal.Environment(failure.Message));
        }
        catch (StoreException failure)
        {
            return io.Refuse(Refusal.Environment(failure.Message));
        }
        catch (OperationCanceledException)
        {
            return io.Refuse(Refusal.Environment("stopped before the end"));
        }
    }

    internal static IReadOnlyList<string> CommandNames => [.. new App(new CommandIo(TextWriter.Null, TextWriter.Null, ".")).Commands().Subcommands.Select(c => c.Name)];

    // Not a RootCommand: that one is named for the file of the program.
    private Command Commands() => new("journey", "Customer journeys as text: written, checked, tested and run from files.")
    {
        new HelpOption(),
        new VersionOption(),
        NewCommand.Create(io),
        CheckCommand.Create(io),
        FixCommand.Create(io),
        FmtCommand.Create(io),
        TestCommand.Create(io),
        SnapshotCommand.Create(io),
        GraphCommand.Create(io),
        ExplainCommand.Create(io),
        BacktestCommand.Create(io),
        RunCommand.Create(io),
        DemoCommand.Create(io),
        BenchCommand.Create(io),
        ImportCommand.Create(io),
        CustomersCommand.Create(io),
        ParkedCommand.Create(io),
        OutboxCommand.Create(io),
    };

    private static Refusal Misunderstood(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var known = command.Subcommands.Select(c => c.Name).Concat(command.Options.Select(o => o.Name)).ToList();
        var path = Path(parsed.CommandResult);
        if (parsed.UnmatchedTokens.Count > 0)
        {
            var written = parsed.UnmatchedTokens[0];
            var what = written.StartsWith('-') ? "option" : command.Subcommands.Count > 0 ? "command" : "place for";
            var meant = Closest.To(written, known);
            return Refusal.Misuse(
                $"there is no {what} `{written}`" + (path == "journey" ? "" : $" in `{path}`"),
                meant is null ? $"`{path} --help` lists what there is" : $"did you mean `{meant}`?");
        }

        if (parsed.CommandResult.Parent is not CommandResult)
        {
            return Refusal.Misuse("say what to do", "`journey --help` lists the commands; `journey demo` shows the whole");
        }

        return Refusal.Misuse(InOneLine(parsed.Errors[0]), $"`{path} --help` says what it takes");
    }

    /// <summary>The parser of the command line speaks of types and lists one choice a line.</summary>
    private static string InOneLine(ParseError error)
    {
        var message = error.Message.TrimEnd('.');
        if (error.SymbolResult is not OptionResult { Option: var option, Tokens: [var written, ..] })
        {
            return message;
        }

        var choices = message.Split('\n')[1..].Select(c => c.Trim().Trim('\''));
        return option.ValueType == typeof(int) ? $"`{option.Name} {written.Value}` is not a whole number"
            : message.Contains('\n', StringComparison.Ordinal) ? $"`{option.Name} {written.Value}` is not one of {string.Join(", ", choices)}"
            : message;
    }

    private static string Path(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{Path(parent)} {result.Command.Name}" : "journey";
}
