using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;
using Personalization.Journeys.Language.Review;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>The same message, with the same values, twice on one path. Rounds of a loop are meant to repeat.</summary>
internal static class SentTwice
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths) =>
        from journey in paths.Program.Journeys
        let arrivals = paths.Of(journey).Arrivals
        from step in journey.Steps
        where arrivals.ContainsKey(step.Id)
        from message in JourneyParts.Messages(step)
        let first = arrivals[step.Id].Sent.FirstOrDefault(s => s.Step != step.Id && s.Message.Template == message.Template && Values(s.Message) == Values(message))
        where first is not null
        select JourneyDiagnostics.SentTwice(message.Location, message.Template, first.Message.Location);

    private static string Values(Message message) =>
        string.Join('\n', message.With.OrderBy(w => w.Name, StringComparer.Ordinal).Select(w => $"{w.Name}={ExpressionText.Of(w.Value)}"));
}
