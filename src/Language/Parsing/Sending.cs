using System.Collections.Immutable;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Syntax;
using Personalization.Journeys.Language.Text;
using Sprache;
using static Personalization.Journeys.Language.Parsing.Primitives;
using static Personalization.Journeys.Language.Parsing.Statement;

namespace Personalization.Journeys.Language.Parsing;

/// <summary>The steps that talk to people, and the ones that try which talk is best.</summary>
internal static class Sending
{
    private static readonly Parser<Statement> SendMessage =
        from message in Messages.Message
        select Line(span => new SendSyntax(message, span));

    private static readonly Parser<Statement> SendFirst =
        from words in Words("first of")
        from clauses in Events.Set(Events.As, Messages.Late)
        select Block(Context.Attempts, (block, span) => new SendFirstSyntax(
            clauses.One<NameSyntax>("as"), block.Nodes<MessageSyntax>(), clauses.One<LateSyntax>("late"), span));

    private static readonly Parser<Statement> Send =
        from word in Word("send")
        from statement in SendFirst.Or(SendMessage)
        select statement;

    private static readonly Rule Attempt = new(Messages.Message.Select(message => Line(_ => message)));

    private static readonly Parser<Statement> Ask =
        from words in Words("ask chat")
        from template in Name
        from upTo in Words("up to")
        from limit in Literals.Duration
        from clauses in Events.Set(Messages.With, Events.As, Messages.Late)
        select Block(Context.Answers, (block, span) => new AskSyntax(
            template, limit, clauses.One<NameSyntax>("as"), clauses.Bindings(), block.Nodes<AnswerSyntax>(), clauses.One<LateSyntax>("late"), span));

    private static readonly Parser<(AnswerKind Kind, ImmutableArray<TextSyntax> Choices)> AnswerChoice =
        Several(Texts.Text).Select(choices => (AnswerKind.Choices, choices))
            .Or(Meaning("any other answer", (AnswerKind.AnyOther, ImmutableArray<TextSyntax>.Empty)))
            .Or(Meaning("timeout", (AnswerKind.Timeout, ImmutableArray<TextSyntax>.Empty)));

    private static readonly Parser<Statement> Answer =
        from word in Word("on")
        from answer in AnswerChoice
        select Block(Context.Flow, (block, span) => new AnswerSyntax(answer.Kind, answer.Choices, block.Steps(), span));

    private static readonly Parser<Statement> Arm =
        from word in Word("arm")
        from name in Name
        from share in MaybeValue(Literals.Percent)
        select Block(Context.Flow, (block, span) => new ArmSyntax(name, share, block.Steps(), span));

    private static readonly Parser<Statement> Holdout =
        from word in Word("holdout")
        from share in Literals.Percent
        select Block(Context.Flow, (block, span) => new Item("holdout", new ArmSyntax(new NameSyntax("holdout", word.Span), share, block.Steps(), span), span));

    private static readonly Parser<(NameSyntax? Goal, EventRefSyntax? Event, CalendarDuration? Within)> Measured =
        (from word in Word("goal")
         from name in Name
         from within in MaybeValue(Word("within").Then(_ => Literals.Duration))
         select ((NameSyntax?)name, (EventRefSyntax?)null, within))
        .Or(Events.EventRef.Select(e => ((NameSyntax?)null, (EventRefSyntax?)e, e.Within)));

    private static readonly Parser<Statement> Measure =
        from word in Word("measure")
        from measured in Measured
        select Line(span => new MeasureSyntax(measured.Goal, measured.Event, measured.Within, span));

    private static readonly Parser<Statement> Guard =
        from word in Word("guard")
        from measured in Measured
        from below in Meaning("below", true).Or(Meaning("above", false))
        from limit in Literals.Percent
        select Line(span => new GuardSyntax(measured.Goal, measured.Event, measured.Within, below, limit, span));

    private static readonly Parser<Statement> DecideAfter =
        from words in Words("decide after")
        from length in Literals.Duration
        select Line(span => new DecideAfterSyntax(length, span));

