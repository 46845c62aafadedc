using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Tests.Review;

/// <summary>A small workspace built by hand: one journey with every kind of step, one with every kind of setting.</summary>
internal static class EveryConstruct
{
    public static readonly Location Here = new(new SourceText("all.journey", "journey all version 1:\n"), new Span(0, 7));
    public static readonly Duration Day = Duration.FromDays(1);
    public static readonly Expression Customer = new RootExpression(Root.Customer, DataType.Unknown, Here);
    public static readonly Expression Event = new RootExpression(Root.Event, DataType.Unknown, Here);
    public static readonly Expression Entry = new RootExpression(Root.Entry, DataType.Unknown, Here);

    public static Workspace Workspace { get; } = new(
        new WorkspaceSettings("shop", DateTimeZone.Utc, "EUR", "house", Duration.FromHours(1), null, Here),
        new RecordType(RecordKind.Customer, "customer", []),
        [],
        [],
        [new Purpose("marketing", true, Here)],
        [],
        [],
        [],
        [],
        [],
        [],
        [new Policy("house", "marketing", [new QuietHours(new(22, 0), new(7, 0))], false, [new Cap(1, null, Duration.FromHours(24), Here)], null, new LateRule(Day, LateAction.Skip), true, Here)],
        [],
        [Steps(), Settings()],
        [],
        []);

    public static Expression Number(decimal value) => new Constant(new NumberValue(value), DataType.Number, Here);

    public static Expression Text(string value) => new Constant(new TextValue(value), DataType.Text, Here);

    public static Expression Field(Expression of, string name, DataType? type = null) => new MemberExpression(of, name, MemberKind.Field, type ?? DataType.Number, false, Here);

    public static Expression Binary(Expression left, BinaryOperator @operator, Expression right) =>
        new BinaryExpression(left, @operator, right, DataType.Boolean, false, Here);

    public static Expression Variable(string name, DataType? type = null) => new VariableExpression(name, type ?? DataType.Number, false, Here);

    private static Journey Steps()
    {
        var more = Binary(Field(Customer, "points"), BinaryOperator.Greater, Number(10));
        var late = new LateRule(Duration.FromHours(6), LateAction.Exit);
        ImmutableArray<NamedExpression> with = [new("code", Text("A\"1"))];
        var day = CalendarDuration.OfDays(1);
        EventRef order = new("ordered", Binary(Field(Event, "cart"), BinaryOperator.Equal, Field(Entry, "cart")), null, null, Here);
        var spec = new ExperimentSpec(
            [new Measure(null, order, Day, Here)], [new Guard(new Measure("bought", null, null, Here), false, 0.02m)], 0.95m, 0.8m, 0.1m, Duration.FromDays(30), ExperimentEnd.KeepControl);
        ImmutableArray<Step> steps =
        [
            new WaitStep("wait", day, late, "until", Here),
            new WaitUntilStep("until", new OffsetMoment(day, true, Field(Customer, "birthday"), new(9, 0)), IfMissing.Exit, null, "for", Here),
            new WaitForStep("for", Day, [new WaitCase(order with { As = "order" }, null, null, Here)], null, null, "cases", Here),
            new WaitForStep("cases", Duration.FromHours(36), [new WaitCase(null, new("mail", "clicked"), "nothing", Here), new WaitCase(order, null, "goal", Here)], null, null, "if", Here),
            new NothingStep("nothing", "if", Here),
            new ReachGoalStep("goal", "bought", "if", Here),
            new BranchStep("if", more, "send", "else if", "match", Here),
            new SendStep("send", Message(Channel.Web, "banner") with { Slot = "home", For = Duration.FromMinutes(20), Policy = "quick", Late = late, With = with }, "mail", "match", Here),
            new BranchStep("else if", Binary(more, BinaryOperator.And, more), "withdraw", "clear", "match", Here),
            new WithdrawConsentStep("withdraw", Channel.Email, "marketing", "match", Here),
            new WriteStep("clear", WriteOperation.Clear, "badges", null, "set", Here),
            new WriteStep("set", WriteOperation.Set, "tier", Text("vip"), "increase", Here),
            new WriteStep("increase", WriteOperation.Increase, "points", Number(1), "decrease", Here),
            new WriteStep("decrease", WriteOperation.Decrease, "points", Number(2), "add", Here),
            new WriteStep("add", WriteOperation.Add, "badges", Text("a"), "remove", Here),
            new WriteStep("remove", WriteOperation.Remove, "badges", Text("b"), "match", Here),
            new SwitchStep(
                "match", Field(Customer, "points"),
                [
                    new(new ValuesPattern([Number(1), Number(2)]), "record", Here),
                    new(new RangePattern(Number(3), Number(5)), "start", Here),
                    new(new ComparisonPattern(BinaryOperator.GreaterOrEqual, Number(9)), "call", Here),
                ],
                null, "split", Here),
            new RecordEventStep("record", "seen", with, "split", Here),
            new RunStep("start", "settings", false, with, null, "split", Here),
            new CallStep("call", "coupon", with, "coupon", "split", Here),
            new ExperimentStep("split", "halves", [new("a", 0.5m, "first", false, Here), new("b", 0.5m, null, false, Here)], null, "experiment", Here),
            new SendFirstStep(
                "first", [Message(Channel.Push, "hello") with { Needs = new(true, Day) }, Message(Channel.Email, "hello_mail")], "hello", late, "experiment", Here),
            new ExperimentStep("experiment", "test", [new("plain", 0.9m, null, false, Here), new("holdout", 0.1m, "exit", true, Here)], spec, "bandit", Here),
            new ExitStep("exit", "held out", Here),
            new BanditStep(
                "bandit", "best", new(BanditMethod.Epsilon, 0.1m, order, Field(Event, "total"), [Field(Customer, "tier")], 0.05m, Here),
                [new("x", 0.5m, null, false, Here), new("y", 0.5m, "let", false, Here)], "ask", Here),
            new LetStep("let", "points", Field(Customer, "points"), "ask", Here),
            new AskStep(
                "ask", Message(Channel.Chat, "question"), Day, "answer",
                [new(["Yes", "Sure"], "run", Here)], true, null, "exit2", "parallel", Here),
            new RunStep("run", "settings", true, with, "sub", "parallel", Here),
            new ExitStep("exit2", "silent", Here),
            new ForkStep("parallel", [new("push.hello", "push.hello", Here), new("slow", "slow", Here)], "parallel.join", "repeat", Here),
            new SendStep("push.hello", Message(Channel.Push, "hello"), null, "parallel.join", Here),
            new WaitStep("slow", day, null, "slow2", Here),
            new SendStep("slow2", Message(Channel.Email, "hello_mail"), null, "parallel.join", Here),
            new JoinStep("parallel.join", "parallel", "repeat", Here),
            new LoopStep("repeat", 3, day, Binary(more, BinaryOperator.Or, more), "each", "return", Here),
            new EachStep("each", "item", Field(Entry, "items"), 5, "stop if", "repeat", Here),
            new BranchStep("stop if", more, "stop", null, "each", Here),
            new StopStep("stop", "each", "repeat", Here),
            new ReturnStep("return", [new("stars", Number(5))], Here),
        ];
        return Empty("steps", "wait", steps);
    }

