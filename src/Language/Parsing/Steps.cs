using System.Collections.Immutable;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Syntax;
using Personalization.Journeys.Language.Text;
using Sprache;
using static Personalization.Journeys.Language.Parsing.Primitives;
using static Personalization.Journeys.Language.Parsing.Statement;

namespace Personalization.Journeys.Language.Parsing;

/// <summary>An `if`, `else if` (a condition) or `else` line before it is joined with its neighbours.</summary>
internal sealed record BranchLine(bool Else, ExpressionSyntax? Condition, ImmutableArray<StepSyntax> Block, Span Span) : SyntaxNode(Span)
{
    public string? Documentation { get; init; }
}

/// <summary>The steps of a flow, but for messages and experiments.</summary>
internal static class Steps
{
    private static readonly Parser<LateSyntax?> Late = Maybe(Content.Late);

    private static readonly Parser<Statement> WaitFor =
        from words in Words("up to")
        from limit in Literals.Duration
        from word in Word("for")
        from target in
            Events.EventRef.Select(e => (Event: (EventRefSyntax?)e, Outcome: (PathSyntax?)null))
                .Or(Events.Outcome.Select(path => (Event: (EventRefSyntax?)null, Outcome: (PathSyntax?)path)))
        from clauses in Events.Set(Events.As, Messages.Late)
        select Line(span => new WaitForSyntax(
            limit, target.Event, target.Outcome, target.Event?.As ?? clauses.One<NameSyntax>("as"), clauses.One<LateSyntax>("late"), span));

    private static readonly Parser<Statement> WaitCases =
        from words in Words("up to")
        from limit in Literals.Duration
        from late in Late
        select Block(Context.WaitCases, (block, span) => new WaitCasesSyntax(limit, block.Nodes<WaitCaseSyntax>(), late, span));

    private static readonly Parser<IfMissing> IfMissing =
        from comma in Mark(",")
        from or in Word("or")
        from action in Meaning("skip", Program.IfMissing.Skip).Or(Meaning("exit", Program.IfMissing.Exit))
        from words in Words("if missing")
        select action;

    private static readonly Parser<Statement> WaitUntil =
        from word in Word("until")
        from moment in Moments.Moment
        from missing in MaybeValue(IfMissing)
        from late in Late
        select Line(span => new WaitUntilSyntax(moment, missing ?? Program.IfMissing.NotSaid, late, span));

    private static readonly Parser<Statement> WaitTime =
        from length in Literals.Duration
        from late in Late
        select Line(span => new WaitSyntax(length, late, span));

    private static readonly Parser<Statement> Wait =
        from word in Word("wait")
        from statement in WaitFor.Or(WaitCases).Or(WaitUntil).Or(WaitTime)
        select statement;

    private static readonly Parser<Statement> On =
        from word in Word("on")
        from target in
            Events.EventRef.Select(e => (Event: (EventRefSyntax?)e, Outcome: (PathSyntax?)null))
                .Or(Word("timeout").Select(_ => (Event: (EventRefSyntax?)null, Outcome: (PathSyntax?)null)))
                .Or(Events.Outcome.Select(path => (Event: (EventRefSyntax?)null, Outcome: (PathSyntax?)path)))
        select Block(Context.Flow, (block, span) => new WaitCaseSyntax(target.Event, target.Outcome, block.Steps(), span));

    private static readonly Parser<Statement> If =
        from word in Word("if")
        from condition in Expressions.Any
        select Block(Context.Flow, (block, span) => new BranchLine(false, condition, block.Steps(), span));

    private static readonly Parser<Statement> Else =
        from word in Word("else")
        from condition in Maybe(Word("if").Then(_ => Expressions.Any))
        select Block(Context.Flow, (block, span) => new BranchLine(true, condition, block.Steps(), span));

    private static readonly Parser<PatternSyntax> RangePattern = At(
        from low in Expressions.Operand
        from to in Word("to")
        from high in Expressions.Operand
        select Make<PatternSyntax>(span => new RangePatternSyntax(low, high, span)));

