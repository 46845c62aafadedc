using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Text;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Scoring;

namespace Personalization.Journeys.Runtime.Tests.Customers;

public sealed class CustomerScopeTests
{
    private static readonly Instant Now = Instant.FromUtc(2025, 3, 10, 12, 0);

    private static readonly Workspace Workspace = Segments.Some.Workspace with
    {
        Customer = new(RecordKind.Customer, "customer",
        [
            new("time_zone", DataType.Zone, null) { Optional = true },
            new("tier", DataType.Text, null) { Default = new TextValue("basic") },
            new("age", DataType.Number, null) { Optional = true },
            new("interests", new ListType(DataType.Text), null),
        ]),
        Purposes = [new("marketing", true, Here), new("service", false, Here)],
    };

    [Theory]
    [InlineData("Asia/Tokyo", "Asia/Tokyo")]
    [InlineData("Mars/Olympus", "UTC")]
    [InlineData(null, "UTC")]
    public void Zone_OfACustomer_IsTheirsOrTheWorkspaces(string? zone, string expected)
    {
        var customer = new CustomerDocument("c-1") { Attributes = zone is null ? RecordValue.Empty : RecordValue.Of(("time_zone", new TextValue(zone))) };
        Assert.Equal(expected, new CustomerScope(Workspace, Facts.None, customer, Now).Zone.Id);
    }

    [Fact]
    public void Customer_WithoutAttributes_HasDefaults()
    {
        var scope = new CustomerScope(Workspace, Facts.None, new("c-1"), Now);

        Assert.Equal(new TextValue("basic"), scope.Field(Root.Customer, "tier"));
        Assert.Equal(ListValue.Empty, scope.Field(Root.Customer, "interests"));
        Assert.True(scope.Field(Root.Customer, "age").IsMissing);
        Assert.Equal(RecordValue.Of(("tier", new TextValue("basic")), ("interests", ListValue.Empty)), scope.Root(Root.Customer));
    }

    [Fact]
    public void Customer_AfterAWrite_IsTheNewOne()
    {
        var scope = new CustomerScope(Workspace, Facts.None, new("c-1"), Now);
        _ = (scope.Root(Root.Customer), scope.Zone);

        scope.Customer = scope.Customer with { Attributes = RecordValue.Of(("tier", new TextValue("gold")), ("time_zone", new TextValue("Asia/Tokyo"))) };

        Assert.Equal(new TextValue("gold"), ((RecordValue)scope.Root(Root.Customer))["tier"]);
        Assert.Equal("Asia/Tokyo", scope.Zone.Id);
    }

    [Theory]
    [InlineData("marketing", null, false)]
    [InlineData("marketing", false, false)]
    [InlineData("marketing", true, true)]
    [InlineData("service", null, true)]
    public void Consent_ForAPurpose_IsGivenOrNotNeeded(string purpose, bool? granted, bool expected)
    {
        var customer = new CustomerDocument("c-1");
        if (granted is { } given)
        {
            customer = customer with { Consents = customer.Consents.Add(new(Channel.Email, purpose), new(given, Now, "test")) };
        }

        Assert.Equal(expected, new CustomerScope(Workspace, Facts.None, customer, Now).HasConsent(Channel.Email, purpose));
    }

    [Fact]
    public void Event_InQuestion_HasItsTime()
    {
        var scope = new CustomerScope(Workspace, Facts.None, new("c-1"), Now)
        {
            Event = new CustomerEvent("web", "1", "order_placed", Now - Duration.FromHours(1), Now, RecordValue.Of(("total", new NumberValue(3)))),
        };

        Assert.Equal(new NumberValue(3), scope.Field(Root.Event, "total"));
        Assert.Equal(new MomentValue(Now - Duration.FromHours(1)), scope.Field(Root.Event, "at"));
        Assert.Equal(new MomentValue(Now - Duration.FromHours(1)), ((RecordValue)scope.Root(Root.Event))["at"]);
    }

    [Fact]
    public void Past_WithEventsOfTheFuture_EndsNow()
    {
        var customer = new CustomerDocument("c-1");
        var entries = new[] { -2, 0, 3 }.Select(h => new Language.Evaluation.PastEvent(Now + Duration.FromHours(h), RecordValue.Empty));
        customer = customer with { Histories = customer.Histories.Add("app_opened", new([.. entries])) };

        Assert.Equal(2, new CustomerScope(Workspace, Facts.None, customer, Now).Past("app_opened").Length);
    }

    private static Location Here => new(new SourceText("t.journey", ""), new Span(0, 0));
}
