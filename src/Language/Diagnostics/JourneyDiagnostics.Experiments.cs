using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Diagnostics;

public static partial class JourneyDiagnostics
{
    public static Diagnostic ArmsDifferTooLate(Location location, string first, string within, Location experiment) =>
        Error("JRN0703", location, $"the arms first differ after {first}, measured is within {within}") with
        {
            Label = "over before anything is different",
            Related = [new RelatedPlace(experiment, "counted from here")],
            Help = "measure longer, or wait less in the arms",
        };

    public static Diagnostic SameArms(Location location, string first, string second, Location other) =>
        Warning("JRN0705", location, $"arms {Quoted(first)} and {Quoted(second)} are the same steps") with
        {
            Label = "no difference to measure",
            Related = [new RelatedPlace(other, "the same")],
        };

    public static Diagnostic HoldoutStillGets(Location location, string template, Location send) =>
        Error("JRN0706", location, $"the holdout group still gets {Quoted(template)}") with
        {
            Label = "goes on after the experiment",
            Related = [new RelatedPlace(send, "sent to everybody who gets here")],
            Help = "end the holdout with `exit`, or move the send",
        };

    public static Diagnostic ExperimentsShareGoal(Location location, string experiment, string other, string goal, Location first) =>
        Error("JRN0707", location, $"{Quoted(experiment)} and {Quoted(other)} measure the same on one path") with
        {
            Label = $"{Short(goal)} is measured by both",
            Related = [new RelatedPlace(first, "runs before it")],
            Why = "what one experiment changes would be counted for the other",
            Help = "measure something else, or end the first before the second begins",
        };

    public static Diagnostic ContextTooFine(Location location, string context) =>
        Error("JRN0709", location, $"{Quoted(context)} has too many values for a bandit's context") with
        {
            Label = "every customer would be a case of its own",
            Help = "use a field with few values (`one of`), or a number",
        };

    public static Diagnostic ExploreNothing(Location location, string bandit) =>
        Error("JRN0710", location, $"`explore at least 0%` would stop {Quoted(bandit)} from learning") with
        {
            Label = "no arm would be tried again",
            Help = "use 1% or more",
        };

    public static Diagnostic AskedAgain(Location location, string model, int times, Location first) =>
        Warning("JRN0711", location, $"{Quoted(model)} is asked {times} times with waits in between") with
        {
            Label = "may answer differently here",
            Related = [new RelatedPlace(first, "asked before")],
            Help = "keep the first answer with one `let`",
        };

    public static Diagnostic ArmsUseOtherChannels(Location location, string push, string other) =>
        Warning("JRN0714", location, $"arm {Quoted(push)} uses push, arm {Quoted(other)} does not") with
        {
            Label = "customers without a push token are only in one arm",
            Why = "the arms would be seen by different people, so the result is biased",
            Help = "add `customer.push_token is known` to `eligible`",
        };
}