    private static readonly Parser<PatternSyntax> ComparisonPattern = At(
        from symbol in Mark("<").Select(_ => BinaryOperator.Less)
            .Or(Mark("<=").Select(_ => BinaryOperator.LessOrEqual))
            .Or(Mark(">").Select(_ => BinaryOperator.Greater))
            .Or(Mark(">=").Select(_ => BinaryOperator.GreaterOrEqual))
        from value in Expressions.Operand
        select Make<PatternSyntax>(span => new ComparisonPatternSyntax(symbol, value, span)));

    private static readonly Parser<PatternSyntax> ValuesPattern = At(
        from values in Several(Expressions.Operand)
        select Make<PatternSyntax>(span => new ValuesPatternSyntax(values, span)));

    private static readonly Parser<Statement> MatchCase =
        from word in Word("when")
        from pattern in RangePattern.Or(ComparisonPattern).Or(ValuesPattern)
        select Block(Context.Flow, (block, span) => new MatchCaseSyntax(pattern, block.Steps(), span));

    private static readonly Parser<Statement> Match =
        from word in Word("match")
        from value in Expressions.Any
        select Block(Context.MatchCases, (block, span) =>
        {
            var otherwise = block.Nodes<BranchLine>().FirstOrDefault();
            return new MatchSyntax(value, block.Nodes<MatchCaseSyntax>(), otherwise?.Block, otherwise?.Span, span);
        });

    private static readonly Parser<Statement> Call =
        from words in Words("call webhook")
        from name in Name
        from clauses in Events.Set(Messages.With, Events.As)
        select Line(span => new CallWebhookSyntax(name, clauses.Bindings(), clauses.One<NameSyntax>("as"), span));

    private static readonly Parser<Statement> InParallel =
        from words in Words("in parallel")
        select Block(Context.Parallel, (block, span) => new ParallelSyntax(
            [.. block.Select(Branch).OfType<BranchSyntax>()], span));

    private static readonly Parser<Statement> ParallelBranch =
        from word in Word("branch")
        from name in Name
        select Block(Context.Flow, (block, span) => new BranchSyntax(name, block.Steps(), span));

    private static readonly Parser<Statement> Let =
        from word in Word("let")
        from name in Name
        from equal in Mark("=")
        from value in Expressions.Any
        select Line(span => new LetSyntax(name, value, span));

    private static readonly Parser<Statement> Withdraw =
        from words in Words("withdraw consent")
        from channel in ChannelName
        from word in Word("for")
        from purpose in Name
        select Line(span => new WithdrawConsentSyntax(channel, purpose, span));

    private static readonly Parser<Statement> Record =
        from words in Words("record event")
        from name in Name
        from clauses in Events.Set(Messages.With)
        select Line(span => new RecordEventSyntax(name, clauses.Bindings(), span));

    private static readonly Parser<Statement> RunJourney =
        from wait in Meaning("run", true).Or(Meaning("start", false))
        from word in Word("journey")
        from name in Name
        from clauses in Events.Set(Messages.With, Events.As)
        select Line(span => new RunJourneySyntax(wait, name, clauses.Bindings(), clauses.One<NameSyntax>("as"), span));

    private static readonly Parser<Statement> Return =
        from word in Word("return")
        from values in Several(Messages.Binding)
        select Line(span => new ReturnSyntax(values, span));

    private static readonly Parser<Statement> Repeat =
        from words in Words("repeat at most")
        from count in Literals.Integer
        from times in Word("times").Or(Word("time"))
        from every in MaybeValue(Mark(",").Then(_ => Word("every")).Then(_ => Literals.Duration))
        from until in Maybe(Mark(",").Then(_ => Word("until")).Then(_ => Expressions.Any))
        select Block(Context.Flow, (block, span) => new RepeatSyntax(count, every, until, block.Steps(), span));

