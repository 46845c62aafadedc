using System.Collections.Immutable;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics;
using Personalization.Journeys.Language.Syntax;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Lowering;

internal sealed partial class FlowLowering
{
    /// <summary>Each `else if` is a branch of its own, behind the no of the one before.</summary>
    private FlowState? If(IfSyntax syntax, string? next, FlowState state)
    {
        var ends = new List<FlowState?>();
        for (var i = 0; i < syntax.Branches.Length; i++)
        {
            var branch = syntax.Branches[i];
            var found = diagnostics.Count;
            var condition = Binder(state).BindCondition(branch.Condition);
            state = diagnostics.Count > found ? state with { BehindBroken = true } : state;
            var last = i + 1 == syntax.Branches.Length;
            var no = !last ? ids[syntax.Branches[i + 1]] : syntax.Else is { } @else ? FirstOf(@else) : null;
            Add(new BranchStep(i == 0 ? ids[syntax] : ids[branch], condition, FirstOf(branch.Block), no, next, At(i == 0 ? syntax : branch)), syntax, state);
            ends.Add(Block(branch.Block, next, state.Knowing(Narrowing.WhenYes(condition))));
            state = state.Knowing(Narrowing.WhenNotYes(condition));
        }

        ends.Add(syntax.Else is { } otherwise ? Block(otherwise, next, state) : state);
        return Meet(ends);
    }

    private FlowState? Match(MatchSyntax syntax, string? next, FlowState state)
    {
        var binder = Binder(state);
        var value = binder.Bind(syntax.Value);
        var cases = syntax.Cases.Select(c => new SwitchCase(binder.BindPattern(c.Pattern, value), FirstOf(c.Block), At(c))).ToImmutableArray();
        Add(new SwitchStep(ids[syntax], value, cases, syntax.Else is { } @else ? FirstOf(@else) : null, next, At(syntax)), syntax, state);
        var known = state.Knowing(Narrowing.WhenYes(value));
        var ends = syntax.Cases.Select(c => Block(c.Block, next, known)).ToList();
        if (syntax.Else is { } otherwise)
        {
            ends.Add(Block(otherwise, next, state));
        }
        else if (!CoversAll(value, cases))
        {
            ends.Add(state);
        }

        return Meet(ends);
    }

    private static bool CoversAll(Expression value, ImmutableArray<SwitchCase> cases)
    {
        if (value.MayBeMissing || value.Type is not TextType { OneOf.Length: > 0 } text)
        {
            return false;
        }

        var named = cases.Select(c => c.Pattern).OfType<ValuesPattern>().SelectMany(p => p.Values).OfType<Constant>().Select(c => c.Value).OfType<TextValue>().Select(t => t.Value);
        return !text.OneOf.Except(named, StringComparer.Ordinal).Any();
    }

    private FlowState? Split(SplitSyntax syntax, string? next, FlowState state)
    {
        ClaimName(syntax.Name);
        var arms = Arms(syntax.Arms, null, syntax.Name);
        Add(new ExperimentStep(ids[syntax], syntax.Name.Text, arms, null, next, At(syntax)), syntax, state);
        return Meet(syntax.Arms.Select(a => Block(a.Block, next, state)).ToList());
    }

    private FlowState? Experiment(ExperimentSyntax syntax, string? next, FlowState state)
    {
        ClaimName(syntax.Name);
        var arms = Arms(syntax.Arms, syntax.Holdout, syntax.Name);
        var spec = Experiments.Lower(syntax, Binder(state), journey, diagnostics);
        Add(new ExperimentStep(ids[syntax], syntax.Name.Text, arms, spec, next, At(syntax)), syntax, state);
        var all = syntax.Holdout is { } holdout ? syntax.Arms.Add(holdout) : syntax.Arms;
        return Meet(all.Select(a => Block(a.Block, next, state)).ToList());
    }

    private FlowState? Bandit(BanditSyntax syntax, string? next, FlowState state)
    {
        ClaimName(syntax.Name);
        var share = syntax.Arms.Length == 0 ? 0 : 1m / syntax.Arms.Length;
        var arms = syntax.Arms.Select(a => new Arm(a.Name.Text, a.Share ?? share, FirstOf(a.Block), false, At(a))).ToImmutableArray();
        var spec = Experiments.Lower(syntax, Binder(state), schema, journey, state, diagnostics);
        Add(new BanditStep(ids[syntax], syntax.Name.Text, spec, arms, next, At(syntax)), syntax, state);
        return Meet(syntax.Arms.Select(a => Block(a.Block, next, state)).ToList());
    }

