using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Serialization;
using Personalization.Journeys.Runtime.Tests.Execution;

namespace Personalization.Journeys.Runtime.Tests.Durability;

public sealed class LastGateTests
{
    private static readonly Instant _now = LiveEngine.Start;
    private static readonly ReleaseSet _releases = new(Written.Flow("do nothing"), []);

    private static readonly CustomerDocument _ada = new("ada")
    {
        Version = 1,
        Attributes = RecordValue.Of(
            ("email", new TextValue("ada@example.com")),
            ("push_token", new ListValue([new TextValue("t1"), new TextValue("t2"), new TextValue("t1")]))),
        Consents = new CustomerDocument("").Consents
            .Add(new(Channel.Email, "marketing"), new(true, _now, "page"))
            .Add(new(Channel.Push, "marketing"), new(true, _now, "page")),
    };

    [Theory]
    [InlineData("email", "marketing", "ada@example.com")]
    [InlineData("push", "marketing", "t1 t2")]
    [InlineData("web", "service", "")]
    [InlineData("chat", "service", "")]
    [InlineData("webhook", null, "")]
    public void Gate_NothingStandsInTheWay_SaysWhereTo(string lane, string? purpose, string addresses) =>
        Assert.Equal(addresses, string.Join(' ', Assert.IsType<Go>(Ask(Row(lane, purpose), _ada)).Addresses));

    [Theory]
    [InlineData("web", "marketing", OutcomeKind.Skipped, "no consent")]
    [InlineData("chat", "unknown", OutcomeKind.Skipped, "no consent")]
    public void Gate_NoConsent_HoldsBack(string lane, string purpose, OutcomeKind kind, string reason) =>
        Assert.Equal(new HeldBack(kind, reason), Ask(Row(lane, purpose), _ada));

    [Fact]
    public void Gate_NoAddress_HoldsBack() =>
        Assert.Equal(new HeldBack(OutcomeKind.Skipped, "no address"), Ask(Row("email", "service"), new CustomerDocument("eve")));

    [Theory]
    [InlineData(-1, "no consent")]
    [InlineData(0, "no consent")]
    [InlineData(1, "no consent")]
    public void Gate_SeveralReasons_ConsentGoesFirst(int minutes, string reason) =>
        Assert.Equal(reason, Assert.IsType<HeldBack>(Ask(Row("web", "marketing") with { NotAfter = _now + Duration.FromMinutes(minutes) }, _ada)).Reason);

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void Gate_TooLate_Expires(int minutes, bool goes)
    {
        var answer = Ask(Row("email", "marketing") with { NotAfter = _now + Duration.FromMinutes(minutes) }, _ada);
        Assert.Equal(goes ? typeof(Go) : typeof(HeldBack), answer.GetType());
        Assert.True(goes || ((HeldBack)answer).Kind is OutcomeKind.Expired);
    }

    [Fact]
    public void Gate_ErasedSinceItWasDecided_HoldsBackCallsToo()
    {
        var back = _ada with { ErasedAt = _now };
        Assert.Equal(new HeldBack(OutcomeKind.Skipped, "erased"), Ask(Row("webhook", null), back));
        Assert.Equal(new HeldBack(OutcomeKind.Skipped, "erased"), Ask(Row("email", "marketing"), back));
        Assert.IsType<Go>(Ask(Row("email", "marketing") with { At = _now + Duration.FromMinutes(1) }, back));
    }

    [Fact]
    public void Gate_NobodyThere_HoldsBack()
    {
        Assert.IsType<HeldBack>(LastGates.At(_releases, _now)(Row("webhook", null), null));
        Assert.IsType<HeldBack>(LastGates.At(_releases, _now)(Row("email", "service"), new byte[] { 1, 2, 3 }));
    }

    private static GateAnswer Ask(OutboxRow row, CustomerDocument customer) => LastGates.At(_releases, _now)(row, DocumentCodec.Encode(customer));

    private static OutboxRow Row(string lane, string? purpose) => new("key", "ada", lane, purpose, _now, null, _releases.Current.Hash, default);
}
