using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Tests.Semantics;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Language.Tests.Lowering;

/// <summary>Identities of steps, and where each goes on.</summary>
public class GraphTests
{
    [Theory]
    [InlineData("wait 1 day\nwait 2 days", "wait → wait.2, wait.2 → end")]
    [InlineData("send email plain\nsend email plain as mail", "email.plain → mail, mail → end")]
    [InlineData("if customer.points > 3:\n  wait 1 day\nwait 2 days", "if ? wait : – → wait.2, wait → wait.2, wait.2 → end")]
    [InlineData("if customer.points > 3:\n  wait 1 day\nelse if customer.points > 2:\n  wait 2 days\nelse:\n  wait 3 days\nexit \"x\"", "if ? wait : else.if → exit, wait → exit, else.if ? else.wait : else.else.wait → exit, else.wait → exit, else.else.wait → exit, exit")]
    [InlineData("split way:\n  arm a 50%:\n    wait 1 day\n  arm b 50%:\n    do nothing\nwait 1 day", "way [way.a.wait, way.b.nothing] → wait, way.a.wait → wait, way.b.nothing → wait, wait → end")]
    [InlineData("match customer.tier:\n  when \"basic\":\n    wait 1 day\n  else:\n    wait 2 days", "match [when.1.wait, else.wait] → end, when.1.wait → end, else.wait → end")]
    [InlineData("send email plain as mail\nwait up to 1 day:\n  on mail.clicked:\n    wait 1 hour\n  on event bought:\n    wait 2 hours\n  on timeout:\n    exit \"x\"\nwait 3 hours", "mail → wait, wait [clicked.wait, bought.wait, timeout.exit] → wait.2, clicked.wait → wait.2, bought.wait → wait.2, timeout.exit, wait.2 → end")]
    [InlineData("ask chat question up to 1 day as reply:\n  on \"Red\":\n    wait 1 day\n  on any other answer:\n    wait 2 days\n  on timeout:\n    do nothing", "reply [reply.1.wait, reply.other.wait, reply.timeout.nothing] → end, reply.1.wait → end, reply.other.wait → end, reply.timeout.nothing → end")]
    [InlineData("in parallel:\n  wait 1 day\n  branch points:\n    wait 2 days\n    exit \"x\"\nwait 3 days", "parallel [wait, points.wait] → wait.2, wait → parallel.join, points.wait → points.exit, points.exit, parallel.join → wait.2, wait.2 → end")]
    [InlineData("repeat at most 3 times:\n  wait 1 day\n  if customer.points > 3:\n    stop repeating\nexit \"x\"", "repeat [wait] → exit, wait → if, if ? stop : – → repeat, stop → exit, exit")]
    [InlineData("for each tag in customer.tags, at most 3:\n  wait 1 day\n  stop repeating", "each.tag [wait] → end, wait → stop, stop → end")]
    [InlineData("repeat at most 2 times:\n  repeat at most 2 times:\n    wait 1 day\n    stop repeating\n  wait 2 days", "repeat [repeat.2] → end, repeat.2 [wait] → wait.2, wait → stop, stop → wait.2, wait.2 → repeat")]
    public void Flow_Lowered_HasTheseStepsAndWays(string flow, string expected) =>
        Assert.Equal(expected, string.Join(", ", Flows.Journey(flow).Steps.Select(Shown)));

    [Fact]
    public void Step_BehindAnExit_StandsInTheGraphAndNobodyLeadsToIt()
    {
        var journey = Flows.Compile("exit \"x\"\nwait 1 day", "  enter on event viewed\n").Workspace.Journey("main")!;

        Assert.Equal(["exit", "wait"], journey.Steps.Select(s => s.Id));
        Assert.DoesNotContain("wait", journey.Steps.SelectMany(Targets));
    }

    [Fact]
    public void BrokenStep_IsLeftOut_AndItsNeighboursMeet()
    {
        var journey = Flows.Compile("wait 1 day\nwait 2 dyas\nwait 3 days", "  enter on event viewed\n").Workspace.Journey("main")!;

        Assert.Equal("wait → wait.2, wait.2 → end", string.Join(", ", journey.Steps.Select(Shown)));
    }

    [Fact]
    public void Aurora_EveryWay_LeadsToAStep()
    {
        foreach (var journey in Compiled.Aurora.Workspace.Journeys)
        {
            GraphSoundness.Check(journey);
        }
    }

    private static string Shown(Step step) => step switch
    {
        BranchStep b => $"{b.Id} ? {b.Then ?? "–"} : {b.Else ?? "–"} → {b.Next ?? "end"}",
        ExitStep or ReturnStep => step.Id,
        _ when GraphSoundness.Inner(step).ToList() is { Count: > 0 } inner => $"{step.Id} [{string.Join(", ", inner)}] → {step.Next ?? "end"}",
        _ => $"{step.Id} → {step.Next ?? "end"}",
    };

    private static IEnumerable<string?> Targets(Step step) => GraphSoundness.Inner(step).Append(step.Next);
}
