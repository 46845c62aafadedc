using System.CommandLine;

namespace Personalization.Journeys.Cli.Terminal;

/// <summary>Options that several commands share, so that they read the same everywhere.</summary>
internal static class Choice
{
    public const string DefaultData = "journey-data";

    public static Argument<string?> Path() => new("PATH")
    {
        Description = "The workspace, or a file or folder in it; this folder when left out.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static Option<string> Format(params string[] formats)
    {
        var option = new Option<string>("--format") { Description = "How the answer is written.", DefaultValueFactory = _ => formats[0] };
        option.AcceptOnlyFromAmong(formats);
        return option;
    }
}
