using System.Collections.Immutable;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics;
using Personalization.Journeys.Language.Syntax;

namespace Personalization.Journeys.Language.Lowering;

internal sealed partial class FlowLowering
{
    private FlowState Wait(WaitSyntax syntax, string? next, FlowState state) =>
        Add(new WaitStep(ids[syntax], syntax.Duration, PolicyLowering.LateRule(syntax.Late), next, At(syntax)), syntax, state);

    private FlowState WaitUntil(WaitUntilSyntax syntax, string? next, FlowState state)
    {
        var binder = Binder(state);
        var moment = Moments.Lower(syntax.Moment, binder, diagnostics);
        var value = ProgramExpressions.ValueOf(moment);
        if (value is { MayBeMissing: true } && !state.BehindBroken && syntax.IfMissing == IfMissing.NotSaid)
        {
            diagnostics.Add(JourneyDiagnostics.MomentMayBeMissing(binder.At(syntax.Moment), Semantics.Binder.Fold(journey.Source.Text.AsSpan(syntax.Moment.Span.Start, syntax.Moment.Span.Length))));
        }

        Add(new WaitUntilStep(ids[syntax], moment, syntax.IfMissing, PolicyLowering.LateRule(syntax.Late), next, At(syntax)), syntax, state);
        return value is not null && syntax.IfMissing == IfMissing.Exit ? state.Knowing(Narrowing.WhenYes(value)) : state;
    }

    private FlowState WaitFor(WaitForSyntax syntax, string? next, FlowState state)
    {
        var binder = Binder(state);
        var name = syntax.As ?? syntax.Event?.As;
        if (name is not null && syntax.Outcome is not null)
        {
            diagnostics.Add(JourneyDiagnostics.WrongUse(At(name), "only an event that is waited for gets a name", "ask for the flag itself afterwards, as in `if offer.clicked:`"));
            return Lost(syntax, next, Define(state, name, DataType.Unknown, mayBeMissing: false));
        }

        var bound = syntax.Event is null ? null : binder.BindEventRef(syntax.Event);
        var outcome = syntax.Outcome is null ? null : binder.BindOutcome(syntax.Outcome);
        ImmutableArray<WaitCase> cases = bound is null && outcome is null
            ? []
            : [new WaitCase(bound is null ? null : bound with { As = name?.Text }, outcome, null, At(syntax))];
        Add(new WaitForStep(ids[syntax], syntax.Limit.Measured, cases, null, PolicyLowering.LateRule(syntax.Late), next, At(syntax)), syntax, state);
        return Define(state, name, NamedType(bound), mayBeMissing: true);
    }

    private FlowState? WaitCases(WaitCasesSyntax syntax, string? next, FlowState state)
    {
        var binder = Binder(state);
        var cases = ImmutableArray.CreateBuilder<WaitCase>();
        var bound = new List<(WaitCaseSyntax Case, EventRef? Event, bool Lost)>();
        foreach (var @case in syntax.Cases.Where(c => !c.IsTimeout))
        {
            var reference = @case.Event is null ? null : binder.BindEventRef(@case.Event);
            var outcome = @case.Outcome is null ? null : binder.BindOutcome(@case.Outcome);
            bound.Add((@case, reference, reference is null && outcome is null));
            if (reference is not null || outcome is not null)
            {
                cases.Add(new WaitCase(reference, outcome, FirstOf(@case.Block), At(@case)));
            }
        }

        var timeout = syntax.Cases.FirstOrDefault(c => c.IsTimeout);
        Add(new WaitForStep(
            ids[syntax], syntax.Limit.Measured, cases.ToImmutable(), timeout is null ? null : FirstOf(timeout.Block),
            PolicyLowering.LateRule(syntax.Late), next, At(syntax)), syntax, state);

        var ends = new List<FlowState?>();
        state = state.Paused();
        foreach (var (@case, reference, lost) in bound)
        {
            var caught = Define(state, @case.Event?.As, NamedType(reference), mayBeMissing: false);
            ends.Add(lost ? Unreached(@case.Block, caught) : Block(@case.Block, next, caught));
        }

        ends.Add(timeout is null ? state : Block(timeout.Block, next, state));
        return Meet(ends);
    }

    private DataType NamedType(EventRef? bound) => bound is null ? DataType.Unknown : schema.EventType(bound.Event) ?? DataType.Unknown;
}
