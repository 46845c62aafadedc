using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Templates;

/// <summary>
/// Renders a template from the values it was handed over with, and nothing else: its parameters by name, and under
/// `customer` the fields it reads. The same arguments give the same message in every process.
/// </summary>
public static class Renderer
{
    /// <param name="now">The instant of the decision, for `today` and `now`.</param>
    /// <param name="zone">The workspace's zone; the customer's own wins when it is among the values.</param>
    public static RenderedMessage Render(Template template, RecordValue values, Instant now, DateTimeZone zone)
    {
        var scope = new TemplateScope(values, now, zone);
        var parts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var part in template.Parts)
        {
            parts[part.Name] = part.Name is "link" or "opens" ? Link(part.Text, scope) : Print(part.Text, scope);
        }

        var html = template.Body is { } body ? Html(body.Nodes, scope) : null;
        var text = parts.GetValueOrDefault("text") ?? (html is null ? "" : HtmlText.Of(html));
        return new(parts.ToImmutable(), html, text);
    }

    private static string Html(ImmutableArray<BodyNode> nodes, TemplateScope scope)
    {
        var html = new StringBuilder();
        Append(html, nodes, scope);
        return html.ToString();
    }

    private static void Append(StringBuilder html, ImmutableArray<BodyNode> nodes, TemplateScope scope)
    {
        foreach (var node in nodes)
        {
            switch (node)
            {
                case BodyText text:
                    html.Append(text.Html);
                    break;
                case BodyValue value:
                    html.Append(Escape(Print(value.Value, scope), value.Context));
                    break;
                case BodyIf condition:
                    if (Evaluator.IsYes(condition.Condition, scope))
                    {
                        Append(html, condition.Nodes, scope);
                    }

                    break;
                case BodyEach each:
                    if (Evaluator.Evaluate(each.List, scope) is ListValue list)
                    {
                        foreach (var element in list.Elements)
                        {
                            Append(html, each.Nodes, scope.With(each.Name, element));
                        }
                    }

                    break;
                default:
                    throw new UnreachableException();
            }
        }
    }

    private static string Escape(string text, EscapeContext context) => context switch
    {
        EscapeContext.Text => Escaping.Text(text),
        EscapeContext.Attribute => Escaping.Attribute(text),
        EscapeContext.Url => Escaping.Attribute(Escaping.UrlPart(text)),
        EscapeContext.WholeUrl => Escaping.Attribute(Escaping.WholeUrl(text)),
        _ => throw new UnreachableException(),
    };

    // An author may write any scheme, `app://` too; a value may not bring one of its own.
    private static string Link(Expression link, TemplateScope scope)
    {
        var parts = link is Interpolation interpolation ? interpolation.Parts : [link];
        var url = new StringBuilder();
        foreach (var part in parts)
        {
            var text = Print(part, scope);
            url.Append(part is Constant ? text : url.Length == 0 ? Escaping.WholeUrl(text) : Escaping.UrlPart(text));
        }

        return url.ToString();
    }

    private static string Print(Expression expression, TemplateScope scope) => PrintedValue.Of(Evaluator.Evaluate(expression, scope), scope.Zone);
}