    private static readonly Parser<Statement> ThenAction =
        from word in Word("then")
        from action in
            Meaning("keep winner", ExperimentEnd.KeepWinner)
                .Or(Meaning("keep control", ExperimentEnd.KeepControl))
                .Or(Meaning("report", ExperimentEnd.Report))
        select Line(span => new ThenActionSyntax(action, span));

    private static readonly Parser<(BanditMethod Method, decimal? Epsilon)> Method =
        Meaning("thompson sampling", (BanditMethod.ThompsonSampling, (decimal?)null))
            .Or(Meaning("upper confidence", (BanditMethod.UpperConfidence, (decimal?)null)))
            .Or(Word("epsilon").Then(_ => Literals.Percent).Select(share => (BanditMethod.Epsilon, (decimal?)share)));

    private static readonly Parser<Statement> Bandit =
        from word in Word("bandit")
        from name in Name
        from second in Word("using")
        from method in Method
        select Block(Context.Bandit, (block, span) =>
        {
            var reward = block.One<RewardItem>("reward");
            return new BanditSyntax(
                name, method.Method, method.Epsilon, reward?.Event, reward?.Worth,
                [.. block.All<ImmutableArray<ExpressionSyntax>>("context").SelectMany(c => c)], block.Value<decimal>("explore at least"),
                block.Nodes<ArmSyntax>(), span)
            {
                ExploreSpan = block.OfType<Item>().FirstOrDefault(i => i.Key == "explore at least")?.Span,
            };
        });

    public static readonly Dictionary<(Context, string), Rule> Rules = new()
    {
        [(Context.Flow, "send")] = new(Send, Context.Attempts),
        [(Context.Attempts, "email")] = Attempt,
        [(Context.Attempts, "push")] = Attempt,
        [(Context.Attempts, "web")] = Attempt,
        [(Context.Attempts, "chat")] = Attempt,
        [(Context.Flow, "ask")] = new(Ask, Context.Answers),
        [(Context.Answers, "on")] = new(Answer, Context.Flow),
        [(Context.Flow, "split")] = new(
            from word in Word("split")
            from name in Name
            select Block(Context.Arms, (block, span) => new SplitSyntax(name, block.Nodes<ArmSyntax>(), span)),
            Context.Arms),
        [(Context.Arms, "arm")] = new(Arm, Context.Flow),
        [(Context.Flow, "experiment")] = new(
            from word in Word("experiment")
            from name in Name
            select Block(Context.Experiment, (block, span) => new ExperimentSyntax(
                name, block.Nodes<ExperimentSettingSyntax>(), block.Nodes<ArmSyntax>(), block.One<ArmSyntax>("holdout"), span)),
            Context.Experiment),
        [(Context.Experiment, "arm")] = new(Arm, Context.Flow),
        [(Context.Experiment, "holdout")] = new(Holdout, Context.Flow),
        [(Context.Experiment, "measure")] = new(Measure),
        [(Context.Experiment, "guard")] = new(Guard),
        [(Context.Experiment, "confidence")] = Share("confidence", (value, span) => new ConfidenceSyntax(value, span)),
        [(Context.Experiment, "power")] = Share("power", (value, span) => new PowerSyntax(value, span)),
        [(Context.Experiment, "detect")] = Share("detect lift of", (value, span) => new DetectLiftSyntax(value, span)),
        [(Context.Experiment, "decide")] = new(DecideAfter),
        [(Context.Experiment, "then")] = new(ThenAction),
        [(Context.Flow, "bandit")] = new(Bandit, Context.Bandit),
        [(Context.Bandit, "arm")] = new(Arm, Context.Flow),
        [(Context.Bandit, "reward")] = Schema.Item(
            "reward",
            from reference in Events.EventRef
            from worth in Maybe(Word("worth").Then(_ => Expressions.Any))
            select new RewardItem(reference, worth)),
        [(Context.Bandit, "context")] = Schema.Item("context", Several(Expressions.Any)),
        [(Context.Bandit, "explore")] = Schema.Item("explore at least", Literals.Percent),
    };

    private static Rule Share(string words, Func<decimal, Span, SyntaxNode> build) => new(
        from fixedWords in Words(words)
        from share in Literals.Percent
        select Line(span => build(share, span)));

    private sealed record RewardItem(EventRefSyntax Event, ExpressionSyntax? Worth);
}
