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

    /// <summary>Where an engine keeps its data: the same for the engine and for every tool beside it.</summary>
    public static Option<string> Data() => new("--data")
    {
        Description = "The folder of the engine's data.",
        DefaultValueFactory = _ => DefaultData,
    };

    /// <summary>For lists that may be long.</summary>
    public static Option<int> Most(int most) => new("--most") { Description = "At most so many.", DefaultValueFactory = _ => most };

    public static Option<bool> Personal() => new("--personal") { Description = "Shows personal fields too." };

    public static Option<bool> Yes() => new("--yes") { Description = "Does it without asking." };

    public static Option<string> Format(params string[] formats)
    {
        var option = new Option<string>("--format") { Description = "How the answer is written.", DefaultValueFactory = _ => formats[0] };
        option.AcceptOnlyFromAmong(formats);
        return option;
    }
}
