using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Review;

/// <summary>Parts of steps as the language writes them.</summary>
internal static class StepText
{
    public static string Of(WaitCase happens) => happens.Outcome is { } outcome ? $"{outcome.Name}.{outcome.Flag}" : $"event {MomentText.Of(happens.Event!)}";

    /// <summary>The one thing that `wait up to D for X` waits for.</summary>
    public static WaitCase? OneLine(WaitForStep wait) =>
        wait.Cases is [var only] && GoesOn(only.Then, wait) && GoesOn(wait.OnTimeout, wait) ? only : null;

    /// <summary>An unnamed parallel branch carries the name of its one step.</summary>
    public static string? NameOf(ParallelWay way) =>
        way.Block.Nodes is [var only] && (only.Step.Id == way.Branch.Name || only.Step.Id.EndsWith("." + way.Branch.Name, StringComparison.Ordinal))
            ? null
            : way.Branch.Name;

    public static IEnumerable<string> Spec(ExperimentSpec spec)
    {
        foreach (var measure in spec.Measures)
        {
            yield return $"measure {Of(measure)}";
        }

        foreach (var guard in spec.Guards)
        {
            yield return $"guard {Of(guard.Of)} {(guard.Below ? "below" : "above")} {ValueText.Percent(guard.Limit)}";
        }

        yield return $"confidence {ValueText.Percent(spec.Confidence)}, power {ValueText.Percent(spec.Power)}";
        if (spec.DetectLift is { } lift)
        {
            yield return $"detect lift of {ValueText.Percent(lift)}";
        }

        if (spec.DecideAfter is { } after)
        {
            yield return $"decide after {LengthText.Of(after)}";
        }

        yield return $"then {SettingText.Of(spec.Then)}";
    }

    public static IEnumerable<string> Spec(BanditSpec spec)
    {
        if (spec.Reward is { } reward)
        {
            yield return $"reward event {MomentText.Of(reward)}{(spec.Worth is null ? "" : $" worth {ExpressionText.OfEvent(spec.Worth)}")}";
        }

        if (!spec.Context.IsEmpty)
        {
            yield return "context " + string.Join(", ", spec.Context.Select(ExpressionText.Of));
        }

        if (spec.ExploreAtLeast is { } explore)
        {
            yield return $"explore at least {ValueText.Percent(explore)}";
        }
    }

    private static string Of(Measure measure) =>
        (measure.Goal is { } goal ? $"goal {goal}" : $"event {MomentText.Of(measure.Event!)}")
        + (measure.Within is { } within && measure.Event?.Within != within ? $" within {LengthText.Of(within)}" : "");

    /// <summary>Nothing where the arms share alike and the share has no short form.</summary>
    public static string Share(Arm arm, IEnumerable<Way> all) =>
        decimal.Round(arm.Share, 4) != arm.Share && all.OfType<ArmWay>().All(w => w.Arm.Share == arm.Share) ? "" : " " + ValueText.Percent(arm.Share);

    private static bool GoesOn(string? then, WaitForStep wait) => then is null || then == wait.Next;
}
