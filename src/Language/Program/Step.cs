using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Program;

/// <summary>
/// A step of a journey's graph. <see cref="Id"/> is the path of the names around it and its own name, unique in the
/// journey and stable under edits elsewhere. <see cref="Next"/> is where the run goes on, null at the end of the flow;
/// the last step of a block goes on where its owner does, the last step of a loop's body at the loop.
/// </summary>
public abstract record Step(string Id, string? Next, Location Location)
{
    public string? Documentation { get; init; }
}

public sealed record WaitStep(string Id, CalendarDuration Duration, LateRule? Late, string? Next, Location Location) : Step(Id, Next, Location);

public sealed record WaitUntilStep(string Id, Moment Moment, IfMissing IfMissing, LateRule? Late, string? Next, Location Location) : Step(Id, Next, Location);

/// <summary>
/// `wait up to`: the first case that happens wins, ties go to the higher line; else <see cref="OnTimeout"/>.
/// In the one-line form the case and the timeout both go to <see cref="Step.Next"/>. A case or timeout with an
/// empty block goes there too.
/// </summary>
public sealed record WaitForStep(string Id, Duration Limit, ImmutableArray<WaitCase> Cases, string? OnTimeout, LateRule? Late, string? Next, Location Location) : Step(Id, Next, Location);

/// <summary>An event (with the name it is kept under) or a flag of an outcome (`offer.clicked`). Exactly one of the two.</summary>
public sealed record WaitCase(EventRef? Event, OutcomeRef? Outcome, string? Then, Location Location);

/// <summary>The outcome kept under <see cref="Name"/>, and its flag: opened, clicked, sent, failed, skipped, …</summary>
public sealed record OutcomeRef(string Name, string Flag);

/// <summary>An event that matters: <see cref="Where"/> reads <see cref="Root.Event"/>.</summary>
public sealed record EventRef(string Event, Expression? Where, string? As, Duration? Within, Location Location);

public sealed record BranchStep(string Id, Expression Condition, string? Then, string? Else, string? Next, Location Location) : Step(Id, Next, Location);

public sealed record SwitchStep(string Id, Expression Value, ImmutableArray<SwitchCase> Cases, string? Else, string? Next, Location Location) : Step(Id, Next, Location);

public sealed record SwitchCase(Pattern Pattern, string? Then, Location Location);

public abstract record Pattern;

public sealed record ValuesPattern(ImmutableArray<Expression> Values) : Pattern;

/// <summary>Both ends are included.</summary>
public sealed record RangePattern(Expression Low, Expression High) : Pattern;

public sealed record ComparisonPattern(BinaryOperator Operator, Expression Value) : Pattern;

/// <summary>An arm; <see cref="Share"/> as a fraction. Arms stand in the order of the text; the first is the control.</summary>
public sealed record Arm(string Name, decimal Share, string? Then, bool IsHoldout, Location Location);

/// <summary>A `split` or an `experiment`: a split measures nothing.</summary>
public sealed record ExperimentStep(string Id, string Name, ImmutableArray<Arm> Arms, ExperimentSpec? Spec, string? Next, Location Location) : Step(Id, Next, Location);

/// <summary>What an experiment measures and when it decides; evaluated by Learning, not by the run.</summary>
public sealed record ExperimentSpec(
    ImmutableArray<Measure> Measures,
    ImmutableArray<Guard> Guards,
    decimal Confidence,
    decimal Power,
    decimal? DetectLift,
    Duration? DecideAfter,
    ExperimentEnd Then);

public sealed record Measure(string? Goal, EventRef? Event, Duration? Within, Location Location);

public sealed record Guard(Measure Of, bool Below, decimal Limit);

public sealed record BanditStep(string Id, string Name, BanditSpec Spec, ImmutableArray<Arm> Arms, string? Next, Location Location) : Step(Id, Next, Location);

public sealed record BanditSpec(
    BanditMethod Method, decimal? Epsilon, EventRef? Reward, Expression? Worth, ImmutableArray<Expression> Context, decimal? ExploreAtLeast, Location Location);

/// <summary>A message as a step says it. <see cref="Policy"/> is the one that rules it: its own, the journey's or the workspace's.</summary>
public sealed record Message(
    Channel Channel,
    string Template,
    ImmutableArray<NamedExpression> With,
    string? Policy,
    string? Slot,
    Duration? For,
    Needs? Needs,
    LateRule? Late,
    Location Location);

