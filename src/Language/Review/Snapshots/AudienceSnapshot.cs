using System.Globalization;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Review.Snapshots;

/// <summary>Segments with the metrics and scores they read, and the sending rules.</summary>
internal static class AudienceSnapshot
{
    public static string Segments(Workspace workspace)
    {
        var facts = new FactTable();
        foreach (var metric in workspace.Metrics)
        {
            facts.Title($"metric {metric.Name} = {ExpressionText.Of(metric.Value)}");
        }

        foreach (var rfm in workspace.Rfms)
        {
            facts.Title($"rfm {rfm.Name} from {rfm.Event} value {ExpressionText.OfEvent(rfm.Value)} over last {LengthText.Of(rfm.Over)} scores {Whole(rfm.LowestScore)} to {Whole(rfm.HighestScore)}");
        }

        foreach (var segment in workspace.Segments)
        {
            facts.Gap();
            facts.Title($"segment {segment.Name}");
            foreach (var line in segment.Conditions.SelectMany(c => ConditionText.Lines(c, "  ")))
            {
                facts.Title(line);
            }
        }

        return facts.ToString();
    }

    public static string Policies(Workspace workspace)
    {
        var facts = new FactTable();
        foreach (var purpose in workspace.Purposes)
        {
            facts.Title($"purpose {purpose.Name}{(purpose.NeedsConsent ? "" : ", no consent needed")}");
        }

        foreach (var policy in workspace.Policies)
        {
            facts.Gap();
            facts.Title($"policy {policy.Name}{(policy.Name == workspace.Settings.DefaultPolicy ? "  default" : "")}");
            foreach (var line in Lines(policy))
            {
                facts.Title("  " + line);
            }
        }

        return facts.ToString();
    }

    private static IEnumerable<string> Lines(Policy policy)
    {
        if (policy.Purpose is { } purpose)
        {
            yield return $"purpose {purpose}";
        }

        foreach (var quiet in policy.Quiet)
        {
            yield return $"quiet from {ValueText.Time(quiet.From)} to {ValueText.Time(quiet.To)}";
        }

        if (!policy.Quiet.IsEmpty)
        {
            yield return $"during quiet hours {(policy.WaitDuringQuiet ? "wait" : "skip")}";
        }

        foreach (var cap in policy.Caps)
        {
            yield return $"at most {Whole(cap.Limit)} {(cap.Channel is { } channel ? ChannelNames.Of(channel) : "messages")} per {Per(cap.Per)}";
        }

        if (!policy.Caps.IsEmpty)
        {
            yield return policy.WaitWhenCapped is { } wait ? $"when capped wait up to {LengthText.Of(wait)}, then skip" : "when capped skip";
        }

        if (policy.WhenLate is { } late)
        {
            yield return $"when {MomentText.Of(late)}";
        }

        yield return $"when unknown {(policy.SendAgainWhenUnknown ? "send again" : "stop")}";
    }

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A rolling day must not read like a day of the calendar.</summary>
    private static string Per(NodaTime.Duration? per) => per is not { } length ? "day" : length == NodaTime.Duration.FromDays(1) ? "24 hours" : LengthText.Of(length);
}
