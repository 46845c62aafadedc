using System.Diagnostics;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Review;

/// <summary>Settings of a journey as the language writes them, without their first words.</summary>
internal static class SettingText
{
    public static string Of(Trigger trigger) => trigger switch
    {
        EventTrigger e => $"event {e.Event}",
        SegmentTrigger s => $"segment {s.Segment} {Side(s.Entered)}",
        ScheduleTrigger s => $"every {MomentText.Of(s.Days)} at {ValueText.Time(s.At)} for segment {s.Segment}",
        DateTrigger d => $"{(d.Anniversary ? "anniversary" : "date")} {(d.Moment.Length == CalendarDuration.Zero ? "of " : "")}{MomentText.Of(d.Moment)}",
        _ => throw new UnreachableException(),
    };

    public static string Of(Reentry reentry) => reentry.Kind switch
    {
        ReentryKind.AfterExit => "after exit",
        ReentryKind.Never => "never",
        ReentryKind.AnyTime => "any time",
        ReentryKind.After => $"after {LengthText.Of(reentry.After)}",
        _ => throw new UnreachableException(),
    };

    public static string Of(Exit exit) => exit switch
    {
        GoalExit g => $"on goal {g.Goal}",
        SegmentExit s => $"on segment {s.Segment} {Side(s.Entered)}",
        EventExit e => $"on event {MomentText.Of(e.Event)}",
        _ => throw new UnreachableException(),
    };

    public static string Of(OthersAction action) => action switch
    {
        OthersAction.KeepTheirPlace => "keep their place",
        OthersAction.FinishOnTheirVersion => "finish on their version",
        OthersAction.Restart => "restart",
        OthersAction.Exit => "exit",
        _ => throw new UnreachableException(),
    };

    public static string Of(ExperimentEnd end) => end switch
    {
        ExperimentEnd.KeepWinner => "keep winner",
        ExperimentEnd.KeepControl => "keep control",
        ExperimentEnd.Report => "report",
        _ => throw new UnreachableException(),
    };

    public static string Of(BanditSpec spec) => spec.Method switch
    {
        BanditMethod.ThompsonSampling => "thompson sampling",
        BanditMethod.UpperConfidence => "upper confidence",
        BanditMethod.Epsilon => $"epsilon {ValueText.Percent(spec.Epsilon ?? 0)}",
        _ => throw new UnreachableException(),
    };

    public static string Of(WriteStep write)
    {
        var value = write.Value is null ? "" : ExpressionText.Of(write.Value);
        var path = $"customer.{write.Field}";
        return write.Operation switch
        {
            WriteOperation.Set => $"{path} = {value}",
            WriteOperation.Increase or WriteOperation.Decrease => $"{path} by {value}",
            WriteOperation.Add => $"{value} to {path}",
            WriteOperation.Remove => $"{value} from {path}",
            WriteOperation.Clear => path,
            _ => throw new UnreachableException(),
        };
    }

    public static string Word(WriteOperation operation) => operation switch
    {
        WriteOperation.Set => "set",
        WriteOperation.Increase => "increase",
        WriteOperation.Decrease => "decrease",
        WriteOperation.Add => "add",
        WriteOperation.Remove => "remove",
        WriteOperation.Clear => "clear",
        _ => throw new UnreachableException(),
    };

    private static string Side(bool entered) => entered ? "entered" : "left";
}
