using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Tests.Semantics;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Language.Tests.Lowering;

public class TestLoweringTests
{
    [Theory]
    [InlineData("given customer:\n  points = 3\n  consent email for marketing\n  in segment regulars", "")]
    [InlineData("given customer:\n  pionts = 3", "JRN0203 `customer` has no field `pionts`")]
    [InlineData("given customer:\n  points = \"3\"", "JRN0300 `points` needs a number, this is text")]
    [InlineData("given customer:\n  tier = \"gold\"", "JRN0209 `tier` can be \"basic\" or \"vip\", never \"gold\"")]
    [InlineData("given predict risc = 0.3", "JRN0201 there is no model `risc`")]
    [InlineData("given predict risk = 3", "JRN0209 what `risk` gives is 0 to 1, never 3")]
    [InlineData("given webhook issue = {code: \"A\"}", "")]
    [InlineData("given webhook issue = {kode: \"A\"}", "JRN0202 an `issue` has no field `kode`")]
    [InlineData("given recommend trending = [{sku: \"a\"}]", "")]
    [InlineData("given arm way = b", "")]
    [InlineData("given arm way = c", "JRN0201 there is no arm `c`")]
    [InlineData("given arm ways = a", "JRN0201 there is no split, experiment or bandit `ways`")]
    [InlineData("let boot = {sku: \"a\", price: 3 EUR}\nat 2025-03-03 18:00 event viewed with sku = \"a\", items = [boot]", "")]
    [InlineData("let boot = {sku: \"a\", prise: 3 EUR}\nat 2025-03-03 18:00 event viewed with sku = \"a\", items = [boot]", "JRN0202 an `item` has no field `prise`")]
    [InlineData("at 2025-03-03 18:00 event bougt", "JRN0201 there is no event `bougt`")]
    [InlineData("at 2025-03-03 18:00 event bought with stars = 9", "JRN0209 `stars` of event `bought` is 1 to 5, never 9")]
    [InlineData("at 2025-03-03 18:00 customer clicks plane", "JRN0201 there is no template `plane`")]
    [InlineData("expect email named with name = \"Ada\", subject = \"Hello Ada\"", "")]
    [InlineData("expect email named with nam = \"Ada\"", "JRN0303 template `named` has no parameter `nam`")]
    [InlineData("expect push named", "JRN0201 there is no push template `named`")]
    [InlineData("expect goal bought", "JRN0201 there is no goal `bought`")]
    [InlineData("expect goal ordered at +20 minutes", "")]
    [InlineData("expect customer.points = 3", "")]
    [InlineData("expect customer.points = \"3\"", "JRN0300 `customer.points` needs a number, this is text")]
    [InlineData("expect timeline:\n  2025-03-03 18:00 email plane", "JRN0201 there is no template `plane`")]
    public void Test_AgainstTheSchema_SaysWhatDoesNotFit(string lines, string expected)
    {
        var indented = string.Join('\n', lines.Split('\n').Select(l => "  " + l));
        var compilation = Compiled.Text($$"""
            {{Flows.Schema}}
            ## The one in question.
            journey main version 1:
              enter on event viewed
              goal ordered on event bought within 3 days
              flow:
                split way:
                  arm a 50%:
                    send email plain
                  arm b 50%:
                    send email named with name = "x"

            test "it works" of main:
            {{indented}}
            """);

        Assert.Equal(expected, string.Join('\n', Flows.Shown(compilation).Split('\n').Where(l => !l.StartsWith("JRN09", StringComparison.Ordinal))));
    }

    [Fact]
    public void Test_OfAurora_IsLoweredWhole()
    {
        var test = Compiled.Aurora.Workspace.Tests.Single(t => t.Name == "a late evening cart waits for the morning");

        Assert.Equal(["email", "time_zone"], test.Customer.Fields.Select(f => f.Name));
        Assert.Equal([Channel.Email, Channel.Web], test.Customer.Consents.Select(c => c.Channel));
        Assert.Equal(2, test.Given.Length);
        Assert.Equal(Reaction.Clicks, Assert.IsType<CustomerReacts>(test.Happenings[1]).Reaction);
        var timeline = Assert.IsType<ExpectTimeline>(Assert.Single(test.Expectations));
        Assert.Equal(["cart_reminder", "cart_discount", "cart_saved_banner", null], timeline.Lines.Select(l => l.Template));
        Assert.Equal("not interested", Compiled.Aurora.Workspace.Tests.SelectMany(t => t.Expectations).OfType<ExpectTimeline>().Last().Lines[^1].Exit);
    }
}
