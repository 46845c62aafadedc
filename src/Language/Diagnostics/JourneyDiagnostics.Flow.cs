using System.Globalization;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Diagnostics;

public static partial class JourneyDiagnostics
{
    public static Diagnostic NeverReached(Location location, Location? exit) =>
        Error("JRN0502", location, "this step can never be reached") with
        {
            Label = "every path above it ends",
            Related = exit is null ? [] : [new RelatedPlace(exit, "the run ends here")],
            Help = "remove it, or move it above the exit",
        };

    public static Diagnostic TooManySteps(Location location, string journey, int steps, int most) =>
        Error("JRN0522", location, string.Create(CultureInfo.InvariantCulture, $"{Quoted(journey)} has {steps:N0} steps; {most:N0} are the most")) with
        {
            Help = "move a part of it into a journey of its own and `run` that",
        };

    public static Diagnostic NoTimeoutCase(Location location, int ways) =>
        Warning("JRN0504", location, "this wait does not say what happens on timeout") with
        {
            Label = $"1 of {ways} ways goes on silently",
            Help = "add `on timeout:`, with `do nothing` if nothing is meant",
        };

    public static Diagnostic PastMoment(Location location, string moment, string starts) =>
        Error("JRN0505", location, $"{Quoted(moment)} is in the past for everyone who enters") with
        {
            Label = $"the journey starts on {starts}",
            Help = "choose a later moment, or remove the wait",
        };

    public static Diagnostic AfterTheEnd(Location location, string exitAfter, string earliest) =>
        Error("JRN0506", location, $"`exit after {exitAfter}` ends the run before this step") with
        {
            Label = $"starts {earliest} after entry at the earliest",
            Help = "allow the run more time, or wait less",
        };

    public static Diagnostic EndsBeforeItSees(Location location, string @event, Location exit, Location? goal, string? latest, string? within, string? wait) =>
        Error("JRN0507", location, $"the journey ends before this wait can see {Quoted(@event)}") with
        {
            Label = latest is null || within is null ? $"every {Short(@event)} ends the run first" : $"at most {latest} after entry, inside the {within}",
            Related = goal is null
                ? [new RelatedPlace(exit, "the run ends here first")]
                : [new RelatedPlace(goal, within is null ? $"reached by every {Short(@event)}" : $"reached by every {Short(@event)} in {within}"), new RelatedPlace(exit, "so the run ends here first")],
            Why = "what the wait is for never happens inside this run; it always waits to its end",
            Help = wait is null ? "take the case out; the exit does the rest" : $"wait for the time alone, `wait {wait}`; the exit does the rest",
        };

    public static Diagnostic WaitsInARow(Location location, Location first, string until, string wait, string result, string moment) =>
        Warning("JRN0508", location, $"two waits in a row: this one ends at {result} for everyone") with
        {
            Label = $"{wait} after {until}",
            Related = [new RelatedPlace(first, $"ends at {until}")],
            Help = $"write one wait: `wait until {moment}`",
        };

    public static Diagnostic RoundsAtOnce(Location location, int rounds) =>
        Warning("JRN0510", location, "this `repeat` has no wait inside") with
        {
            Label = $"all {rounds} rounds happen at the same moment",
            Help = "add `, every 1 day`, or a wait in the block",
        };

    public static Diagnostic WrittenByBoth(Location location, Location other, string field) =>
        Error("JRN0511", location, $"two branches of this `in parallel` write {Quoted("customer." + field)}") with
        {
            Label = "written here",
            Related = [new RelatedPlace(other, "and here")],
            Why = "the result would depend on which branch comes first",
            Help = "write it after the branches have met",
        };

    public static Diagnostic UntilCannotChange(Location location, string condition, bool nothingWaits) =>
        Warning("JRN0512", location, $"`until {Short(condition)}` cannot change inside the loop") with
        {
            Label = nothingWaits ? "nothing in the loop waits" : "its values are fixed when the run starts",
            Help = nothingWaits ? "add `, every 1 day`, or a wait in the block" : "ask for something that can change",
        };

    public static Diagnostic AgainTooSoon(Location location, string journey, string again, string longest) =>
        Warning("JRN0516", location, $"`enter again after {again}` is shorter than {Quoted(journey)}") with
        {
            Label = $"a run takes up to {longest}",
            Why = "whoever comes back while the run is alive is ignored",
            Help = "write `enter again after exit`, or a longer time",
        };

    public static Diagnostic GoalOverBeforeSend(Location location, string goal, Location send, string earliest) =>
        Warning("JRN0518", location, $"goal {Quoted(goal)} is over before the first message is sent") with
        {
            Label = "ends before anything was offered",
            Related = [new RelatedPlace(send, $"goes {earliest} after entry at the earliest")],
            Help = "give the goal more time",
        };

    public static Diagnostic NobodyEnters(Location location, string journey, Location? trigger) =>
        Error("JRN0519", location, $"nobody can enter {Quoted(journey)}, so it sends at most 0 messages") with
        {
            Label = trigger is null ? "nobody fulfils this" : "nobody who starts it fulfils this",
            Related = trigger is null ? [] : [new RelatedPlace(trigger, "starts it")],
            Help = "change one of the two",
        };
}
