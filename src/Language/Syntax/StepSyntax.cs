using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Syntax;

/// <summary>A line of a flow with its block. <see cref="Span"/> is the statement (its first line with clauses), not the block.</summary>
internal abstract record StepSyntax(Span Span) : SyntaxNode(Span)
{
    public string? Documentation { get; init; }
}

/// <summary>Stands where a step is broken, so that the lines around it keep their places; already reported.</summary>
internal sealed record BrokenStepSyntax(ImmutableArray<StepSyntax> Block, Span Span) : StepSyntax(Span);

internal sealed record WaitSyntax(CalendarDuration Duration, LateSyntax? Late, Span Span) : StepSyntax(Span);

internal sealed record WaitUntilSyntax(MomentSyntax Moment, IfMissing IfMissing, LateSyntax? Late, Span Span) : StepSyntax(Span);

/// <summary>`wait up to D for X as name` on one line. Exactly one of <see cref="Event"/> and <see cref="Outcome"/> is there.</summary>
internal sealed record WaitForSyntax(CalendarDuration Limit, EventRefSyntax? Event, PathSyntax? Outcome, NameSyntax? As, LateSyntax? Late, Span Span) : StepSyntax(Span);

/// <summary>`wait up to D:` with its `on` cases.</summary>
internal sealed record WaitCasesSyntax(CalendarDuration Limit, ImmutableArray<WaitCaseSyntax> Cases, LateSyntax? Late, Span Span) : StepSyntax(Span);

/// <summary>`on event X …:`, `on offer.clicked:` or, with neither, `on timeout:`.</summary>
internal sealed record WaitCaseSyntax(EventRefSyntax? Event, PathSyntax? Outcome, ImmutableArray<StepSyntax> Block, Span Span) : SyntaxNode(Span)
{
    public bool IsTimeout => Event is null && Outcome is null;
}

internal sealed record IfSyntax(ImmutableArray<IfBranchSyntax> Branches, ImmutableArray<StepSyntax>? Else, Span? ElseSpan, Span Span) : StepSyntax(Span);

internal sealed record IfBranchSyntax(ExpressionSyntax Condition, ImmutableArray<StepSyntax> Block, Span Span) : SyntaxNode(Span);

internal sealed record MatchSyntax(ExpressionSyntax Value, ImmutableArray<MatchCaseSyntax> Cases, ImmutableArray<StepSyntax>? Else, Span? ElseSpan, Span Span) : StepSyntax(Span);

internal sealed record MatchCaseSyntax(PatternSyntax Pattern, ImmutableArray<StepSyntax> Block, Span Span) : SyntaxNode(Span);

internal abstract record PatternSyntax(Span Span) : SyntaxNode(Span);

internal sealed record ValuesPatternSyntax(ImmutableArray<ExpressionSyntax> Values, Span Span) : PatternSyntax(Span);

/// <summary>`3 to 5`, both ends included.</summary>
internal sealed record RangePatternSyntax(ExpressionSyntax Low, ExpressionSyntax High, Span Span) : PatternSyntax(Span);

/// <summary>`&gt;= 0.7`</summary>
internal sealed record ComparisonPatternSyntax(BinaryOperator Operator, ExpressionSyntax Value, Span Span) : PatternSyntax(Span);

internal sealed record ArmSyntax(NameSyntax Name, decimal? Share, ImmutableArray<StepSyntax> Block, Span Span) : SyntaxNode(Span);

internal sealed record SplitSyntax(NameSyntax Name, ImmutableArray<ArmSyntax> Arms, Span Span) : StepSyntax(Span);

/// <summary>An experiment; the holdout, if any, is <see cref="Holdout"/> with the name `holdout`.</summary>
internal sealed record ExperimentSyntax(NameSyntax Name, ImmutableArray<ExperimentSettingSyntax> Settings, ImmutableArray<ArmSyntax> Arms, ArmSyntax? Holdout, Span Span) : StepSyntax(Span);

internal abstract record ExperimentSettingSyntax(Span Span) : SyntaxNode(Span);

/// <summary>`measure goal X within D` (a <see cref="Goal"/>) or `measure event X …` (an <see cref="Event"/>).</summary>
internal sealed record MeasureSyntax(NameSyntax? Goal, EventRefSyntax? Event, CalendarDuration? Within, Span Span) : ExperimentSettingSyntax(Span);

/// <summary>`guard … below 2%`</summary>
internal sealed record GuardSyntax(NameSyntax? Goal, EventRefSyntax? Event, CalendarDuration? Within, bool Below, decimal Limit, Span Span) : ExperimentSettingSyntax(Span);

internal sealed record ConfidenceSyntax(decimal Value, Span Span) : ExperimentSettingSyntax(Span);

internal sealed record PowerSyntax(decimal Value, Span Span) : ExperimentSettingSyntax(Span);

internal sealed record DetectLiftSyntax(decimal Value, Span Span) : ExperimentSettingSyntax(Span);

internal sealed record DecideAfterSyntax(CalendarDuration After, Span Span) : ExperimentSettingSyntax(Span);

internal sealed record ThenActionSyntax(ExperimentEnd Action, Span Span) : ExperimentSettingSyntax(Span);

