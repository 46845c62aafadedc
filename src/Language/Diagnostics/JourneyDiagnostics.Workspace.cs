using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Diagnostics;

public static partial class JourneyDiagnostics
{
    public static Diagnostic DeprecatedField(Location location, string field, string? because, Location? declared) =>
        Warning("JRN0206", location, $"{Quoted(field)} is deprecated") with
        {
            Label = because is null ? "choose another field" : because.Length > 60 ? because[..59] + "…" : because,
            Related = declared is null ? [] : [new RelatedPlace(declared, "declared deprecated here")],
        };

    public static Diagnostic UnusedSegment(Location location, string segment) =>
        Warning("JRN0207", location, $"nothing uses the segment {Quoted(segment)}") with
        {
            Label = "unused",
            Help = "remove it, or say above it with `##` what it is for",
        };

    /// <param name="standsAlone">A block would be empty without it.</param>
    public static Diagnostic UnusedLet(Location location, string name, bool standsAlone) =>
        Warning("JRN0208", location, $"`let {name}` is never used") with
        {
            Label = "unused",
            Help = "remove it",
            Fix = standsAlone ? [] : [new TextEdit(WholeLines(location), "")],
        };

    public static Diagnostic NeverAsked(Location location, string model, string journey) =>
        Error("JRN0902", location, $"the test sets {Quoted(model)}, which {Quoted(journey)} never asks") with
        {
            Label = "has no effect",
            Help = "remove the line",
        };

    public static Diagnostic BackInTime(Location location, string time, string before, Location previous) =>
        Error("JRN0903", location, $"the test goes back in time: {time} after {before}") with
        {
            Label = "earlier than the line before",
            Related = [new RelatedPlace(previous, before)],
        };

    public static Diagnostic NoDescription(Location location, string journey) =>
        Warning("JRN0904", location, $"journey {Quoted(journey)} has no description") with
        {
            Label = "what is it for?",
            Help = "say it above with `##`",
        };

    public static Diagnostic NotMissing(Location location, string value) =>
        Warning("JRN0906", location, $"this reads better as {Quoted(value + " is known")}") with
        {
            Label = "a double negative",
            Fix = [new TextEdit(location.Span, value + " is known")],
        };

    public static Diagnostic UnusualOrder(Location location, string setting, string before) =>
        Note("JRN0907", location, $"settings are not in the usual order: `{setting}` comes before `{before}`") with
        {
            Label = "`journey fmt` moves it",
        };

    public static Diagnostic AllowNotNeeded(Location location, string code) =>
        Warning("JRN0908", location, $"`allow {code}` is not needed any more") with
        {
            Label = "nothing to allow here",
            Help = "remove the line",
            Fix = [new TextEdit(StandsAlone(location) ? WholeLines(location) : location.Span, "")],
        };

    private static bool StandsAlone(Location location) =>
        location.Source.LineText(location.Line)[..(location.Span.Start - location.Source.LineStart(location.Line))].Trim().Length == 0;

    /// <summary>The lines of a place with their ends, so that nothing of them is left.</summary>
    private static Span WholeLines(Location location)
    {
        var source = location.Source;
        var last = source.PositionOf(Math.Max(location.Span.Start, location.Span.End - 1)).Line;
        return Span.FromBounds(source.LineStart(location.Line), last < source.LineCount ? source.LineStart(last + 1) : source.Text.Length);
    }

    public static Diagnostic JourneysInACircle(Location location, string circle, Location back) =>
        Error("JRN1001", location, "these journeys start each other without an end") with
        {
            Label = "records what starts the next one",
            Related = [new RelatedPlace(back, "and the circle closes here")],
            Why = $"{circle}, again and again",
            Help = "give one of them `enter again never` or `enter again after` a time",
        };

    public static Diagnostic LeavesByEntering(Location location, string journey, string segment, string field, Location exit) =>
        Error("JRN1004", location, $"{Quoted(journey)} ends itself: this takes the customer out of {Quoted(segment)}") with
        {
            Label = $"{Short(segment)} reads customer.{Short(field)}",
            Related = [new RelatedPlace(exit, "so the run ends here")],
            Help = "write another field, or take the exit out",
        };

    public static Diagnostic NobodySaysWhoWins(Location location, string journey, string other, string policy, Location otherPlace) =>
        Warning("JRN1003", location, $"{Quoted(other)} and {Quoted(journey)} compete for one limit") with
        {
            Label = $"same start, same caps of {Short(policy)}",
            Related = [new RelatedPlace(otherPlace, "starts from the same")],
            Why = "who is sent first where there is room for one message is not said",
            Help = "add `priority` to one of them",
        };
}
