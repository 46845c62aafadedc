using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;
using Personalization.Journeys.Language.Templates;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>Every expression of a workspace, once, where it stands in the text.</summary>
internal static class ProgramExpressions
{
    public static IEnumerable<Expression> Of(Workspace workspace) =>
        workspace.Metrics.Select(m => m.Value)
            .Concat(workspace.Rfms.Select(r => r.Value))
            .Concat(workspace.Models.Select(m => m.History?.Value).OfType<Expression>())
            .Concat(workspace.Segments.SelectMany(s => s.Conditions).SelectMany(JourneyParts.OfCondition))
            .Concat(workspace.Templates.SelectMany(t => t.Parts).Select(p => p.Text))
            .Concat(workspace.Templates.SelectMany(t => t.Body is { } body ? Of(body.Nodes) : []))
            .Concat(workspace.Journeys.SelectMany(Of));

    public static IEnumerable<Expression> Of(Journey journey) => JourneyParts.OfSettings(journey).Concat(journey.Steps.SelectMany(JourneyParts.Of));

    private static IEnumerable<Expression> Of(IEnumerable<BodyNode> nodes) => nodes.SelectMany(node => node switch
    {
        BodyValue v => [v.Value],
        BodyEach e => Of(e.Nodes).Prepend(e.List),
        BodyIf i => Of(i.Nodes).Prepend(i.Condition),
        _ => [],
    });
}
