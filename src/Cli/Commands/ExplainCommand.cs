using System.CommandLine;
using System.Text.Json;
using System.Text.RegularExpressions;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Cli.Workspaces;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Diagnostics.Explanations;
using Personalization.Journeys.Language.Review.Explanation;

namespace Personalization.Journeys.Cli.Commands;

/// <summary>`journey explain`: the page of a code, or a journey in plain English.</summary>
internal static partial class ExplainCommand
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Create(CommandIo io)
    {
        var what = new Argument<string>("CODE|JOURNEY") { Description = "A code such as JRN0301, or the name of a journey." };
        var path = Choice.Path();
        var format = Choice.Format("text", "json");
        var command = new Command("explain", "Explains a diagnostic, or a journey in plain English.") { what, path, format };
        command.SetAction(parsed =>
        {
            var asked = parsed.GetRequiredValue(what);
            var json = parsed.GetRequiredValue(format) == "json";
            return Code().IsMatch(asked) ? ExplainCode(io, asked.ToUpperInvariant(), json) : ExplainJourney(io, asked, parsed.GetValue(path), json);
        });
        return command;
    }

    private static int ExplainCode(CommandIo io, string code, bool json)
    {
        if (Explanation.Of(code) is not { } page)
        {
            var near = Closest.To(code, Explanation.All.Select(e => e.Code));
            return io.Refuse(Refusal.Misuse($"there is no code {code}", near is null ? null : $"did you mean `{near}`?"));
        }

        io.Output.Write(json ? JsonSerializer.Serialize(page, _json) + "\n" : page.ToPage());
        return ExitCode.Fine;
    }

    private static int ExplainJourney(CommandIo io, string name, string? path, bool json)
    {
        var (compiled, refusal) = CompiledFolder.LoadRunnable(io, path);
        if (compiled is null)
        {
            return io.Refuse(refusal!);
        }

        var (journey, unknown) = compiled.Journey(name);
        if (journey is null)
        {
            return io.Refuse(unknown!);
        }

        var prose = Prose.Write(compiled.Workspace, journey);
        io.Output.Write(json ? JsonSerializer.Serialize(new { journey = journey.Name, journey.Version, text = prose }, _json) + "\n" : prose);
        return ExitCode.Fine;
    }

    [GeneratedRegex("^JRN[0-9]+$", RegexOptions.IgnoreCase)]
    private static partial Regex Code();
}
