namespace Personalization.Journeys.Language.Tests.Semantics;

/// <summary>Where a value may be missing, and what takes that away.</summary>
public class AbsenceTests
{
    private const string Name = "send email named with name = customer.first_name";
    private const string NameMissing = "JRN0301 `customer.first_name` may be missing here";

    [Theory]
    [InlineData("if customer.first_name is known:\n  " + Name)]
    [InlineData("if customer.first_name is not missing:\n  " + Name)]
    [InlineData("if customer.first_name is not empty:\n  " + Name)]
    [InlineData("if not (customer.first_name is missing):\n  " + Name)]
    [InlineData("if customer.first_name = \"Ada\":\n  " + Name)]
    [InlineData("if customer.first_name starts with \"A\" and customer.age >= 18:\n  send email counted with count = customer.age\n  " + Name)]
    [InlineData("if customer.first_name is missing:\n  exit \"nobody\"\n" + Name)]
    [InlineData("if customer.first_name is missing:\n  send email plain\nelse:\n  " + Name)]
    [InlineData("if customer.age >= 18:\n  send email plain\nelse if customer.first_name is known:\n  " + Name)]
    [InlineData("if customer.points > 3 and customer.first_name is known:\n  " + Name)]
    [InlineData("if customer.first_name is known or customer.points > 3:\n  exit \"x\"\nsend email plain")]
    [InlineData("if customer.first_name is missing or customer.points > 3:\n  exit \"x\"\n" + Name)]
    [InlineData("set customer.first_name = \"Ada\"\n" + Name)]
    [InlineData("send email named with name = customer.first_name default \"friend\"")]
    [InlineData("send email named with name = coalesce(customer.first_name, \"friend\")")]
    [InlineData("let who = customer.first_name\nif who is missing:\n  exit \"nobody\"\nsend email named with name = who")]
    [InlineData("match customer.first_name:\n  when \"Ada\":\n    " + Name + "\n  else:\n    do nothing")]
    [InlineData("if spent is known:\n  increase customer.balance by spent\n  wait 1 day")]
    [InlineData("if entry.basket.first.price > 3 EUR:\n  send email one with item = entry.basket.first")]
    [InlineData("if entry.items is empty:\n  exit \"none\"\nsend email one with item = entry.items.first")]
    [InlineData("let item = product(entry.sku)\nif item is missing:\n  exit \"none\"\nsend email named with name = item.name")]
    [InlineData("if product(entry.sku).name = \"Boot\":\n  do nothing")]
    [InlineData("wait until customer.birthday, or exit if missing\nsend email dated with day = customer.birthday")]
    [InlineData("wait up to 1 day:\n  on event bought as order:\n    send email named with name = order.order_id\n  on timeout:\n    do nothing")]
    [InlineData("wait up to 1 day for event bought as order\nif order is known:\n  send email named with name = order.order_id")]
    [InlineData("ask chat question up to 1 day as reply:\n  on \"Red\":\n    send email named with name = reply.text\n  on any other answer:\n    send email named with name = reply.text\n  on timeout:\n    do nothing")]
    [InlineData("send email picks with picks = recommend(trending, limit: 3)")]
    [InlineData("let picks = recommend(trending, limit: 3)\nif picks is empty:\n  exit \"none\"\nsend email named with name = picks.first.name")]
    [InlineData("run journey survey as survey with about = \"x\"\nif survey.stars < 4:\n  send email counted with count = survey.stars")]
    [InlineData("send email plain as mail\nif mail.opened and not mail.failed:\n  do nothing")]
    [InlineData("send email counted with count = orders")]
    [InlineData("split way:\n  arm a 50%:\n    let name = \"A\"\n  arm b 50%:\n    let name = \"B\"\nsend email named with name = name")]
    [InlineData("in parallel:\n  branch a:\n    let name = \"A\"\n    wait 1 day\n  branch b:\n    wait 2 days\nsend email named with name = name")]
    [InlineData("if customer.first_name is missing:\n  exit \"nobody\"\nrepeat at most 3 times:\n  wait 1 day\n  " + Name)]
    public void Value_KnownToBeThere_CanStandWhereOneIsNeeded(string flow) => Assert.Equal("", Flows.Errors(flow));

