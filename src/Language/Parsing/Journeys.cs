using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Syntax;
using Sprache;
using static Personalization.Journeys.Language.Parsing.Primitives;
using static Personalization.Journeys.Language.Parsing.Statement;

namespace Personalization.Journeys.Language.Parsing;

/// <summary>A journey, its settings and its migrations.</summary>
internal static class Journeys
{
    private static readonly Parser<bool> Entered = Meaning("entered", true).Or(Meaning("left", false));

    private static readonly Parser<Statement> EnterOnEvent =
        from word in Word("event")
        from name in Name
        from clauses in Events.TriggerClauses
        select Line(span => new EnterOnEventSyntax(name, clauses.One<ExpressionSyntax>("where"), clauses.One<ExpressionSyntax>("keyed by"), span));

    private static readonly Parser<Statement> EnterOnSegment =
        from word in Word("segment")
        from name in Name
        from entered in Entered
        select Line(span => new EnterOnSegmentSyntax(name, entered, span));

    private static readonly Parser<Statement> EnterOnSchedule =
        from words in Words("schedule every")
        from days in Moments.Days
        from at in Word("at")
        from time in Literals.Time
        from forSegment in Words("for segment")
        from name in Name
        select Line(span => new EnterOnScheduleSyntax(days, time, name, span));

    private static readonly Parser<Statement> EnterOnDate =
        from anniversary in Meaning("date", false).Or(Meaning("anniversary", true))
        from offset in Moments.Offset.Or(Moments.OnTheDay)
        select Line(span => new EnterOnDateSyntax(anniversary, offset, span));

    private static readonly Parser<Statement> EnterAgain =
        from word in Word("again")
        from again in
            Meaning("never", (Kind: ReentryKind.Never, After: CalendarDuration.Zero))
                .Or(Meaning("any time", (Kind: ReentryKind.AnyTime, After: CalendarDuration.Zero)))
                .Or(Meaning("after exit", (Kind: ReentryKind.AfterExit, After: CalendarDuration.Zero)))
                .Or(Word("after").Then(_ => Literals.Duration).Select(length => (Kind: ReentryKind.After, After: length)))
        select Line(span => new EnterAgainSyntax(again.Kind, again.After, span));

    private static readonly Parser<Statement> Enter =
        from word in Word("enter")
        from statement in EnterAgain.Or(Word("on").Then(_ => EnterOnEvent.Or(EnterOnSegment).Or(EnterOnSchedule).Or(EnterOnDate)))
        select statement;

    private static readonly Parser<Statement> WhenInside =
        from words in Words("when already inside")
        from restart in Meaning("ignore", false).Or(Meaning("restart", true))
        select Line(span => new WhenInsideSyntax(restart, span));

    private static readonly Parser<Statement> Goal =
        from word in Word("goal")
        from name in Name
        from onWord in Word("on")
        from reference in Events.EventRef
        select Line(span => new GoalSyntax(name, reference, span));

    private static readonly Parser<Statement> ExitOn =
        Word("goal").Then(_ => Name).Select(name => Line(span => new ExitOnGoalSyntax(name, span)))
            .Or(
                from word in Word("segment")
                from name in Name
                from entered in Entered
                select Line(span => new ExitOnSegmentSyntax(name, entered, span)))
            .Or(Events.EventRef.Select(reference => Line(span => new ExitOnEventSyntax(reference, span))));

    private static readonly Parser<Statement> Exit =
        from word in Word("exit")
        from statement in
            Word("on").Then(_ => ExitOn).Or(
                Word("after").Then(_ => Literals.Duration).Select(length => Line(span => new ExitAfterSyntax(length, span))))
        select statement;

    private static readonly Parser<Statement> Moved =
        from step in StepPath
        from words in Words("moved to")
        from target in StepPath
        select Line(span => new MovedSyntax(step, target, span));

    private static readonly Parser<Statement> Removed =
        from step in StepPath
        from word in Word("removed")
        from comma in Mark(",")
        from target in Words("continue at").Then(_ => StepPath).Or(Meaning("exit", (PathSyntax?)null))
        select Line(span => new RemovedSyntax(step, target, span));

    private static readonly Parser<Statement> Others =
        from word in Word("others")
        from action in
            Meaning("keep their place", OthersAction.KeepTheirPlace)
                .Or(Meaning("finish on their version", OthersAction.FinishOnTheirVersion))
                .Or(Meaning("restart", OthersAction.Restart))
                .Or(Meaning("exit", OthersAction.Exit))
        select Line(span => new OthersSyntax(action, span));

    public static readonly Dictionary<(Context, string), Rule> Rules = new()
    {
        [(Context.File, "journey")] = new(
            from word in Word("journey")
            from name in Name
            from second in Word("version")
            from version in Literals.Integer
            select Block(Context.Journey, (block, span) =>
            {
                var flows = block.OfType<Item>().Where(i => i.Key == "flow").ToList();
                return new JourneySyntax(
                    name, version, block.Nodes<SettingSyntax>(), [.. flows.SelectMany(f => (IEnumerable<StepSyntax>)f.Value!)],
                    block.Nodes<MigrateSyntax>(), span)
                {
                    FlowSpan = flows.Count > 0 ? flows[0].Span : null,
                };
            }),
            Context.Journey),
        [(Context.Journey, "input")] = new(
            from word in Word("input")
            from field in Schema.Field
            select Line(span => new InputSettingSyntax(field, span))),
        [(Context.Journey, "returns")] = new(
            from word in Word("returns")
            from field in Schema.Field
            select Line(span => new ReturnsSettingSyntax(field, span))),
        [(Context.Journey, "enter")] = new(Enter),
        [(Context.Journey, "when")] = new(WhenInside),
        [(Context.Journey, "starts")] = new(
            from word in Word("starts")
            from date in Literals.Date
            select Line(span => new StartsSyntax(date, span))),
        [(Context.Journey, "ends")] = new(
            from word in Word("ends")
            from date in Literals.Date
            select Line(span => new EndsSyntax(date, span))),
        [(Context.Journey, "eligible")] = new(
            from word in Word("eligible")
            select Block(Context.Conditions, (block, span) => new EligibleSyntax(block.Nodes<ConditionSyntax>(), span)),
            Context.Conditions),
        [(Context.Journey, "goal")] = new(Goal),
        [(Context.Journey, "exit")] = new(Exit),
        [(Context.Journey, "policy")] = new(
            from word in Word("policy")
            from name in Name
            select Line(span => new PolicySettingSyntax(name, span))),
        [(Context.Journey, "priority")] = new(
            from word in Word("priority")
            from priority in Literals.Integer
            select Line(span => new PrioritySyntax(priority, span))),
        [(Context.Journey, "let")] = new(
            from word in Word("let")
            from name in Name
            from equal in Mark("=")
            from value in Expressions.Any
            select Line(span => new LetSettingSyntax(name, value, span))),
        [(Context.Journey, "flow")] = new(
            from word in Word("flow")
            select Block(Context.Flow, (block, span) => new Item("flow", block.Steps(), span)),
            Context.Flow),
        [(Context.Journey, "migrate")] = new(
            from words in Words("migrate from")
            from version in Literals.Integer
            select Block(Context.Migrate, (block, span) => new MigrateSyntax(version, block.Nodes<MigrationLineSyntax>(), span)),
            Context.Migrate),
        [(Context.Migrate, "others")] = new(Others),
        [(Context.Migrate, "")] = new(Moved.Or(Removed)),
    };
}
