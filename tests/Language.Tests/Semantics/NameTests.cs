using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Language.Tests.Semantics;

public class NameTests
{
    [Theory]
    [InlineData("let today = 3", "JRN0205 `today` already has a meaning of its own")]
    [InlineData("let orders = 3", "JRN0205 `orders` already is a metric")]
    [InlineData("let buying = 3", "JRN0205 `buying` already is an rfm")]
    [InlineData("let x = 3\nlet x = 4", "JRN0205 `x` already means a number")]
    [InlineData("let x = 3\nsend email plain as x", "JRN0205 `x` already means a number")]
    [InlineData("let x = 3\nfor each x in customer.tags, at most 2:\n  do nothing", "JRN0205 `x` already means a number")]
    [InlineData("in parallel:\n  branch a:\n    let x = 1\n  branch b:\n    let x = 2", "JRN0205 `x` already is made in another branch")]
    [InlineData("if customer.points > 3:\n  let x = 1\nelse:\n  send email plain as x\ndo nothing", "JRN0205 `x` already means a number on another way to the same place")]
    public void Name_ThatHidesAnother_IsReported(string flow, string expected) =>
        Assert.StartsWith(expected, Flows.Errors(flow), StringComparison.Ordinal);

    [Theory]
    [InlineData("if customer.points > 3:\n  let x = 1\nelse:\n  let x = 2\nsend email counted with count = x")]
    [InlineData("split way:\n  arm a 50%:\n    send email plain as mail\n  arm b 50%:\n    send email named as mail with name = \"x\"\nwait up to 1 day for mail.clicked")]
    [InlineData("for each tag in customer.tags, at most 2:\n  send email named with name = tag\nlet tag = \"x\"\nsend email named with name = tag")]
    public void Name_OfWaysThatExcludeEachOther_MayRepeat(string flow) => Assert.Equal("", Flows.Errors(flow));

    [Fact]
    public void Entry_OfSeveralTriggers_HasWhatAllBring() =>
        Assert.Equal(
            "JRN0211 `entry.sku` does not exist when the run starts from event `bought`",
            Flows.Errors("if entry.items is empty and entry.sku = \"x\":\n  do nothing", "  enter on event viewed\n  enter on event bought\n"));

    [Fact]
    public void Entry_OfASegment_HasOnlyItsMoment() =>
        Assert.Equal(
            "JRN0211 `entry.sku` does not exist when the run starts from segment `regulars`",
            Flows.Errors("if entry.at.hour > 3 and entry.sku = \"x\":\n  do nothing", "  enter on segment regulars entered\n"));

    [Fact]
    public void Segment_HasNoEntry() =>
        Assert.Equal(
            ["JRN0201", "JRN0201"],
            Compiled.Text("event bought\n\nsegment a:\n  count of bought since entry > 3\n\nsegment b:\n  entry.at.hour > 3\n").Diagnostics.Select(d => d.Code).Where(c => c is "JRN0201"));

    [Fact]
    public void Filter_SeesItsOwnEventAndTheEntry() =>
        Assert.Equal("", Flows.Errors("let looks = count of viewed where (event.sku = entry.sku and event.items.sku contains entry.sku) in last 3 days"));

    [Fact]
    public void Mistakes_OfOneRun_AreAllReported() =>
        Assert.Equal(
            """
            JRN0201 there is no template `plane`
            JRN0203 `customer` has no field `pionts`
            JRN0201 there is no webhook `isue`
            JRN0201 there is no segment `regular`
            JRN0201 there is no function or catalog `products`
            JRN0201 there is no model `risc`
            """.ReplaceLineEndings("\n"),
            Flows.Errors(
                """
                send email plane
                increase customer.pionts by 3
                call webhook isue as coupon with percent = 10%
                let code = coupon.kode
                if in segment regular:
                  let p = products(entry.sku).name
                  let r = predict(risc) + 1
                """));

    [Fact]
    public void Metrics_ThatReadEachOther_AreReportedOnce() =>
        Assert.Equal(
            ["JRN0410 metric `a` depends on itself: a → b → a"],
            Compiled.Text("metric a = b + 1\nmetric b = a + 1\n").Diagnostics.Where(d => d.Severity == Language.Diagnostics.Severity.Error).Select(d => $"{d.Code} {d.Message}"));

    [Fact]
    public void Migration_NamesAStepByAnyUnambiguousEnd()
    {
        var compilation = Compiled.Text(Flows.Schema + """

            ## The one in question.
            journey main version 2:
              enter on event viewed
              flow:
                if customer.points > 3:
                  send email plain
                else:
                  send email named as gift with name = "x"
                  wait 1 day
                wait 2 days
              migrate from 1:
                first moved to gift
                second moved to email.plain
                third moved to wait
                fourth removed, continue at else.wait
                fifth moved to nowhere
            """);

        Assert.Equal("JRN0201 there is no step `nowhere`", Flows.Shown(compilation));
        Assert.Equal(["else.gift", "email.plain", "wait", "else.wait", null], compilation.Workspace.Journey("main")!.Migrations[0].Moves.Select(m => m.To));
    }
}
