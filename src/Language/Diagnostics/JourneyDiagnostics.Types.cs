using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Diagnostics;

public static partial class JourneyDiagnostics
{
    public static Diagnostic ComparesTypes(Location location, string expression, string left, string right) =>
        Error("JRN0300", location, $"{Quoted(expression)} compares {left} with {right}");

    public static Diagnostic CannotCombine(Location location, string expression, string left, string right) =>
        Error("JRN0300", location, $"{Quoted(expression)} does not go: {left} and {right}");

    public static Diagnostic NoOrder(Location location, string expression, string type) =>
        Error("JRN0300", location, $"{Quoted(expression)} asks which is larger, but {type} has no order");

    public static Diagnostic WrongType(Location location, string what, string needed, string found) =>
        Error("JRN0300", location, $"{what} needs {needed}, this is {found}");

    public static Diagnostic WrongUse(Location location, string message, string? help = null) =>
        Error("JRN0300", location, message) with { Help = help };

    public static Diagnostic MayBeMissing(Location location, string expression, Location? declared, string why) =>
        Error("JRN0301", location, $"{Quoted(expression)} may be missing here") with
        {
            Related = declared is null ? [] : [new RelatedPlace(declared, "declared optional here")],
            Why = why,
            Help = $"say what to use instead: `{expression} default …`, or ask `if {expression} is known`",
        };

    public static Diagnostic NotGiven(Location location, string owner, string name, string? type = null) =>
        Error("JRN0302", location, $"{owner} needs {Quoted(name)}, which is not given") with { Help = $"add `with {name} = …`{(type is null ? "" : $" ({type})")}" };

    public static Diagnostic FieldNotGiven(Location location, string owner, string name, string type) =>
        Error("JRN0302", location, $"{owner} needs {Quoted(name)}, which is not given") with { Help = $"add `{name}: …` ({type})" };

    public static Diagnostic NoParameter(Location location, string owner, string name, IReadOnlyCollection<string> parameters) =>
        Error("JRN0303", location, $"{owner} has no {(owner.StartsWith("event ", StringComparison.Ordinal) ? "field" : "parameter")} {Quoted(name)}") with
        {
            Label = DidYouMean(name, parameters),
            Help = parameters.Count == 0 ? "it takes nothing" : $"it takes {string.Join(", ", parameters)}",
        };

    public static Diagnostic GivenTwice(Location location, string name) =>
        Error("JRN0303", location, $"{Quoted(name)} is given twice") with { Label = "remove one" };

    public static Diagnostic MadeInSomeWays(Location location, string name, int ways, int of, Location declared) =>
        Error("JRN0304", location, $"{Quoted(name)} is made in {ways} of {of} ways that lead here; it may be missing") with
        {
            Related = [new RelatedPlace(declared, "made here")],
            Help = $"make it in all of them, use it there, or ask `if {name} is known`",
        };

    public static Diagnostic CurrenciesDiffer(Location location, string left, string right) =>
        Error("JRN0306", location, $"{left} and {right} do not go together") with { Why = "a workspace has one currency and no exchange rates" };

    public static Diagnostic ExpressionTooLarge(Location location, int most) =>
        Error("JRN0415", location, $"this expression has more than {most} parts, those of its metrics included") with { Help = "cut it into several conditions or segments" };

    public static Diagnostic TooManyReads(Location location, int reads, int most) =>
        Error("JRN0415", location, $"this expression reads the past {reads} times; {most} is the most") with { Help = "cut it into several conditions or segments" };

    public static Diagnostic UnknownZone(Location location, string zone, IEnumerable<string> zones) =>
        Error("JRN0515", location, $"there is no time zone \"{zone}\"") with { Label = DidYouMean(zone, zones) };

    public static Diagnostic MomentMayBeMissing(Location location, string expression) =>
        Error("JRN0513", location, $"{Quoted(expression)} may be missing") with
        {
            Label = "add `, or skip if missing`",
            Help = "add `, or skip if missing`, `, or exit if missing` or a `default`",
        };

    public static Diagnostic AnswerWithoutBranch(Location location, string template, string answer) =>
        Error("JRN0517", location, $"`ask chat {template}`: the answer \"{answer}\" has no branch") with { Help = $"add `on \"{answer}\":` or `on any other answer:`" };

    public static Diagnostic NotAChoice(Location location, string template, string answer, IReadOnlyCollection<string> choices) =>
        Error("JRN0517", location, $"\"{answer}\" is not a choice of {Quoted(template)}") with
        {
            Label = DidYouMean(answer, choices),
            Help = choices.Count == 0 ? "the template has no `choices`" : $"it offers {Alternatives(choices)}",
        };

    public static Diagnostic NeverAgainWithKey(Location location, Location keyedBy) =>
        Error("JRN0520", location, "`enter again never` does not go with `keyed by`") with
        {
            Related = [new RelatedPlace(keyedBy, "every key is an entry of its own")],
            Why = "the keys of each customer would have to be remembered for ever",
            Help = "write `enter again after …`",
        };

    public static Diagnostic ExitTextNotConstant(Location location) =>
        Error("JRN0521", location, "an exit text is constant") with
        {
            Why = "each customer would make an exit of their own, and nobody could count them",
            Help = "write the text without values",
        };

    public static Diagnostic WrongPurpose(Location location, string template, string purpose, string policy, string policyPurpose) =>
        Error("JRN0601", location, $"{Quoted(template)} is for {purpose}, but this send uses policy {Quoted(policy)}") with
        {
            Why = $"{Quoted(policy)} holds the rules of {policyPurpose}, not those of {purpose}",
            Help = $"send it `using policy` with one for {purpose}",
        };

    public static Diagnostic ArmsDoNotAddUp(Location location, string name, decimal sum) =>
        Error("JRN0701", location, FormattableString.Invariant($"the arms of {Quoted(name)} add up to {sum * 100:0.####} %, not 100 %"));

    public static Diagnostic ArmWithoutShare(Location location, string arm) =>
        Error("JRN0701", location, $"arm {Quoted(arm)} has no share, but others have") with { Label = "add a percent" };

    public static Diagnostic MeasuresNothing(Location location, string name) =>
        Error("JRN0702", location, $"experiment {Quoted(name)} measures nothing") with { Help = "add `measure goal … within …`" };

    public static Diagnostic NoReward(Location location, string name) =>
        Error("JRN0708", location, $"bandit {Quoted(name)} has no `reward`") with { Help = "add `reward event … within …`" };

    public static Diagnostic PredictionMayBeMissing(Location location, string model, string? stale) =>
        Error("JRN0712", location, $"{Quoted(model)} may be missing{(stale is null ? "" : $" (model older than {stale})")} where a value is needed") with { Help = $"add `default`: `predict({model}) default …`" };

    public static Diagnostic NotAKey(Location location, string field, Location? declared) =>
        Error("JRN0808", location, $"a journey is keyed by a field declared `key`; {Quoted(field)} is not") with
        {
            Related = declared is null ? [] : [new RelatedPlace(declared, "add `, key` here")],
        };

    public static Diagnostic NothingCompared(Location location, int version) =>
        Note("JRN0810", location, $"there is no lock file of version {version}, so nothing was compared");
}
