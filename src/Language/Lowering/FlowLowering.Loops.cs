using System.Collections.Immutable;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics;
using Personalization.Journeys.Language.Syntax;

namespace Personalization.Journeys.Language.Lowering;

internal sealed partial class FlowLowering
{
    private FlowState? Repeat(RepeatSyntax syntax, string? next, FlowState state)
    {
        var id = ids[syntax];
        var start = BeforeAnyRound(syntax.Block, state);
        var until = syntax.Until is null ? null : Binder(start).BindCondition(syntax.Until);
        Add(new LoopStep(id, syntax.AtMost, syntax.Every, until, FirstOf(syntax.Block), next, At(syntax)), syntax, state);
        var ends = Body(syntax.Block, id, next, start);

        // Without `until` there is at least one round.
        if (until is not null)
        {
            ends.Add(start);
        }

        return Meet(ends);
    }

    private FlowState? ForEach(ForEachSyntax syntax, string? next, FlowState state)
    {
        var id = ids[syntax];
        var binder = Binder(state);
        var list = binder.Bind(syntax.List);
        var element = list.Type is ListType { Element: var type } ? type : DataType.Unknown;
        if (list.Type is not (ListType or UnknownType))
        {
            diagnostics.Add(JourneyDiagnostics.WrongType(At(syntax.List), "`for each`", "a list", list.Type.Words()));
        }

        binder.Demand(list);
        Add(new EachStep(id, syntax.Name.Text, list, syntax.AtMost, FirstOf(syntax.Block), next, At(syntax)), syntax, state);
        var start = BeforeAnyRound(syntax.Block, state);
        var ends = Body(syntax.Block, id, next, Define(start, syntax.Name, element, mayBeMissing: false));
        ends.Add(start);
        return Meet(ends.Select(e => e is null ? null : e with { Names = e.Names.Remove(syntax.Name.Text) }));
    }

    private List<FlowState?> Body(ImmutableArray<StepSyntax> block, string id, string? next, FlowState state)
    {
        var frame = new LoopFrame(id, next);
        _loops.Push(frame);
        var end = Block(block, id, state);
        _loops.Pop();
        return [end, .. frame.Stops];
    }

    private FlowState? Stop(StopRepeatingSyntax syntax, string? next, FlowState state)
    {
        if (!_loops.TryPeek(out var loop) || loop is null)
        {
            diagnostics.Add(_loops.All(l => l is null) ? JourneyDiagnostics.NothingToStop(At(syntax)) : JourneyDiagnostics.StopInBranch(At(syntax)));
            return Lost(syntax, next, state);
        }

        loop.Stops.Add(state);
        Add(new StopStep(ids[syntax], loop.Id, loop.Next, At(syntax)), syntax, state);
        return null;
    }

    /// <summary>What is certain at the start of every round: a later round does not know what an earlier one cleared.</summary>
    private static FlowState BeforeAnyRound(ImmutableArray<StepSyntax> block, FlowState state) =>
        StepBlocks.All(block).OfType<WriteSyntax>()
            .Where(w => w.Operation is WriteOperation.Clear or WriteOperation.Remove && w.Path.Names.Length == 2)
            .Aggregate(state.Paused(), (known, write) => known.Forgetting("customer." + write.Path.Names[1].Text));
}