public sealed record Needs(bool Click, Duration Within);

public sealed record SendStep(string Id, Message Message, string? As, string? Next, Location Location) : Step(Id, Next, Location);

public sealed record SendFirstStep(string Id, ImmutableArray<Message> Attempts, string? As, LateRule? Late, string? Next, Location Location) : Step(Id, Next, Location);

/// <summary>A question on the chat channel; <see cref="Message"/> is how it is sent.</summary>
public sealed record AskStep(
    string Id, Message Message, Duration Limit, string? As, ImmutableArray<AnswerCase> Cases, bool HasOther, string? OnOther, string? OnTimeout, string? Next, Location Location)
    : Step(Id, Next, Location);

public sealed record AnswerCase(ImmutableArray<string> Choices, string? Then, Location Location);

public sealed record CallStep(string Id, string Webhook, ImmutableArray<NamedExpression> With, string? As, string? Next, Location Location) : Step(Id, Next, Location);

/// <summary>`in parallel`: every branch ends at the join of this step, which goes on when all have ended.</summary>
public sealed record ForkStep(string Id, ImmutableArray<ForkBranch> Branches, string Join, string? Next, Location Location) : Step(Id, Next, Location);

public sealed record ForkBranch(string Name, string? Then, Location Location);

/// <summary>Where the branches of <see cref="Fork"/> meet.</summary>
public sealed record JoinStep(string Id, string Fork, string? Next, Location Location) : Step(Id, Next, Location);

public sealed record LetStep(string Id, string Name, Expression Value, string? Next, Location Location) : Step(Id, Next, Location);

/// <summary>A write to `customer.<see cref="Field"/>`; only `clear` has no value.</summary>
public sealed record WriteStep(string Id, WriteOperation Operation, string Field, Expression? Value, string? Next, Location Location) : Step(Id, Next, Location);

public sealed record WithdrawConsentStep(string Id, Channel Channel, string Purpose, string? Next, Location Location) : Step(Id, Next, Location);

public sealed record RecordEventStep(string Id, string Event, ImmutableArray<NamedExpression> With, string? Next, Location Location) : Step(Id, Next, Location);

public sealed record RunStep(string Id, string Journey, bool WaitForEnd, ImmutableArray<NamedExpression> With, string? As, string? Next, Location Location) : Step(Id, Next, Location);

public sealed record ReturnStep(string Id, ImmutableArray<NamedExpression> Values, Location Location) : Step(Id, null, Location);

/// <summary>`repeat`: runs <see cref="Body"/> up to <see cref="AtMost"/> times, resting <see cref="Every"/> between rounds; <see cref="Until"/> is asked before each round.</summary>
public sealed record LoopStep(string Id, int AtMost, CalendarDuration? Every, Expression? Until, string? Body, string? Next, Location Location) : Step(Id, Next, Location);

public sealed record EachStep(string Id, string Name, Expression List, int AtMost, string? Body, string? Next, Location Location) : Step(Id, Next, Location);

/// <summary>`stop repeating`: its next is where the loop goes on.</summary>
public sealed record StopStep(string Id, string Loop, string? Next, Location Location) : Step(Id, Next, Location);

/// <summary>The reason is constant: counts and funnels need few of them.</summary>
public sealed record ExitStep(string Id, string Reason, Location Location) : Step(Id, null, Location);

public sealed record ReachGoalStep(string Id, string Goal, string? Next, Location Location) : Step(Id, Next, Location);

public sealed record NothingStep(string Id, string? Next, Location Location) : Step(Id, Next, Location);

/// <summary>A moment to wait for, local to the customer.</summary>
public abstract record Moment;

/// <summary>On one of <see cref="Days"/>: inside `from`–`to` at once, else at the next `from`; without `to` the next `from` that is not past today counts.</summary>
public sealed record DaysMoment(Weekdays Days, LocalTime From, LocalTime? To) : Moment;

/// <summary>A date (at <see cref="At"/>, else 00:00), a local date-time or an instant.</summary>
public sealed record ValueMoment(Expression Value, LocalTime? At) : Moment;

public sealed record OffsetMoment(CalendarDuration Length, bool Before, Expression Of, LocalTime? At) : Moment;
