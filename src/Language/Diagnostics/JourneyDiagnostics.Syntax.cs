using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Diagnostics;

public static partial class JourneyDiagnostics
{
    public static Diagnostic Expected(Location location, string expected, string found, string? near) =>
        Error("JRN0100", location, $"expected {expected}, found {Quoted(found)}") with
        {
            Label = near is null ? null : $"did you mean {Quoted(near)}?",
            Fix = near is null ? [] : [new TextEdit(location.Span, near)],
        };

    public static Diagnostic WrittenTwice(Location location, string written) =>
        Error("JRN0114", location, $"{Quoted(written)} is written twice in a row") with
        {
            Label = "remove one",
            Fix = [new TextEdit(location.Span, "")],
        };

    public static Diagnostic MissingAtEnd(Location location, string expected) =>
        Error("JRN0100", location, $"something is missing at the end: expected {expected}") with { Label = "here" };

    public static Diagnostic UnclosedBrace(Location location) =>
        Error("JRN0112", location, "this `{` has no `}` in the same text") with { Label = "close it, or write `\\{`" };

    /// <param name="kind">What stands here: `a step`, `a setting`.</param>
    public static Diagnostic UnknownStart(Location location, string word, string kind, string? near) =>
        Error("JRN0101", location, $"{Quoted(word)} cannot start {kind}") with
        {
            Label = near is null ? null : $"did you mean {Quoted(near)}?",
            Fix = near is null ? [] : [new TextEdit(location.Span, near)],
        };

    public static Diagnostic UnknownContinuation(Location location, string word, string above, string? near) =>
        Error("JRN0101", location, $"{Quoted(word)} cannot continue the {Quoted(above)} line above") with
        {
            Label = near is null ? null : $"did you mean {Quoted(near)}?",
            Fix = near is null ? [] : [new TextEdit(location.Span, near)],
        };

    public static Diagnostic MissingColon(Location location, Location below) =>
        Error("JRN0102", location, "this line needs a `:` because the lines below belong to it") with
        {
            Label = "add `:`",
            Related = [new RelatedPlace(below, "belongs to the line above")],
            Fix = [new TextEdit(location.Span, ":")],
        };

    public static Diagnostic ClauseAtBlockDepth(Location location, Location block) =>
        Error("JRN0103", location, "this line continues the one above, but stands at the depth of its block") with
        {
            Label = "indent it deeper than the block",
            Related = [new RelatedPlace(block, "the block")],
        };

    public static Diagnostic ClauseAtDepthOfItsLine(Location location, string word, Location line) =>
        Error("JRN0103", location, $"this {Quoted(word)} continues the line above, but stands at its depth") with
        {
            Label = "indent it deeper",
            Related = [new RelatedPlace(line, "the line it continues")],
            Fix = [new TextEdit(new Span(location.Span.Start, 0), "  ")],
        };

    /// <summary>A word that people bring along, or that belongs to another place.</summary>
    public static Diagnostic StrangeStart(Location location, string word, string kind, string? meant, string? help) =>
        Error("JRN0101", location, $"{Quoted(word)} cannot start {kind}") with
        {
            Label = meant is null ? null : $"write {Quoted(meant)}",
            Help = help,
            Fix = meant is null || meant == "#" ? [] : [new TextEdit(location.Span, meant)],
        };

    public static Diagnostic EmptyBlock(Location location, string word) =>
        Error("JRN0104", location, $"nothing follows this {Quoted(word)} line") with
        {
            Label = "its lines are missing below",
            Help = "indent what belongs to it, or write `do nothing` if it is a step",
        };

    public static Diagnostic NoBlock(Location location, string statement) =>
        Error("JRN0105", location, $"a {Quoted(statement)} line has no block") with { Label = "move it to the level of the line above" };

    public static Diagnostic NoBlockColon(Location location, string word) =>
        Error("JRN0105", location, $"a {Quoted(word)} line has no block") with
        {
            Label = "remove the `:`",
            Fix = [new TextEdit(location.Span, "")],
        };

    public static Diagnostic ElseWithoutIf(Location location) =>
        Error("JRN0110", location, "this `else` has no `if` directly above it") with { Label = "put it under its `if`" };

    public static Diagnostic SettingAfterArm(Location location, string kind, Location arm) =>
        Error("JRN0111", location, $"{Quoted(kind)} settings come before the first arm") with
        {
            Label = "move it up",
            Related = [new RelatedPlace(arm, "the first arm")],
        };

    public static Diagnostic SaidTwice(Location location, string what, Location first) =>
        Error("JRN0113", location, $"{Quoted(what)} is said twice here") with
        {
            Label = "remove one of the two",
            Related = [new RelatedPlace(first, "said first")],
        };

    public static Diagnostic NotATime(Location location, string written) =>
        Error("JRN0308", location, $"{Quoted(written)} is not a time") with { Label = "00:00 to 23:59" };

    public static Diagnostic NotADate(Location location, string written) =>
        Error("JRN0308", location, $"{Quoted(written)} is not a date") with { Label = "year-month-day" };

    public static Diagnostic NotALength(Location location, bool tooLong, string unit) =>
        Error("JRN0308", location, tooLong ? "this length of time is too long" : $"a {unit} can not be cut into parts") with
        {
            Label = tooLong ? "at most 100 years" : "write a whole number, or use hours",
        };

    public static Diagnostic TooManyTries(Location location, int most) =>
        Error("JRN0308", location, "every try comes later than the one before; these take years") with { Label = $"at most {most} times" };

    public static Diagnostic WaitWithoutLimit(Location location, string awaited) =>
        Error("JRN0501", location, $"say how long to wait at most: `wait up to … {awaited}`") with
        {
            Label = "add `up to` and a duration",
            Why = "without an end some customers would wait here for ever",
        };

    public static Diagnostic LoopWithoutLimit(Location location, string loop) =>
        Error("JRN0503", location, $"this loop has no bound: `{loop}`") with
        {
            Label = "say how often at most",
            Why = "without an end some customers would go round for ever",
        };
}
