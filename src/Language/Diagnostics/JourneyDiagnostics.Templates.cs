using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Diagnostics;

public static partial class JourneyDiagnostics
{
    public static Diagnostic NoPurpose(Location location, string template, IEnumerable<string> purposes) =>
        Error("JRN0603", location, $"template {Quoted(template)} has no purpose") with
        {
            Help = purposes.Any() ? $"say {string.Join(" or ", purposes.Select(p => $"`for {p}`"))}" : "declare a `purpose` and say `for` it",
        };

    public static Diagnostic UnknownPlaceholder(Location location, string written, string? closest) =>
        Error("JRN0611", location, $"unknown placeholder {Quoted("{" + written + "}")}") with { Label = closest is null ? null : $"did you mean {Quoted(closest)}?" };

    public static Diagnostic BadPlaceholder(Location location, string message, string? help = null) =>
        Error("JRN0611", location, message) with { Help = help };

    public static Diagnostic PartDoesNotBelong(Location location, string channel, string part, string has) =>
        Error("JRN0616", location, $"a template for {channel} has no {Quoted(part)}") with { Help = $"it has {has}" };

    public static Diagnostic PartIsMissing(Location location, string channel, string template, string part) =>
        Error("JRN0616", location, $"{channel} template {Quoted(template)} needs {part}");

    public static Diagnostic NoBodyFile(Location location, string path, IEnumerable<string> files) =>
        Error("JRN1006", location, $"template file {path} is missing") with { Label = DidYouMean(path, files), Help = "paths are relative to the folder of the `workspace` declaration" };
}