    private static readonly Parser<Statement> ForEach =
        from words in Words("for each")
        from name in Name
        from word in Word("in")
        from list in Expressions.Operand
        from comma in Mark(",")
        from atMost in Words("at most")
        from count in Literals.Integer
        select Block(Context.Flow, (block, span) => new ForEachSyntax(name, list, count, block.Steps(), span));

    private static readonly Parser<Statement> Exit =
        from word in Word("exit")
        from reason in Maybe(Texts.Text)
        select Line(span => new ExitSyntax(reason, span));

    private static readonly Parser<Statement> ReachGoal =
        from words in Words("reach goal")
        from name in Name
        select Line(span => new ReachGoalSyntax(name, span));

    public static readonly Dictionary<(Context, string), Rule> Rules = new()
    {
        [(Context.Flow, "wait")] = new(Wait, Context.WaitCases),
        [(Context.WaitCases, "on")] = new(On, Context.Flow),
        [(Context.Flow, "if")] = new(If, Context.Flow),
        [(Context.Flow, "else")] = new(Else, Context.Flow),
        [(Context.Flow, "match")] = new(Match, Context.MatchCases),
        [(Context.MatchCases, "when")] = new(MatchCase, Context.Flow),
        [(Context.MatchCases, "else")] = new(
            from word in Word("else")
            select Block(Context.Flow, (block, span) => new BranchLine(true, null, block.Steps(), span)),
            Context.Flow),
        [(Context.Flow, "call")] = new(Call),
        [(Context.Flow, "in")] = new(InParallel, Context.Parallel),
        [(Context.Parallel, "branch")] = new(ParallelBranch, Context.Flow),
        [(Context.Flow, "let")] = new(Let),
        [(Context.Flow, "set")] = Write("set", "=", WriteOperation.Set),
        [(Context.Flow, "increase")] = Write("increase", "by", WriteOperation.Increase),
        [(Context.Flow, "decrease")] = Write("decrease", "by", WriteOperation.Decrease),
        [(Context.Flow, "add")] = WriteList("add", "to", WriteOperation.Add),
        [(Context.Flow, "remove")] = WriteList("remove", "from", WriteOperation.Remove),
        [(Context.Flow, "clear")] = new(
            from word in Word("clear")
            from path in NamePath
            select Line(span => new WriteSyntax(WriteOperation.Clear, path, null, span))),
        [(Context.Flow, "withdraw")] = new(Withdraw),
        [(Context.Flow, "record")] = new(Record),
        [(Context.Flow, "run")] = new(RunJourney),
        [(Context.Flow, "start")] = new(RunJourney),
        [(Context.Flow, "return")] = new(Return),
        [(Context.Flow, "repeat")] = new(Repeat, Context.Flow),
        [(Context.Flow, "for")] = new(ForEach, Context.Flow),
        [(Context.Flow, "stop")] = new(Words("stop repeating").Select(_ => Line(span => new StopRepeatingSyntax(span)))),
        [(Context.Flow, "exit")] = new(Exit),
        [(Context.Flow, "reach")] = new(ReachGoal),
        [(Context.Flow, "do")] = new(Words("do nothing").Select(_ => Line(span => new DoNothingSyntax(span)))),
    };

    private static Rule Write(string word, string joint, WriteOperation operation) => new(
        from first in Word(word)
        from path in NamePath
        from second in joint == "=" ? Mark(joint) : Word(joint)
        from value in Expressions.Any
        select Line(span => new WriteSyntax(operation, path, value, span)));

    private static Rule WriteList(string word, string joint, WriteOperation operation) => new(
        from first in Word(word)
        from value in Expressions.Any
        from second in Word(joint)
        from path in NamePath
        select Line(span => new WriteSyntax(operation, path, value, span)));

    private static BranchSyntax? Branch(SyntaxNode node) => node switch
    {
        BranchSyntax branch => branch,
        StepSyntax step => new BranchSyntax(null, [step], step.Span),
        _ => null,
    };
}