    private static Journey Settings() => Empty("settings", "mail", [new SendStep("mail", Message(Channel.Email, "hello_mail"), null, null, Here)]) with
    {
        Documentation = "Shows <every> setting & \"quotes\".\nOwner: nobody.",
        Inputs = [new Field("code", DataType.Text, Here)],
        Returns = [new Field("stars", new NumberType(1, 5), Here) { Default = new NumberValue(5) }],
        Triggers =
        [
            new EventTrigger("ordered", Binary(Field(Event, "total"), BinaryOperator.GreaterOrEqual, Number(30)), Field(Event, "cart"), Here),
            new SegmentTrigger("vips", false, Here),
            new ScheduleTrigger(Weekdays.Weekdays, new(6, 0), "quiet", Here),
            new DateTrigger(true, new(CalendarDuration.OfDays(3), true, Field(Customer, "birthday"), new(9, 0)), Here),
            new DateTrigger(false, new(CalendarDuration.Zero, false, Field(Customer, "renewal"), null), Here),
        ],
        Reentry = new(ReentryKind.After, CalendarDuration.OfDays(7)),
        RestartWhenInside = true,
        Starts = new(2025, 1, 1),
        Ends = new(2026, 12, 31),
        Eligible =
        [
            new LeafCondition(new ConsentExpression(Channel.Email, "marketing", Here), "consent email for marketing", Here),
            new GroupCondition(ConditionGroup.None, [new LeafCondition(new InSegmentExpression("staff", Here), "in segment staff", Here)], Here),
        ],
        Goals = [new Goal("bought", new("ordered", null, null, Day, Here), Here), new Goal("kept", new("renewed", null, null, null, Here), Here)],
        Exits = [new GoalExit("bought", Here), new SegmentExit("vips", true, Here), new EventExit(new("left", null, null, null, Here), Here)],
        ExitAfter = Duration.FromDays(10),
        Policy = "house",
        Priority = 10,
        Locals = [new Local("points", Field(Customer, "points"), Here)],
        Migrations = [new Migration(1, [new("old", false, "mail", Here), new("gone", true, null, Here), new("cut", true, "mail", Here)], OthersAction.Restart, Here)],
    };

    private static Journey Empty(string name, string entry, ImmutableArray<Step> steps) => new(
        name, 1, null, [], [], [], new Reentry(ReentryKind.AfterExit, CalendarDuration.Zero), false, null, null, [], [], [], null, null, 50, [], entry, steps, [], Here);

    private static Message Message(Channel channel, string template) => new(channel, template, [], "house", null, null, null, null, Here);
}
