using System.Collections;
using System.Collections.Immutable;
using System.Text;
using Spectre.Console;

namespace Personalization.Journeys.Cli.Terminal;

/// <summary>Everything a command speaks through and reads from; tests bring their own.</summary>
public sealed record CommandIo(TextWriter Output, TextWriter Error, string WorkingDirectory)
{
    public const int DefaultWidth = 100;

    /// <summary>Answers go to a terminal that shows colours.</summary>
    public bool Colour { get; init; }

    /// <summary>Bars may be drawn on the error stream.</summary>
    public bool ShowsProgress { get; init; }

    /// <summary>The user wants no colours, also where bars are drawn (`NO_COLOR`).</summary>
    public bool Plain { get; init; }

    public int Width { get; init; } = DefaultWidth;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The environment, as far as settings are read from it.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = ImmutableDictionary<string, string>.Empty;

    public static CommandIo OfProcess()
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var plain = Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } || Environment.GetEnvironmentVariable("TERM") == "dumb";
        return new CommandIo(Console.Out, Console.Error, Environment.CurrentDirectory)
        {
            Plain = plain,
            Colour = !Console.IsOutputRedirected && !plain,
            ShowsProgress = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb",
            Variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(v => (string)v.Key, v => (string)v.Value!, StringComparer.Ordinal),
            Width = Console.IsOutputRedirected ? DefaultWidth : Math.Max(60, Console.WindowWidth),
        };
    }

    /// <summary>For tables on the answer stream.</summary>
    internal IAnsiConsole Tables() => Create(Output, Colour);

    /// <summary>For bars on the error stream.</summary>
    internal IAnsiConsole ProgressConsole() => Create(Error, ShowsProgress);

    internal string PathOf(string path) => Path.GetFullPath(path, WorkingDirectory);

    /// <summary>A path as the reader of the answer would write it.</summary>
    internal string Shown(string fullPath)
    {
        var relative = Path.GetRelativePath(WorkingDirectory, fullPath);
        return (relative.StartsWith("..", StringComparison.Ordinal) ? fullPath : relative).Replace('\\', '/');
    }

    internal int Refuse(Refusal refusal)
    {
        Error.WriteLine($"journey: {refusal.Message}");
        if (refusal.Help is { } help)
        {
            Error.WriteLine($"  help: {help}");
        }

        return refusal.ExitCode;
    }

    private IAnsiConsole Create(TextWriter writer, bool terminal)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = terminal ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = terminal && !Plain ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = terminal ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = Width;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }
}
