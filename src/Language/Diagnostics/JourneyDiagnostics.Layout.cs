using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Diagnostics;

/// <summary>Every sentence a user can read about a text. One method owns one code.</summary>
public static partial class JourneyDiagnostics
{
    private static Diagnostic Error(string code, Location location, string message) => new(code, Severity.Error, location, message);

    private static Diagnostic Warning(string code, Location location, string message) => new(code, Severity.Warning, location, message);

    private static Diagnostic Note(string code, Location location, string message) => new(code, Severity.Note, location, message);

    public static Diagnostic NoMeaning(Location location, string written) =>
        Error("JRN0001", location, $"{Shown(written)} has no meaning here") with
        {
            Label = written switch
            {
                "“" or "”" or "„" or "’" or "‘" => "write a straight quote",
                "€" or "$" or "£" => "write the currency behind the number: `30 EUR`",
                "%" => "write it directly behind the number: `10%`",
                _ => "remove it",
            },
            Help = written == ";" ? "lines end by themselves" : null,
            Fix = written == ";" ? [new TextEdit(location.Span, "")] : [],
        };

    /// <summary>For whoever reads the file: the text itself is not there.</summary>
    public static Diagnostic NotUtf8(Location location, long offset) =>
        Error("JRN0002", location, $"this file is not UTF-8 text (byte {offset + 1})") with { Help = "save the file as UTF-8" };

    public static Diagnostic TabIndentation(Location location, int spaces) =>
        Error("JRN0003", location, "this line is indented with a tab") with
        {
            Label = "write two spaces for each tab",
            Fix = [new TextEdit(location.Span, new string(' ', spaces))],
        };

    public static Diagnostic UnclosedText(Location location, char quote) =>
        Error("JRN0004", location, "this text has no closing quote") with { Label = $"close it with {quote}" };

    public static Diagnostic UpperCase(Location location, string written, string meant) =>
        Error("JRN0005", location, $"names are written in lower case: {Quoted(written)}") with
        {
            Label = $"write {Quoted(meant)}",
            Fix = [new TextEdit(location.Span, meant)],
        };

    public static Diagnostic ForeignLetters(Location location, string written) =>
        Error("JRN0014", location, $"names are written with a to z, digits and `_`: {Quoted(written)}") with { Label = "spell it with a to z" };

    public static Diagnostic DirectionMarks(Location location, char mark) =>
        Error("JRN0006", location, $"this line contains invisible direction marks (U+{(int)mark:X4})") with
        {
            Label = "here",
            Why = "readers and the compiler would see different things",
            Help = $"remove it, or write \\u{{{(int)mark:X4}}} inside a text",
        };

    public static Diagnostic MixedScripts(Location location, string written, string script) =>
        Warning("JRN0007", location, $"{Quoted(written)} mixes {script} and Latin letters") with
        {
            Label = "letters that only look alike",
            Why = "a reader would take it for another name",
        };

    public static Diagnostic TooManyLines(Location location) =>
        Error("JRN0008", location, $"a file has at most {Limits.Lines:N0} lines") with { Help = "cut it into several files; their order does not matter" };

    public static Diagnostic LineTooLong(Location location, int length) =>
        Error("JRN0009", location, $"a line has at most {Limits.Columns:N0} characters, this one has {length:N0}") with { Help = "continue it on deeper lines" };

    public static Diagnostic NameTooLong(Location location, int length) =>
        Error("JRN0010", location, $"a name has at most {Limits.NameLength} characters, this one has {length}") with { Label = "shorten it" };

    public static Diagnostic NumberTooLarge(Location location) =>
        Error("JRN0011", location, "this number has too many digits") with { Label = "at most 28 digits" };

    public static Diagnostic UnknownEscape(Location location, string written) =>
        Error("JRN0012", location, $"{Quoted(written)} means nothing in a text") with
        {
            Label = "write `\\\\` for a backslash",
            Help = "a text knows \\\" \\' \\\\ \\n \\{ and \\u{1F381}",
        };

    public static Diagnostic AllowWithoutReason(Location location, string code) =>
        Error("JRN0013", location, $"say why {Quoted(code)} is allowed here") with { Label = $"write `# allow {code}: reason`" };

    public static Diagnostic UnevenIndentation(Location location, int spaces, int usual) =>
        Error("JRN0103", location, $"this line is indented by {Spaces(spaces)}, its neighbours by {usual}") with { Label = $"indent it by {usual}" };

    public static Diagnostic IndentedDeclaration(Location location, int spaces) =>
        Error("JRN0103", location, $"this line is indented by {Spaces(spaces)}, but nothing above owns it") with { Label = "start it at the left edge" };

    public static Diagnostic BracketsTooDeep(Location location) =>
        Error("JRN0106", location, $"more than {Limits.Brackets} brackets inside each other") with { Help = "name a part of it with `let`" };

    public static Diagnostic BlocksTooDeep(Location location) =>
        Error("JRN0108", location, $"more than {Limits.Blocks} blocks inside each other") with { Help = "move a part into a journey of its own and `run` it" };

    public static Diagnostic StatementTooLong(Location location) =>
        Error("JRN0109", location, $"this statement has more than {Limits.StatementLength:N0} words") with { Help = "name parts of it with `let`" };

    public static Diagnostic ForeignOperator(Location location, string written, string meant) =>
        Error("JRN0107", location, meant switch
        {
            "=" => "equality is one `=`",
            "!=" => "different is written `!=`",
            _ => $"{Quoted(written)} is written as a word",
        }) with
        {
            Label = $"write {Quoted(meant)}",
            Fix = [new TextEdit(location.Span, meant == "not" ? "not " : meant)],
        };

    /// <summary>A word or mark of the author in a sentence; cut when it would fill the line.</summary>
    public static string Quoted(string written) => written.Length > 40 ? $"`{written[..39]}…`" : $"`{written}`";

    private static string Shown(string written) =>
        written.Length > 0 && (char.IsControl(written[0]) || char.IsSurrogate(written[0]) && written.Length == 1 || char.GetUnicodeCategory(written, 0) is System.Globalization.UnicodeCategory.Format)
            ? $"the invisible character U+{(int)written[0]:X4}"
            : Quoted(written);

    private static string Spaces(int count) => count == 1 ? "1 space" : $"{count} spaces";
}
