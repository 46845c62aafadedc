using System.Collections.Immutable;
using System.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Templates;

namespace Personalization.Journeys.Language.Review.Snapshots;

/// <summary>What can be said: parameters and texts of every template, bodies line by line.</summary>
internal static class TemplateSnapshot
{
    public static string Write(Workspace workspace)
    {
        var facts = new FactTable();
        foreach (var template in workspace.Templates)
        {
            if (template != workspace.Templates[0])
            {
                facts.Gap();
            }

            facts.Title($"template {ChannelNames.Of(template.Channel)} {template.Name} for {template.Purpose}");
            foreach (var field in template.Takes)
            {
                facts.Title($"  takes {TypeText.Of(field)}");
            }

            foreach (var part in template.Parts)
            {
                facts.Title($"  {part.Name} {ExpressionText.Of(part.Text)}");
            }

            if (!template.Choices.IsEmpty)
            {
                facts.Title($"  choices [{string.Join(", ", template.Choices.Select(c => ValueText.Of(new TextValue(c))))}]");
            }

            if (template.Body is { } body)
            {
                facts.Title($"  body from {ValueText.Of(new TextValue(body.Source.Path))}");
                foreach (var line in Text(body.Nodes).Split('\n').Where(l => !string.IsNullOrWhiteSpace(l)))
                {
                    facts.Title("    " + line.TrimEnd());
                }
            }
        }

        return facts.ToString();
    }

    private static string Text(ImmutableArray<BodyNode> nodes) => string.Concat(nodes.Select(Text));

    private static string Text(BodyNode node) => node switch
    {
        BodyText text => text.Html,
        BodyValue value => $"{{{ExpressionText.Of(value.Value)}}}",
        BodyEach each => $"{{#each {ExpressionText.Of(each.List)} as {each.Name}}}{Text(each.Nodes)}{{/each}}",
        BodyIf condition => $"{{#if {ExpressionText.Of(condition.Condition)}}}{Text(condition.Nodes)}{{/if}}",
        _ => throw new UnreachableException(),
    };
}
