using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Diagnostics;

public static partial class JourneyDiagnostics
{
    public static Diagnostic NotOfUnknown(Location location, string subject) =>
        Warning("JRN0305", location, $"this is also \"no\" for customers without {Quoted(subject)}") with
        {
            Label = "not of something unknown is unknown",
            Help = $"if you mean them too, say `{Short(subject)} is missing or …`",
        };

    public static Diagnostic DefaultWithoutEffect(Location location, Location standIn, string subject) =>
        Warning("JRN0307", standIn, $"{Quoted(subject)} is never missing, so `default` has no effect") with
        {
            Label = "never used",
            Help = "remove it",
            Fix = [new TextEdit(Span.FromBounds(location.Span.Start, standIn.Span.End), location.Source.Text.Substring(location.Span.Start, location.Span.Length))],
        };

    public static Diagnostic UnknownReachesElse(Location location, string subject, Location send, string template) =>
        Note("JRN0310", location, $"customers without {Quoted(subject)} take `else` and get {Quoted(template)}") with
        {
            Label = "unknown counts as no",
            Related = [new RelatedPlace(send, "they receive this")],
            Help = $"ask for them first, or say what stands in: `{Short(subject)} default …`",
        };

    public static Diagnostic NobodyInSegment(Location location, string segment, Location? other) =>
        Error("JRN0401", location, $"nobody can be in {Quoted(segment)}") with
        {
            Label = other is null ? "no customer can fulfil this" : "excludes the other line",
            Related = other is null ? [] : [new RelatedPlace(other, "nobody fulfils both")],
            Help = "change one of the two",
        };

    public static Diagnostic EverybodyInSegment(Location location, string segment) =>
        Warning("JRN0402", location, $"everybody is in {Quoted(segment)}") with
        {
            Label = "always true",
            Help = "remove the segment where it is used, or say what divides people",
        };

    public static Diagnostic BranchNeverRuns(Location location, Location? earlier, string label) =>
        Error("JRN0403", location, "this branch never runs") with
        {
            Label = label,
            Related = earlier is null ? [] : [new RelatedPlace(earlier, "already takes them all")],
            Help = "remove it, or correct the condition",
        };

    public static Diagnostic ElseNeverRuns(Location location, string condition) =>
        Error("JRN0403", location, $"the `else` of {Quoted(condition)} never runs") with
        {
            Label = "true for everybody who gets here",
            Help = "remove the condition, or correct it",
        };

    public static Diagnostic NoCaseFor(Location location, string value) =>
        Warning("JRN0406", location, $"`match` has no case for {value} and no `else`") with
        {
            Label = "those customers fall through",
            Help = $"add `when {value}:`, or `else:`",
        };

    public static Diagnostic CasesOverlap(Location location, Location earlier, string value) =>
        Error("JRN0407", location, $"this case can never match {value}") with
        {
            Label = "takes what is left",
            Related = [new RelatedPlace(earlier, $"already takes {value}")],
            Help = "leave it out here",
        };

    public static Diagnostic OutsideRange(Location location, string subject, string range, string? meant) =>
        Warning("JRN0408", location, $"{Quoted(subject)} is {range}, so this is never true") with
        {
            Label = meant is null ? "outside the range" : $"did you mean {meant}?",
        };

    public static Diagnostic LongerThanKept(Location location, string @event, string kept, string reach) =>
        Warning("JRN0409", location, $"events {Quoted(@event)} are kept for {kept}, this reads {reach}") with
        {
            Label = "older ones are not counted",
            Help = "keep them longer, or read less",
        };

    public static Diagnostic SumLeavesOut(Location location, string @event, string standIn) =>
        Warning("JRN0411", location, $"this is \"no\" for customers without {Quoted(@event)}") with
        {
            Label = "a sum over nothing is missing",
            Help = $"add `default {standIn}` if you mean them too",
        };

    public static Diagnostic WokenOnceADay(Location location, string segment, string because) =>
        Note("JRN0414", location, $"members of {Quoted(segment)} are looked at once a day") with
        {
            Label = because,
            Why = "nothing else says when it changes, so somebody may enter up to a day late",
        };

    private static string Short(string text) => text.Length > 40 ? text[..39] + "…" : text;
}
