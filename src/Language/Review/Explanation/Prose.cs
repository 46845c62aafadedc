using System.Text;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Review.Explanation;

/// <summary>A journey told in plain English, from its graph and not from its comments.</summary>
public static class Prose
{
    public static string Write(Workspace workspace, Journey journey)
    {
        var flow = OutlineBuilder.Build(journey);
        var timing = Timing.Of(workspace, journey, flow);
        var text = new StringBuilder();
        ProseHeader.Write(workspace, journey, text);
        text.Append('\n');
        text.Append(ProseTimeline.Write(flow, timing, new StepProse(journey.Policy ?? workspace.Settings.DefaultPolicy)));
        text.Append('\n');
        text.AppendJoin('\n', TextLines.Wrap($"{Messages(flow)} {Length(journey, timing)}", TextLines.PageWidth)).Append('\n');
        return text.ToString();
    }

    /// <summary>Who enters a journey, and when: `A customer enters when … Only once, ever. Only if: …`.</summary>
    public static string Who(Journey journey) => string.Join(' ', ProseHeader.Who(journey));

    private static string Messages(Block flow)
    {
        var most = MessageCount.AtMost(flow);
        var others = flow.Steps.OfType<RunStep>().Select(r => r.Journey).Distinct().Order(StringComparer.Ordinal).ToList();
        var own = most == 0 ? "No message of its own." : $"At most {LengthText.Count(most, "message")} a run.";
        return others.Count == 0 ? own : $"{own[..^1]}, and what {PlainEnglish.List(others, "and")} sends.";
    }

    private static string Length(Journey journey, Timing timing)
    {
        if (timing.End.Latest is not { } latest)
        {
            return "How long a run lasts depends on a date.";
        }

        if (latest == NodaTime.Duration.Zero)
        {
            return "A run is over at once, but for holds by quiet hours and caps.";
        }

        return latest == journey.ExitAfter
            ? $"Longest run {LengthText.Of(latest)}."
            : $"Longest run {LengthText.Short(latest)}, plus holds by quiet hours and caps.";
    }
}
