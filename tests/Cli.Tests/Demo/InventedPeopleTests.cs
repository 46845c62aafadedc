using System.Globalization;
using NodaTime;
using Personalization.Journeys.Cli.Demo;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Cli.Workspaces;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;

namespace Personalization.Journeys.Cli.Tests.Demo;

public sealed class InventedPeopleTests
{
    private static readonly Instant Since = Instant.FromUtc(2009, 12, 1, 0, 0);
    private static readonly Workspace Shop = Load();

    [Fact]
    public void ANumber_AlwaysMeansTheSamePerson()
    {
        var person = InventedPeople.Person("17850", Shop, Since);

        Assert.Equal(person.Attributes, InventedPeople.Person("17850", Shop, Since).Attributes);
        Assert.Equal("customer.17850@example.com", (person.Attributes["email"] as TextValue)?.Value);
        Assert.Equal("Europe/London", (person.Attributes["time_zone"] as TextValue)?.Value);
    }

    [Fact]
    public void Shares_AreThoseOfTheRule()
    {
        var people = Enumerable.Range(10_000, 4_000).Select(n => InventedPeople.Person(n.ToString(CultureInfo.InvariantCulture), Shop, Since)).ToList();
        double Share(Func<Runtime.Simulation.CustomerSeed, bool> which) => 100.0 * people.Count(which) / people.Count;

        Assert.InRange(Share(p => p.Attributes["first_name"].IsMissing), 4.5, 7.5);
        Assert.InRange(Share(p => p.Attributes["email"].IsMissing), 2.5, 5.5);
        Assert.InRange(Share(p => !p.Attributes["push_token"].IsMissing), 32, 38);
        Assert.InRange(Share(p => p.Attributes["time_zone"] is not TextValue { Value: "Europe/London" }), 13, 19);
        Assert.InRange(Share(p => p.Consents.ContainsKey(new ConsentKey(Channel.Email, "marketing"))), 75, 81);
        Assert.InRange(Share(p => p.Consents.IsEmpty), 3, 9);
        Assert.All(people, p => Assert.EndsWith("@example.com", (p.Attributes["email"] as TextValue)?.Value ?? "@example.com", StringComparison.Ordinal));
    }

    private static Workspace Load()
    {
        var io = new CommandIo(TextWriter.Null, TextWriter.Null, AppContext.BaseDirectory);
        return CompiledFolder.Load(io, Samples.Shop(io)).Compiled!.Workspace;
    }
}
