using System.CommandLine;
using System.Text.Json;
using System.Text.RegularExpressions;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Cli.Workspaces;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Diagnostics.Explanations;
using Personalization.Journeys.Language.Review.Explanation;

namespace Personalization.Journeys.Cli.Commands;

/// <summary>`journey explain`: the page of a code, a journey in plain English, and why an engine decided what it did.</summary>
internal static partial class ExplainCommand
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Create(CommandIo io)
    {
        var what = new Argument<string?>("CODE|JOURNEY") { Description = "A code such as JRN0301, or the name of a journey; with --why-not a journey or a template.", Arity = ArgumentArity.ZeroOrOne };
        var path = Choice.Path();
        var why = new Option<string?>("--why") { Description = "CUSTOMER@TIME: the reason for what a running engine decided. TIME is `last`, a day, or a moment by the customer's clock." };
        var whyNot = new Option<string?>("--why-not") { Description = "CUSTOMER, followed by a journey or a template: why they did not enter it or get it." };
        var data = Choice.Data();
        var format = Choice.Format("text", "json");
        var command = new Command("explain", "Explains a diagnostic, a journey, or what an engine decided.") { what, path, why, whyNot, data, format };
        command.SetAction(async (parsed, cancellation) =>
        {
            var json = parsed.GetRequiredValue(format) == "json";
            return (parsed.GetValue(what), parsed.GetValue(why), parsed.GetValue(whyNot)) switch
            {
                (_, { }, { }) => io.Refuse(Refusal.Misuse("`--why` and `--why-not` are two questions", "ask one at a time")),
                (null, { } asked, null) => await WhyAsync(io, asked, parsed.GetRequiredValue(data), json, cancellation),
                ({ } too, { }, null) => io.Refuse(Refusal.Misuse($"`--why` takes no `{too}`", "for a reason why not, write `--why-not CUSTOMER NAME`")),
                (var name, null, { } customer) => await WhyNotAsync(io, customer, name, parsed.GetRequiredValue(data), json, cancellation),
                (null, null, null) => io.Refuse(Refusal.Misuse("say what to explain", "a code such as JRN0301, a journey, or --why CUSTOMER@TIME")),
                ({ } asked, null, null) => Code().IsMatch(asked) ? ExplainCode(io, asked.ToUpperInvariant(), json) : ExplainJourney(io, asked, parsed.GetValue(path), json),
            };
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
