using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Diagnostics;

public static partial class JourneyDiagnostics
{
    public static Diagnostic NotDeclared(Location location, string kind, string name, IEnumerable<string> declared) =>
        Error("JRN0201", location, $"there is no {kind} {Quoted(name)}") with
        {
            Label = DidYouMean(name, declared),
            Help = Closest.To(name, declared) is null ? KnownNames(declared) : null,
        };

    public static Diagnostic WrongChannel(Location location, string channel, string template, string right) =>
        Error("JRN0201", location, $"there is no {channel} template {Quoted(template)}") with { Label = $"it is for {right}" };

    public static Diagnostic NoStep(Location location, string step, IEnumerable<string> steps) =>
        Error("JRN0201", location, $"there is no step {Quoted(step)}") with { Label = DidYouMean(step, steps) };

    public static Diagnostic SeveralSteps(Location location, string step, IEnumerable<string> steps) =>
        Error("JRN0201", location, $"{Quoted(step)} could be several steps") with { Help = $"write one of {string.Join(", ", steps.Select(Quoted))}" };

    public static Diagnostic NothingToStop(Location location) =>
        Error("JRN0201", location, "`stop repeating` stands in no `repeat` and no `for each`");

    public static Diagnostic StopInBranch(Location location) =>
        Error("JRN0201", location, "`stop repeating` in a branch cannot leave a loop around `in parallel`") with
        {
            Help = "leave the loop after `in parallel`, or end the whole run with `exit`",
        };

    public static Diagnostic NotHere(Location location, string name, string where) =>
        Error("JRN0201", location, $"{Quoted(name)} means nothing here") with { Help = where };

    public static Diagnostic NoField(Location location, string owner, string name, IReadOnlyCollection<string> fields) =>
        Error("JRN0202", location, $"{owner} has no field {Quoted(name)}") with
        {
            Label = DidYouMean(name, fields),
            Help = fields.Count == 0 ? "it has no fields" : $"it has {string.Join(", ", fields.Take(12))}{(fields.Count > 12 ? ", …" : "")}",
        };

    public static Diagnostic NoCustomerField(Location location, string name, IReadOnlyCollection<string> fields) =>
        Error("JRN0203", location, $"`customer` has no field {Quoted(name)}") with
        {
            Label = DidYouMean(name, fields),
            Help = Closest.To(name, fields) is null ? $"it has {string.Join(", ", fields.Take(12))}{(fields.Count > 12 ? ", …" : "")}" : null,
        };

    public static Diagnostic DeclaredTwice(Location location, string kinds, string name, Location first) =>
        Error("JRN0204", location, $"two {kinds} are called {Quoted(name)}") with
        {
            Label = "choose another name",
            Related = [new RelatedPlace(first, "the first one")],
        };

    public static Diagnostic NameTaken(Location location, string name, string meaning, Location? first) =>
        Error("JRN0205", location, $"{Quoted(name)} already {meaning}") with
        {
            Label = "choose another name",
            Related = first is null ? [] : [new RelatedPlace(first, "first used here")],
        };

    public static Diagnostic NeverThisValue(Location location, string subject, IReadOnlyCollection<string> values, string written) =>
        Error("JRN0209", location, $"{subject} can be {Alternatives(values)}, never \"{written}\"") with { Label = DidYouMean(written, values) };

    public static Diagnostic OutOfRange(Location location, string subject, string range, string written) =>
        Error("JRN0209", location, $"{subject} is {range}, never {written}");

    public static Diagnostic EntryWithoutField(Location location, string name, string without, string? with) =>
        Error("JRN0211", location, $"`entry.{name}` does not exist when the run starts from {without}") with
        {
            Help = with is null ? "`entry` has the fields of the event that starts the run, and here nothing brings one" : $"only {with} has it; `entry` has what all triggers share",
        };

    public static Diagnostic ContainsItself(Location location, string name, IEnumerable<string> way) =>
        Error("JRN0212", location, $"record {Quoted(name)} contains itself: {string.Join(" → ", way)}");

    public static Diagnostic OtherLanguage(Location location, int written, int known) =>
        Error("JRN0213", location, $"this workspace is written in language {written}, and only language {known} is known here") with
        {
            Help = $"write `language {known}`, or use a newer `journey`",
        };

    public static Diagnostic DependsOnItself(Location location, string kind, string name, IEnumerable<string> way) =>
        Error("JRN0410", location, $"{kind} {Quoted(name)} depends on itself: {string.Join(" → ", way)}");

    public static Diagnostic RunsItself(Location location, string name, IReadOnlyList<string> way) =>
        Error("JRN1002", location, way.Count <= 2 ? $"{Quoted(name)} runs itself" : $"{Quoted(name)} runs itself through {string.Join(" and ", way.Skip(1).SkipLast(1).Select(Quoted))}") with
        {
            Why = "each run would start another one without an end",
        };

    private static string? DidYouMean(string name, IEnumerable<string> candidates) =>
        (Closest.To(name, candidates) ?? Completed(name, candidates)) is { } closest ? $"did you mean {Quoted(closest)}?" : null;

    /// <summary>The only name that goes on where the written one stops: `cart` is `cart_id`.</summary>
    private static string? Completed(string name, IEnumerable<string> candidates) =>
        name.Length > 2 && candidates.Where(c => c.StartsWith(name, StringComparison.Ordinal)).Take(2).ToList() is [var only] ? only : null;

    private static string? KnownNames(IEnumerable<string> names)
    {
        var known = names.Take(9).ToList();
        return known.Count is 0 or > 8 ? null : $"known here: {string.Join(", ", known)}";
    }

    private static string Alternatives(IReadOnlyCollection<string> values)
    {
        var quoted = values.Select(v => $"\"{v}\"").ToList();
        return quoted.Count <= 1 ? string.Concat(quoted) : $"{string.Join(", ", quoted.SkipLast(1))} or {quoted[^1]}";
    }
}
