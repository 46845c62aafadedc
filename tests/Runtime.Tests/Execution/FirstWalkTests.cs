using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Text;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Tests.Execution;

public sealed class FirstWalkTests
{
    private static readonly Location _here = new(new SourceText("test.journey", "\n"), new Span(0, 0));

    [Fact]
    public void Decide_EnterWaitSendIfExit_WalksToTheEnd()
    {
        var opened = new MemberExpression(
            new VariableExpression("hello", DataType.Unknown, false, null), "opened", MemberKind.Field, DataType.Boolean, false, null);
        var message = new Message(Channel.Email, "hello_mail", [], null, null, null, null, null, _here);
        ImmutableArray<Step> steps =
        [
            new WaitStep("wait", CalendarDuration.OfDays(1), null, "hello", _here),
            new SendStep("hello", message, "hello", "wait.2", _here),
            new WaitStep("wait.2", CalendarDuration.OfExact(Duration.FromHours(2)), null, "if", _here),
            new BranchStep("if", opened, "yes", "no", null, _here),
            new ExitStep("yes", "read", _here),
            new ExitStep("no", "not read", _here),
        ];
        var journey = new Journey(
            "welcome", 1, null, [], [], [new EventTrigger("signed_up", null, null, _here)], new Reentry(ReentryKind.Never, default), false, null, null,
            [], [], [], null, null, 50, [], "wait", steps, [], _here);
        var workspace = Segments.Some.Workspace with
        {
            Purposes = [new Purpose("news", true, _here)],
            Events = [new EventType("signed_up", [], null, _here)],
            Templates = [new Template("hello_mail", Channel.Email, "news", [], [], null, [], _here)],
            Journeys = [journey],
        };

        var walk = new Walk(workspace, "Europe/Berlin").With("email", "ada@example.com").Consenting(Channel.Email, "news")
            .Event("2025-03-29 18:00", "signed_up")
            .Says("2025-03-30 18:20", "hello_mail", OutcomeKind.Opened)
            .Event("2025-04-02 18:00", "signed_up")
            .Run();

        Assert.Equal(
            """
            2025-03-29 18:00  event signed_up
            2025-03-29 18:00  enters welcome 1  (1)
            2025-03-29 18:00  rests at wait (wait) until 2025-03-30 18:00  (1)
            2025-03-30 18:00  email hello_mail  (1)
            2025-03-30 18:00  rests at wait.2 (wait) until 2025-03-30 20:00  (1)
            2025-03-30 18:00  accepted  (1)
            2025-03-30 18:20  opened  (1)
            2025-03-30 20:00  if -> yes: hello.opened: yes  (1)
            2025-03-30 20:00  exits welcome: read  (1)
            2025-04-02 18:00  event signed_up
            2025-04-02 18:00  not entered welcome: enter again never  (1)

            """.ReplaceLineEndings("\n"),
            walk.Text());
    }
}