/// <summary>A bandit. <see cref="Epsilon"/> belongs to `using epsilon 10%`.</summary>
internal sealed record BanditSyntax(
    NameSyntax Name,
    BanditMethod Method,
    decimal? Epsilon,
    EventRefSyntax? Reward,
    ExpressionSyntax? Worth,
    ImmutableArray<ExpressionSyntax> Context,
    decimal? ExploreAtLeast,
    ImmutableArray<ArmSyntax> Arms,
    Span Span) : StepSyntax(Span)
{
    public Span? ExploreSpan { get; init; }
}

/// <summary>A message of `send`, `send first of` or a test's timeline.</summary>
internal sealed record MessageSyntax(
    NameSyntax Channel,
    NameSyntax Template,
    ImmutableArray<BindingSyntax> With,
    NameSyntax? As,
    NameSyntax? Policy,
    TextSyntax? Slot,
    CalendarDuration? For,
    NeedsSyntax? Needs,
    LateSyntax? Late,
    Span Span) : SyntaxNode(Span);

/// <summary>`needs open within 4 hours`</summary>
internal sealed record NeedsSyntax(bool Click, CalendarDuration Within, Span Span) : SyntaxNode(Span);

internal sealed record SendSyntax(MessageSyntax Message, Span Span) : StepSyntax(Span);

internal sealed record SendFirstSyntax(NameSyntax? As, ImmutableArray<MessageSyntax> Attempts, LateSyntax? Late, Span Span) : StepSyntax(Span);

internal sealed record AskSyntax(NameSyntax Template, CalendarDuration Limit, NameSyntax? As, ImmutableArray<BindingSyntax> With, ImmutableArray<AnswerSyntax> Answers, LateSyntax? Late, Span Span) : StepSyntax(Span);

internal enum AnswerKind
{
    Choices,
    AnyOther,
    Timeout,
}

internal sealed record AnswerSyntax(AnswerKind Kind, ImmutableArray<TextSyntax> Choices, ImmutableArray<StepSyntax> Block, Span Span) : SyntaxNode(Span);

internal sealed record CallWebhookSyntax(NameSyntax Webhook, ImmutableArray<BindingSyntax> With, NameSyntax? As, Span Span) : StepSyntax(Span);

/// <summary>`in parallel:`; a step that stands alone is a branch without a name.</summary>
internal sealed record ParallelSyntax(ImmutableArray<BranchSyntax> Branches, Span Span) : StepSyntax(Span);

internal sealed record BranchSyntax(NameSyntax? Name, ImmutableArray<StepSyntax> Block, Span Span) : SyntaxNode(Span);

internal sealed record LetSyntax(NameSyntax Name, ExpressionSyntax Value, Span Span) : StepSyntax(Span);

/// <summary>`set|increase|decrease|add|remove|clear` on a customer's field. Only `clear` has no value.</summary>
internal sealed record WriteSyntax(WriteOperation Operation, PathSyntax Path, ExpressionSyntax? Value, Span Span) : StepSyntax(Span);

internal sealed record WithdrawConsentSyntax(NameSyntax Channel, NameSyntax Purpose, Span Span) : StepSyntax(Span);

internal sealed record RecordEventSyntax(NameSyntax Event, ImmutableArray<BindingSyntax> With, Span Span) : StepSyntax(Span);

internal sealed record RunJourneySyntax(bool WaitForEnd, NameSyntax Journey, ImmutableArray<BindingSyntax> With, NameSyntax? As, Span Span) : StepSyntax(Span);

internal sealed record ReturnSyntax(ImmutableArray<BindingSyntax> Values, Span Span) : StepSyntax(Span);

internal sealed record RepeatSyntax(int AtMost, CalendarDuration? Every, ExpressionSyntax? Until, ImmutableArray<StepSyntax> Block, Span Span) : StepSyntax(Span);

internal sealed record ForEachSyntax(NameSyntax Name, ExpressionSyntax List, int AtMost, ImmutableArray<StepSyntax> Block, Span Span) : StepSyntax(Span);

internal sealed record StopRepeatingSyntax(Span Span) : StepSyntax(Span);

internal sealed record ExitSyntax(TextSyntax? Reason, Span Span) : StepSyntax(Span);

internal sealed record ReachGoalSyntax(NameSyntax Goal, Span Span) : StepSyntax(Span);

internal sealed record DoNothingSyntax(Span Span) : StepSyntax(Span);

internal abstract record MomentSyntax(Span Span) : SyntaxNode(Span);

/// <summary>`09:00 to 11:00`, `weekdays 17:00 to 20:00`, `saturday 10:00`; `day` and a bare time are every day.</summary>
internal sealed record DaysMomentSyntax(Weekdays Days, LocalTime From, LocalTime? To, Span Span) : MomentSyntax(Span);

/// <summary>A date or moment with an optional time of day: `2025-12-24 09:00`, `customer.renewal_date at 10:00`.</summary>
internal sealed record ValueMomentSyntax(ExpressionSyntax Value, LocalTime? At, Span Span) : MomentSyntax(Span);

/// <summary>`3 days before customer.renewal_date at 10:00`; zero length for `of path`.</summary>
internal sealed record OffsetSyntax(CalendarDuration Length, bool Before, ExpressionSyntax Of, LocalTime? At, Span Span) : MomentSyntax(Span);