    private ImmutableArray<Arm> Arms(ImmutableArray<ArmSyntax> arms, ArmSyntax? holdout, NameSyntax name)
    {
        var all = holdout is null ? arms : arms.Add(holdout);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var arm in all.Where(a => a.Name.Text.Length > 0 && !names.Add(a.Name.Text)))
        {
            diagnostics.Add(JourneyDiagnostics.DeclaredTwice(At(arm.Name), "arms", arm.Name.Text, At(all.First(a => a.Name.Text == arm.Name.Text).Name)));
        }

        if (all.All(a => a.Share is null))
        {
            return [.. all.Select(a => new Arm(a.Name.Text, 1m / all.Length, FirstOf(a.Block), a == holdout, At(a)))];
        }

        foreach (var arm in all.Where(a => a.Share is null))
        {
            diagnostics.Add(JourneyDiagnostics.ArmWithoutShare(At(arm), arm.Name.Text));
        }

        var sum = all.Sum(a => a.Share ?? 0);
        if (sum != 1 && all.All(a => a.Share is not null))
        {
            diagnostics.Add(JourneyDiagnostics.ArmsDoNotAddUp(At(name), name.Text, sum));
        }

        return [.. all.Select(a => new Arm(a.Name.Text, a.Share ?? 0, FirstOf(a.Block), a == holdout, At(a)))];
    }

    private void ClaimName(NameSyntax name)
    {
        if (name.Text.Length == 0)
        {
            return;
        }

        var at = new Location(journey.Source, name.Span);
        if (!journey.Choices.TryAdd(name.Text, at))
        {
            diagnostics.Add(JourneyDiagnostics.DeclaredTwice(at, "experiments", name.Text, journey.Choices[name.Text]));
        }
    }

    private FlowState? Parallel(ParallelSyntax syntax, string? next, FlowState state)
    {
        var id = ids[syntax];
        var join = StepIds.JoinOf(id);
        var branches = syntax.Branches
            .Where(b => b.Name is not null || b.Block.Any(s => s is not BrokenStepSyntax))
            .Select(b => new ForkBranch(b.Name?.Text ?? StepIds.NameOf(b.Block.First(s => s is not BrokenStepSyntax)), FirstOf(b.Block), At(b)))
            .ToImmutableArray();
        Add(new ForkStep(id, branches, join, next, At(syntax)), syntax, state);
        var ends = syntax.Branches.Select(b => Branch(b.Block, join, state)).ToList();
        Add(new JoinStep(join, id, next, At(syntax)), new DoNothingSyntax(syntax.Span), state);
        return ends.Contains(null) ? null : Together(state, [.. ends.OfType<FlowState>()]);
    }

    /// <summary>One branch can not leave a loop that the others are still in.</summary>
    private FlowState? Branch(ImmutableArray<StepSyntax> block, string join, FlowState state)
    {
        _loops.Push(null);
        var end = Block(block, join, state);
        _loops.Pop();
        return end;
    }

    /// <summary>After branches that all have ended: everything that any of them made or learned, nothing that one of them undid.</summary>
    private FlowState Together(FlowState before, ImmutableArray<FlowState> ends)
    {
        var together = before;
        foreach (var end in ends)
        {
            foreach (var made in end.Names.Values.Where(v => !before.Names.ContainsKey(v.Name)))
            {
                if (together.Names.TryGetValue(made.Name, out var first))
                {
                    diagnostics.Add(JourneyDiagnostics.NameTaken(made.Declared, made.Name, "is made in another branch", first.Declared));
                }

                together = together with { Names = together.Names.SetItem(made.Name, made) };
            }
        }

        var known = ends.Aggregate(before.Known, (all, end) => all.Union(end.Known));
        var undone = before.Known.Where(fact => ends.Any(e => !e.Known.Contains(fact)));
        return together with { Known = known.Except(undone), BehindBroken = ends.Any(e => e.BehindBroken) };
    }
}