    [Theory]
    [InlineData(Name, NameMissing)]
    [InlineData("if customer.first_name is missing:\n  " + Name, NameMissing)]
    [InlineData("if customer.first_name is known:\n  do nothing\n" + Name, NameMissing)]
    [InlineData("if customer.first_name is known or customer.points > 3:\n  " + Name, NameMissing)]
    [InlineData("if not (customer.age >= 18):\n  send email counted with count = customer.age\nelse:\n  send email counted with count = customer.age", "JRN0301 `customer.age` may be missing here")]
    [InlineData("if customer.first_name is missing:\n  exit \"nobody\"\nclear customer.first_name\n" + Name, NameMissing)]
    [InlineData("if customer.first_name is missing:\n  exit \"nobody\"\nrepeat at most 3 times, every 1 day:\n  " + Name + "\n  clear customer.first_name", NameMissing)]
    [InlineData("send email one with item = entry.items.first", "JRN0301 `entry.items.first` may be missing here")]
    [InlineData("send email named with name = \"{customer.first_name}, {entry.sku}\"", NameMissing)]
    [InlineData("send email counted with count = customer.age + 1", "JRN0301 `customer.age` may be missing here")]
    [InlineData("send email counted with count = customer.points / orders", "JRN0301 `customer.points / orders` may be missing here")]
    [InlineData("wait up to 1 day for event bought as order\nsend email named with name = order.order_id", "JRN0301 `order.order_id` may be missing here")]
    [InlineData("ask chat question up to 1 day as reply:\n  on \"Red\", \"Blue\":\n    do nothing\n  on timeout:\n    send email named with name = reply.text", "JRN0301 `reply.text` may be missing here")]
    [InlineData("call webhook issue as coupon with percent = 10%\nsend email named with name = coupon.code", "JRN0301 `coupon.code` may be missing here")]
    [InlineData("run journey survey as survey with about = \"x\"\nsend email named with name = survey.words", "JRN0301 `survey.words` may be missing here")]
    [InlineData("send email counted with count = buying.recency", "JRN0301 `buying.recency` may be missing here")]
    [InlineData("increase customer.balance by spent", "JRN0301 `spent` may be missing here")]
    [InlineData("if spent is known:\n  wait 1 day\n  increase customer.balance by spent", "JRN0301 `spent` may be missing here")]
    [InlineData("if spent is known:\n  send email plain as mail\n  wait up to 1 day:\n    on mail.clicked:\n      increase customer.balance by spent\n    on timeout:\n      do nothing", "JRN0301 `spent` may be missing here")]
    [InlineData("increase customer.age by 1", "JRN0301 `customer.age` may be missing here")]
    [InlineData("send email counted with count = predict(risk)", "JRN0712 `risk` may be missing where a value is needed")]
    [InlineData("wait until 3 days before customer.birthday", "JRN0513 `3 days before customer.birthday` may be missing")]
    [InlineData("split way:\n  arm a 50%:\n    let name = \"A\"\n  arm b 50%:\n    do nothing\nsend email named with name = name", "JRN0304 `name` is made in 1 of 2 ways that lead here; it may be missing")]
    [InlineData("if customer.points > 3:\n  send email plain as mail\nwait up to 1 day for mail.clicked", "JRN0304 `mail` is made in 1 of 2 ways that lead here; it may be missing")]
    public void Value_ThatMayBeMissing_IsReportedOnce(string flow, string expected) => Assert.Equal(expected, Flows.Errors(flow));

    [Theory]
    [InlineData("if customer.age >= 18:\n  do nothing")]
    [InlineData("if spent >= 1.5 * spent:\n  do nothing")]
    [InlineData("if quiet > 30 days or buying.value = 5:\n  do nothing")]
    [InlineData("if predict(risk) >= 0.6:\n  do nothing")]
    [InlineData("if customer.points > 3:\n  send email plain as mail\nwait 1 day\nif mail.opened:\n  do nothing")]
    public void Condition_OverSomethingMissing_IsNoError(string flow) => Assert.Equal("", Flows.Errors(flow));

    [Fact]
    public void Eligible_ThatDemandsAValue_MakesItKnownInTheFlow() =>
        Assert.Equal("", Flows.Errors(Name, "  enter on event viewed\n  eligible:\n    customer.first_name is known\n"));

    [Fact]
    public void Eligible_WithAnAlternative_KnowsOnlyWhatBothDemand() =>
        Assert.Equal(NameMissing, Flows.Errors(Name, "  enter on event viewed\n  eligible:\n    any of:\n      customer.first_name is known\n      customer.points > 3\n"));

    [Fact]
    public void Trigger_ThatDemandsAField_MakesItKnownOfTheEntry() =>
        Assert.Equal("", Flows.Errors("send email named with name = entry.coupon", "  enter on event viewed\n    where event.coupon is known\n"));

    [Fact]
    public void OptionalParameter_TakesAMissingValue() =>
        Assert.Equal("", Flows.Errors("record event viewed with sku = \"s\", coupon = customer.first_name, items = [], basket = entry.items", "  enter on event bought\n"));
}
