using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;

namespace Personalization.Journeys.Server.Dashboard;

/// <summary>What is known of a customer; personal fields only when they are asked for.</summary>
internal static class CustomerFacts
{
    private const string Masked = "•••";

    public static Markup Of(CustomerDocument customer, Workspace workspace, DateTimeZone zone, string address, char joint, bool showPersonal)
    {
        var hides = !showPersonal && workspace.Customer.Fields.Any(f => f.Personal && !customer.Attributes[f.Name].IsMissing);
        var toggle = showPersonal ? Markup.Of($"""<p><a href="{address}">Hide personal fields</a></p>""")
            : hides ? Markup.Of($"""<p><a href="{address}{joint.ToString()}show=personal">Show personal fields</a></p>""")
            : Markup.Empty;
        return Markup.Of($"""
            <section class="card" data-key="consents"><h3>Consents</h3>{List(customer.Consents.Select(c => (
                $"{ChannelNames.Of(c.Key.Channel)} for {c.Key.Purpose}", $"{(c.Value.Granted ? "granted" : "withdrawn")} {Wording.Minute(c.Value.At, zone)}")), "None was given.")}</section>
            <section class="card" data-key="segments"><h3>Segments</h3>{List(customer.Memberships.Select(m => (
                Wording.Name(m.Key), $"since {Wording.Minute(m.Value.Since, zone)}")), "Is in none.")}</section>
            <section class="card" data-key="attributes"><h3>Attributes</h3>{List(Attributes(customer, workspace, zone, showPersonal), "None is set.")}{toggle}</section>
            """);
    }

    private static IEnumerable<(string, string)> Attributes(CustomerDocument customer, Workspace workspace, DateTimeZone zone, bool showPersonal) =>
        from attribute in customer.Attributes.Fields
        let field = workspace.Customer.Find(attribute.Key)
        let hidden = !showPersonal && field is not { Personal: false }
        select (attribute.Key, hidden ? Masked : PrintedValue.Of(attribute.Value, zone));

    private static Markup List(IEnumerable<(string Name, string Value)> facts, string none)
    {
        var items = facts.Select(f => Markup.Of($"<div><dt>{f.Name}</dt><dd><bdi>{f.Value}</bdi></dd></div>")).ToList();
        return items.Count == 0 ? Markup.Of($"""<p class="soft">{none}</p>""") : Markup.Of($"<dl>{items}</dl>");
    }
}
