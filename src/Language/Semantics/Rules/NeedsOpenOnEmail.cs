using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>`needs open` on an e-mail.</summary>
internal static class NeedsOpenOnEmail
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths) =>
        from journey in paths.Program.Journeys
        from message in journey.Steps.SelectMany(s => JourneyParts.Messages(s))
        where message is { Channel: Channel.Email, Needs.Click: false }
        select JourneyDiagnostics.NeedsOpenOnEmail(message.Location);
}
