using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Syntax;
using Personalization.Journeys.Language.Text;
using Sprache;
using static Personalization.Journeys.Language.Parsing.Primitives;
using static Personalization.Journeys.Language.Parsing.Statement;

namespace Personalization.Journeys.Language.Parsing;

/// <summary>Tests of journeys: what is given, what happens, what is expected.</summary>
internal static class Tests
{
    private static readonly Parser<WhenSyntax> When = At(
        (from date in Literals.Date
         from time in MaybeValue(Literals.Time)
         select Make(span => new WhenSyntax(date, time, null, span)))
        .Or(Literals.Time.Select(time => Make(span => new WhenSyntax(null, time, null, span))))
        .Or(
            from plus in Mark("+")
            from length in Literals.Duration
            select Make(span => new WhenSyntax(null, null, length, span))));

    private static readonly Parser<Clause> AtWhen = Events.Of("at", When);

    private static readonly Parser<Statement> GivenCustomer =
        from word in Word("customer")
        select Block(Context.GivenCustomer, (block, span) => new GivenCustomerSyntax(
            block.Nodes<BindingSyntax>(), block.Nodes<ConsentSyntax>(), block.Nodes<InSegmentSyntax>(), span));

    private static readonly Parser<Statement> GivenArm =
        from word in Word("arm")
        from name in Name
        from equal in Mark("=")
        from arm in Name
        select Line(span => new GivenSyntax(GivenKind.Arm, name, new NameExpressionSyntax(arm, arm.Span), span));

    private static readonly Parser<Statement> GivenAnswer =
        from kind in Meaning("predict", GivenKind.Predict).Or(Meaning("recommend", GivenKind.Recommend)).Or(Meaning("webhook", GivenKind.Webhook))
        from name in Name
        from equal in Mark("=")
        from value in Expressions.Any
        select Line(span => new GivenSyntax(kind, name, value, span));

    private static readonly Parser<Statement> Given =
        from word in Word("given")
        from statement in GivenCustomer.Or(GivenArm).Or(GivenAnswer)
        select statement;

    private static readonly Parser<Statement> AtEvent =
        from at in Word("at")
        from time in When
        from word in Word("event")
        from name in Name
        from clauses in Events.Set(Messages.With)
        select Line(span => new AtEventSyntax(time, name, clauses.Bindings(), span));

    private static readonly Parser<Statement> AtReaction =
        from at in Word("at")
        from time in When
        from word in Word("customer")
        from kind in Meaning("opens", ReactionKind.Opens).Or(Meaning("clicks", ReactionKind.Clicks)).Or(Meaning("answers", ReactionKind.Answers))
        from template in Name
        from answer in Maybe(Texts.Text)
        select Line(span => new AtReactionSyntax(time, kind, template, answer, span));

    private static readonly Parser<Statement> ExpectMessage =
        from head in At(
            from channel in ChannelName
            from template in Name
            from clauses in Events.Set(AtWhen, Messages.With)
            select Make<(MessageSyntax Message, WhenSyntax? When)>(span => (Messages.Build(channel, template, clauses, span), clauses.One<WhenSyntax>("at"))))
        select Line(span => new ExpectMessageSyntax(head.Message, head.When, span));

    private static readonly Parser<Statement> ExpectNo =
        from no in Word("no")
        from target in
            Word("messages").Select(_ => (Channel: (NameSyntax?)null, Template: (NameSyntax?)null))
                .Or(
                    from channel in ChannelName
                    from template in Maybe(Name)
                    select (Channel: (NameSyntax?)channel, Template: template))
        select Line(span => new ExpectNoMessageSyntax(target.Channel, target.Template, span));

    private static readonly Parser<Statement> ExpectExit =
        from word in Word("exit")
        from reason in Maybe(Texts.Text)
        from time in Maybe(Word("at").Then(_ => When))
        select Line(span => new ExpectExitSyntax(reason, time, span));

    private static readonly Parser<Statement> ExpectGoal =
        from word in Word("goal")
        from goal in Name
        from time in Maybe(Word("at").Then(_ => When))
        select Line(span => new ExpectGoalSyntax(goal, time, span));

    private static readonly Parser<Statement> ExpectNotEntered =
        from words in Words("not entered")
        from reason in Maybe(Word("because").Then(_ => Texts.Text))
        select Line(span => new ExpectNotEnteredSyntax(reason, span));

    private static readonly Parser<Statement> ExpectTimeline =
        from word in Word("timeline")
        select Block(Context.Timeline, (block, span) =>
        {
            var lines = block.Nodes<TimelineLineSyntax>();
            var whole = lines.Length > 0 ? lines[0].Span.To(lines[^1].Span) : new Span(span.End, 0);
            return new ExpectTimelineSyntax(lines, whole, span);
        });

    private static readonly Parser<Statement> ExpectValue =
        from path in NamePath
        from equal in Mark("=")
        from value in Expressions.Any
        select Line(span => new ExpectValueSyntax(path, value, span));

    private static readonly Parser<Statement> Expect =
        from word in Word("expect")
        from statement in ExpectMessage.Or(ExpectNo).Or(ExpectExit).Or(ExpectGoal).Or(ExpectNotEntered).Or(ExpectTimeline).Or(ExpectValue)
        select statement;

    private static readonly Parser<Statement> TimelineLine =
        from time in When
        from line in
            Messages.Message.Select(message => (Message: (MessageSyntax?)message, Goal: (NameSyntax?)null, Exit: (TextSyntax?)null))
                .Or(Word("goal").Then(_ => Name).Select(goal => (Message: (MessageSyntax?)null, Goal: (NameSyntax?)goal, Exit: (TextSyntax?)null)))
                .Or(
                    from exit in Word("exit")
                    from reason in Maybe(Texts.Text)
                    select (Message: (MessageSyntax?)null, Goal: (NameSyntax?)null, Exit: (TextSyntax?)(reason ?? new TextSyntax([], exit.Span))))
        select Line(span => new TimelineLineSyntax(time, line.Message, line.Goal, line.Exit, span));

    public static readonly Dictionary<(Context, string), Rule> Rules = new()
    {
        [(Context.File, "test")] = new(
            from word in Word("test")
            from sentence in Texts.Text
            from of in Word("of")
            from journey in Name
            select Block(Context.Test, (block, span) => new TestSyntax(
                new NameSyntax(sentence.Constant ?? "", sentence.Span), journey, block.Nodes<TestLineSyntax>(), span)),
            Context.Test),
        [(Context.Test, "let")] = new(
            from word in Word("let")
            from name in Name
            from equal in Mark("=")
            from value in Expressions.Any
            select Line(span => new TestLetSyntax(name, value, span))),
        [(Context.Test, "given")] = new(Given, Context.GivenCustomer),
        [(Context.Test, "at")] = new(AtEvent.Or(AtReaction)),
        [(Context.Test, "expect")] = new(Expect, Context.Timeline),
        [(Context.GivenCustomer, "consent")] = new(Primaries.Consent.Select(consent => Line(_ => consent)).Or(Messages.Binding.Select(b => Line(_ => b)))),
        [(Context.GivenCustomer, "in")] = new(Primaries.InSegment.Select(segment => Line(_ => segment)).Or(Messages.Binding.Select(b => Line(_ => b)))),
        [(Context.GivenCustomer, "")] = new(Messages.Binding.Select(binding => Line(_ => binding))),
        [(Context.Timeline, "")] = new(TimelineLine),
    };
}
