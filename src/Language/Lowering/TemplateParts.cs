using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics;
using Personalization.Journeys.Language.Syntax;

namespace Personalization.Journeys.Language.Lowering;

/// <summary>JRN0616: which lines a template of a channel has, and which of them it needs.</summary>
internal static class TemplateParts
{
    public static string Word(TemplatePartKind kind) => kind == TemplatePartKind.Body ? "body from" : kind.ToString().ToLowerInvariant();

    public static void Check(TemplateSyntax template, Channel channel, Binder binder, ICollection<Diagnostic> diagnostics)
    {
        TemplatePartKind[] allowed = channel switch
        {
            Channel.Email => [TemplatePartKind.Subject, TemplatePartKind.Preview, TemplatePartKind.Body, TemplatePartKind.Text],
            Channel.Push => [TemplatePartKind.Title, TemplatePartKind.Text, TemplatePartKind.Link],
            Channel.Web => [TemplatePartKind.Title, TemplatePartKind.Text, TemplatePartKind.Button],
            _ => [TemplatePartKind.Text, TemplatePartKind.Choices],
        };
        var word = ChannelNames.Of(channel);
        var seen = new HashSet<TemplatePartKind>();
        foreach (var part in template.Parts)
        {
            if (!allowed.Contains(part.Kind))
            {
                diagnostics.Add(JourneyDiagnostics.PartDoesNotBelong(binder.At(part), word, Word(part.Kind), string.Join(", ", allowed.Select(Word))));
            }

            seen.Add(part.Kind);
        }

        foreach (var needed in Missing(channel, seen))
        {
            diagnostics.Add(JourneyDiagnostics.PartIsMissing(binder.At(template.Name), word, template.Name.Text, needed));
        }
    }

    private static IEnumerable<string> Missing(Channel channel, HashSet<TemplatePartKind> seen)
    {
        if (channel == Channel.Email && !seen.Contains(TemplatePartKind.Subject))
        {
            yield return "a `subject`";
        }

        if (channel == Channel.Email && !seen.Contains(TemplatePartKind.Text) && !seen.Contains(TemplatePartKind.Body))
        {
            yield return "a `body from` or a `text`";
        }

        if (channel is Channel.Push or Channel.Web && !seen.Contains(TemplatePartKind.Title))
        {
            yield return "a `title`";
        }

        if (channel is not Channel.Email && !seen.Contains(TemplatePartKind.Text))
        {
            yield return "a `text`";
        }
    }
}
