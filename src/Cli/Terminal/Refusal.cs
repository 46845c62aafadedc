namespace Personalization.Journeys.Cli.Terminal;

/// <summary>Why a command did not begin: a sentence that names what is wrong, and what to do instead.</summary>
internal sealed record Refusal(int ExitCode, string Message, string? Help = null)
{
    public static Refusal Misuse(string message, string? help = null) => new(Terminal.ExitCode.Misuse, message, help);

    public static Refusal Environment(string message, string? help = null) => new(Terminal.ExitCode.Environment, message, help);
}
