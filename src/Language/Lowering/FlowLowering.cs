using System.Collections.Immutable;
using System.Diagnostics;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics;
using Personalization.Journeys.Language.Syntax;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Lowering;

/// <summary>
/// Turns the steps of a flow into a graph in one walk from top to bottom, keeping what is certain at each place.
/// A walk over a step gives the state after it, or null when no way goes on behind it. Broken steps are read for the
/// mistakes inside them and left out of the graph.
/// </summary>
internal sealed partial class FlowLowering(WorkspaceSchema schema, JourneyFrame journey, StepIds ids, ICollection<Diagnostic> diagnostics)
{
    private readonly ImmutableArray<Step>.Builder _steps = ImmutableArray.CreateBuilder<Step>();
    private readonly Stack<LoopFrame?> _loops = new();

    /// <summary>A loop under way: where `stop repeating` goes, and what is certain where it stands.</summary>
    private sealed record LoopFrame(string Id, string? Next)
    {
        public List<FlowState> Stops { get; } = [];
    }

    public static (string? Entry, ImmutableArray<Step> Steps) Lower(
        WorkspaceSchema schema, JourneyFrame journey, ImmutableArray<StepSyntax> flow, FlowState state, StepIds ids, ICollection<Diagnostic> diagnostics)
    {
        var lowering = new FlowLowering(schema, journey, ids, diagnostics);
        lowering.Block(flow, null, state);
        return (lowering.FirstOf(flow), lowering._steps.ToImmutable());
    }

    private FlowState? Block(ImmutableArray<StepSyntax> steps, string? next, FlowState state)
    {
        var ended = false;
        for (var i = 0; i < steps.Length; i++)
        {
            var after = Step(steps[i], FirstOf(steps.AsSpan()[(i + 1)..]) ?? next, state);
            after = Pauses(steps[i]) ? after?.Paused() : after;
            ended |= after is null;

            // What stands behind an exit is reported as unreachable; it is read with what held before.
            state = after ?? state;
        }

        return ended ? null : state;
    }

    private FlowState? Step(StepSyntax step, string? next, FlowState state) => step switch
    {
        BrokenStepSyntax broken => Broken(broken, state),
        WaitSyntax wait => Wait(wait, next, state),
        WaitUntilSyntax wait => WaitUntil(wait, next, state),
        WaitForSyntax wait => WaitFor(wait, next, state),
        WaitCasesSyntax wait => WaitCases(wait, next, state),
        IfSyntax @if => If(@if, next, state),
        MatchSyntax match => Match(match, next, state),
        SplitSyntax split => Split(split, next, state),
        ExperimentSyntax experiment => Experiment(experiment, next, state),
        BanditSyntax bandit => Bandit(bandit, next, state),
        SendSyntax send => Send(send, next, state),
        SendFirstSyntax first => SendFirst(first, next, state),
        AskSyntax ask => Ask(ask, next, state),
        CallWebhookSyntax call => Call(call, next, state),
        ParallelSyntax parallel => Parallel(parallel, next, state),
        LetSyntax let => Let(let, next, state),
        WriteSyntax write => Write(write, next, state),
        WithdrawConsentSyntax withdraw => Withdraw(withdraw, next, state),
        RecordEventSyntax record => RecordEvent(record, next, state),
        RunJourneySyntax run => Run(run, next, state),
        ReturnSyntax @return => Return(@return, state),
        RepeatSyntax repeat => Repeat(repeat, next, state),
        ForEachSyntax each => ForEach(each, next, state),
        StopRepeatingSyntax stop => Stop(stop, next, state),
        ExitSyntax exit => End(exit),
        ReachGoalSyntax goal => ReachGoal(goal, next, state),
        DoNothingSyntax nothing => Add(new NothingStep(ids[nothing], next, At(nothing)), nothing, state),
        _ => throw new UnreachableException(),
    };

    private static bool Pauses(StepSyntax step) => step
        is WaitSyntax or WaitUntilSyntax or WaitForSyntax or WaitCasesSyntax or SendSyntax or SendFirstSyntax or AskSyntax
        or CallWebhookSyntax or RunJourneySyntax or ParallelSyntax or RepeatSyntax or ForEachSyntax;

    private FlowState Broken(BrokenStepSyntax broken, FlowState state)
    {
        _loops.Push(new LoopFrame("", null));
        var after = Unreached(broken.Block, state);
        _loops.Pop();
        return after;
    }

    /// <summary>A block whose way in is not known: read for its mistakes, and left out of the graph.</summary>
    private FlowState Unreached(ImmutableArray<StepSyntax> block, FlowState state)
    {
        var count = _steps.Count;
        var after = Block(block, null, state);
        _steps.Count = count;
        return (after ?? state) with { BehindBroken = true };
    }

    private FlowState Add(Step step, StepSyntax syntax, FlowState state)
    {
        _steps.Add(step with { Documentation = syntax.Documentation });
        return state;
    }

    /// <summary>Makes a name; it must not hide another one that can be seen here.</summary>
    private FlowState Define(FlowState state, NameSyntax? name, DataType type, bool mayBeMissing)
    {
        if (name is null || name.Text.Length == 0)
        {
            return state;
        }

        var at = new Location(journey.Source, name.Span);
        if (Names.Meaning(schema, state, name.Text) is var (meaning, first) && meaning is not null)
        {
            diagnostics.Add(JourneyDiagnostics.NameTaken(at, name.Text, meaning, first));
            (type, mayBeMissing) = (DataType.Unknown, false);
        }

        return state.With(new Variable(name.Text, type, mayBeMissing, at));
    }

    /// <summary>Where several ways meet again; null when none of them goes on.</summary>
    private FlowState? Meet(IEnumerable<FlowState?> ways)
    {
        var open = ways.OfType<FlowState>().ToList();
        if (open.Count == 0)
        {
            return null;
        }

        foreach (var name in open.SelectMany(w => w.Names.Keys).Distinct(StringComparer.Ordinal))
        {
            var made = open.Where(w => w.Names.ContainsKey(name)).Select(w => w.Names[name]).ToList();
            if (made.FirstOrDefault(m => !TypeRules.Agree(m.Type, made[0].Type)) is { } other)
            {
                diagnostics.Add(JourneyDiagnostics.NameTaken(other.Declared, name, $"means {made[0].Type.Words()} on another way to the same place", made[0].Declared));
            }
        }

        return FlowState.Merge(open);
    }

    private string? FirstOf(ImmutableArray<StepSyntax> block) => FirstOf(block.AsSpan());

    private string? FirstOf(ReadOnlySpan<StepSyntax> block)
    {
        foreach (var step in block)
        {
            if (step is not BrokenStepSyntax)
            {
                return ids[step];
            }
        }

        return null;
    }

    private Binder Binder(FlowState state) => new(schema, journey.Source, journey.Scope with { State = state }, diagnostics);

    private Location At(SyntaxNode node) => new(journey.Source, node.Span);
}
