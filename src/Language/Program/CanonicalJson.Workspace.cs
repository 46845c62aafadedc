using System.Diagnostics;
using System.Text.Json.Nodes;
using Personalization.Journeys.Language.Templates;

namespace Personalization.Journeys.Language.Program;

public static partial class CanonicalJson
{
    private static JsonObject Node(Workspace workspace, Func<Journey, JsonNode> journey) => Object(
        ("settings", Node(workspace.Settings)),
        ("customer", List(workspace.Customer.Fields, Node)),
        ("records", List(workspace.Records, r => Object(("name", r.Type.Name), ("fields", List(r.Type.Fields, Node))))),
        ("events", List(workspace.Events, e => Object(("name", e.Name), ("fields", List(e.Fields, Node)), ("keep", Length(e.Keep))))),
        ("purposes", List(workspace.Purposes, p => Object(("name", p.Name), ("needsConsent", Flag(p.NeedsConsent))))),
        ("catalogs", List(workspace.Catalogs, c => Object(("name", c.Name), ("key", c.Key), ("fields", List(c.Row.Fields, Node))))),
        ("models", List(workspace.Models, Node)),
        ("webhooks", List(workspace.Webhooks, Node)),
        ("metrics", List(workspace.Metrics, m => Object(("name", m.Name), ("value", Node(m.Value))))),
        ("rfms", List(workspace.Rfms, Node)),
        ("segments", List(workspace.Segments, s => Object(("name", s.Name), ("conditions", List(s.Conditions, Node))))),
        ("policies", List(workspace.Policies, Node)),
        ("templates", List(workspace.Templates, Node)),
        ("journeys", List(workspace.Journeys, journey)),
        ("kept", List(workspace.Kept, k => Object(("event", k.Event), ("for", Length(k.For)), ("paths", Texts(k.Paths))))));

    private static JsonObject Node(WorkspaceSettings settings) => Object(
        ("name", settings.Name),
        ("zone", settings.Zone.Id),
        ("currency", settings.Currency),
        ("defaultPolicy", Text(settings.DefaultPolicy)),
        ("lateAfter", Length(settings.LateAfter)),
        ("keepEvents", Length(settings.KeepEvents)));

    private static JsonObject Node(Field field) => Object(
        ("name", field.Name),
        ("type", Node(field.Type)),
        ("optional", Flag(field.Optional)),
        ("personal", Flag(field.Personal)),
        ("key", Flag(field.IsKey)),
        ("notEmpty", Flag(field.NotEmpty)),
        ("default", Node(field.Default)));

    private static JsonObject Node(Model model) => Object(
        ("name", model.Name),
        ("takes", List(model.Takes, Node)),
        ("uses", Texts(model.Uses)),
        ("history", model.History is { } history ? Object(("event", history.Event), ("value", Node(history.Value)), ("window", Length(history.Window))) : null),
        ("gives", Node(model.Gives)),
        ("staleAfter", Length(model.StaleAfter)));

    private static JsonObject Node(Webhook webhook) => Object(
        ("name", webhook.Name),
        ("post", webhook.Post),
        ("takes", List(webhook.Takes, Node)),
        ("gives", List(webhook.Gives, Node)),
        ("timeout", Length(webhook.Timeout)),
        ("retries", webhook.Retries));

    private static JsonObject Node(Rfm rfm) => Object(
        ("name", rfm.Name), ("event", rfm.Event), ("value", Node(rfm.Value)), ("over", Length(rfm.Over)), ("lowest", rfm.LowestScore), ("highest", rfm.HighestScore));

    private static JsonObject Node(Policy policy) => Object(
        ("name", policy.Name),
        ("purpose", Text(policy.Purpose)),
        ("quiet", List(policy.Quiet, q => Object(("from", Time(q.From)), ("to", Time(q.To))))),
        ("waitDuringQuiet", Flag(policy.WaitDuringQuiet)),
        ("caps", List(policy.Caps, c => Object(("limit", c.Limit), ("channel", c.Channel is { } channel ? Enum(channel) : null), ("per", Length(c.Per))))),
        ("waitWhenCapped", Length(policy.WaitWhenCapped)),
        ("whenLate", Node(policy.WhenLate)),
        ("sendAgainWhenUnknown", Flag(policy.SendAgainWhenUnknown)));

    private static JsonObject Node(Template template) => Object(
        ("name", template.Name),
        ("channel", Enum(template.Channel)),
        ("purpose", template.Purpose),
        ("takes", List(template.Takes, Node)),
        ("parts", List(template.Parts, p => Object(("name", p.Name), ("text", Node(p.Text))))),
        ("body", template.Body is { } body ? List(body.Nodes, Node) : null),
        ("choices", Texts(template.Choices)));

    private static JsonObject Node(BodyNode node) => node switch
    {
        BodyText n => Object(("kind", "html"), ("html", n.Html)),
        BodyValue n => Object(("kind", "value"), ("value", Node(n.Value)), ("context", Enum(n.Context))),
        BodyEach n => Object(("kind", "each"), ("name", n.Name), ("list", Node(n.List)), ("nodes", List(n.Nodes, Node))),
        BodyIf n => Object(("kind", "if"), ("condition", Node(n.Condition)), ("nodes", List(n.Nodes, Node))),
        _ => throw new UnreachableException(),
    };
}
