using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Diagnostics;

public static partial class JourneyDiagnostics
{
    public static Diagnostic NobodyAskedForConsent(Location location, string journey, string purpose, string channel) =>
        Warning("JRN0602", location, $"{Quoted(journey)} never asks for consent to {Quoted(purpose)} messages") with
        {
            Label = "skipped for everybody without consent",
            Help = $"add `eligible:` with `consent {channel} for {purpose}`",
        };

    public static Diagnostic AlwaysInQuietHours(Location location, string channel, string policy, string arrival, string quiet, Location place) =>
        Error("JRN0604", location, $"this {channel} can never be sent") with
        {
            Label = "falls into quiet hours for every customer",
            Related = [new RelatedPlace(place, $"quiet from {quiet}, and skipped, not held")],
            Why = $"the run always gets here at {arrival} local time, and policy {Quoted(policy)} skips then; unless it is late",
            Help = "let the wait end earlier or later, or hold the message: `during quiet hours wait`",
        };

    public static Diagnostic AlwaysCapped(Location location, string policy, string cap, string span, Location first, int count) =>
        Error("JRN0605", location, $"policy {Quoted(policy)} always skips this message") with
        {
            Label = $"number {count} within {span}",
            Related = [new RelatedPlace(first, $"the first; the policy says {cap}")],
            Help = "wait longer between them, or let the policy hold: `when capped wait up to …`",
        };

    public static Diagnostic NoTimeToSend(Location location, string policy) =>
        Error("JRN0606", location, $"the quiet hours of {Quoted(policy)} leave no time to send") with
        {
            Label = "together they cover the whole day",
            Help = "shorten one of them",
        };

    public static Diagnostic CapNeverBites(Location location, string policy, Location stricter) =>
        Warning("JRN0607", location, $"in policy {Quoted(policy)} this limit never bites") with
        {
            Label = "never reached",
            Related = [new RelatedPlace(stricter, "is stricter")],
            Help = "remove it, or lower it",
        };

    public static Diagnostic LivesShorterThanHold(Location location, string channel, string life, string hold) =>
        Warning("JRN0608", location, $"this {channel} message may be over before it is shown") with
        {
            Label = $"lives {life}, can be held up to {hold}",
            Why = "held by quiet hours, then dropped unseen",
            Help = "let it live longer, or use a policy without quiet hours",
        };

    public static Diagnostic PersonalDataLeaves(Location location, string field, string webhook, string parameter, Location declared) =>
        Warning("JRN0612", location, $"{Quoted(field)} goes to webhook {Quoted(webhook)}") with
        {
            Label = "personal",
            Related = [new RelatedPlace(declared, $"{Quoted(parameter)} is not declared personal")],
            Why = "what is not declared personal is neither encrypted nor erased with the customer",
            Help = $"declare `takes {parameter} …, personal`, or leave it out",
        };

    public static Diagnostic SentTwice(Location location, string template, Location first) =>
        Warning("JRN0613", location, $"{Quoted(template)} is sent twice on the same path") with
        {
            Label = "the same message again",
            Related = [new RelatedPlace(first, "sent here before")],
            Help = "send another template, or leave one out",
        };

    public static Diagnostic EndsWithPush(Location location) =>
        Warning("JRN0614", location, "`send first of` ends with `push`") with
        {
            Label = "customers without a push token get nothing",
            Help = "end with `email`, `web` or `chat`",
        };

    public static Diagnostic NeedsOpenOnEmail(Location location) =>
        Warning("JRN0615", location, "opens of e-mails are not reliable") with
        {
            Label = "mail programs open for the reader",
            Why = "privacy features of mail programs report opens that nobody made",
            Help = "consider `needs click`",
        };
}
