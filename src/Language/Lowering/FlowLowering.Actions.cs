using System.Collections.Immutable;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics;
using Personalization.Journeys.Language.Syntax;

namespace Personalization.Journeys.Language.Lowering;

internal sealed partial class FlowLowering
{
    private FlowState Call(CallWebhookSyntax syntax, string? next, FlowState state)
    {
        var binder = Binder(state);
        var webhook = binder.Declared(DeclarationKind.Webhook, syntax.Webhook) ? schema.Webhooks.GetValueOrDefault(syntax.Webhook.Text) : null;
        var with = webhook is null
            ? Read(syntax.With, binder)
            : binder.BindArguments(syntax.With, webhook.Takes, $"webhook `{webhook.Name}`", At(syntax.Webhook));
        Add(new CallStep(ids[syntax], syntax.Webhook.Text, with, syntax.As?.Text, next, At(syntax)), syntax, state);
        return Define(state, syntax.As, webhook is null ? DataType.Unknown : Outcomes.Call(webhook.Name, webhook.Gives), mayBeMissing: false);
    }

    private FlowState Let(LetSyntax syntax, string? next, FlowState state)
    {
        var value = Binder(state).Bind(syntax.Value);
        Add(new LetStep(ids[syntax], syntax.Name.Text, value, next, At(syntax)), syntax, state);
        return Define(state, syntax.Name, value.Type, value.MayBeMissing);
    }

    private FlowState Write(WriteSyntax syntax, string? next, FlowState state)
    {
        var binder = Binder(state);
        if (Target(syntax.Path, binder) is not { } field)
        {
            _ = syntax.Value is null ? null : binder.Bind(syntax.Value);
            return Lost(syntax, next, state);
        }

        var value = WrittenValue(syntax, field, binder, state);
        Add(new WriteStep(ids[syntax], syntax.Operation, field.Name, value, next, At(syntax)), syntax, state);
        return syntax.Operation switch
        {
            WriteOperation.Set => state.Forgetting(PathOf(field)).Knowing([PathOf(field)]),
            WriteOperation.Clear or WriteOperation.Remove => state.Forgetting(PathOf(field)),
            _ => state,
        };
    }

    private Expression? WrittenValue(WriteSyntax syntax, Field field, Binder binder, FlowState state)
    {
        var what = $"`customer.{field.Name}`";
        switch (syntax.Operation)
        {
            case WriteOperation.Clear:
                if (!field.Optional && field.Default is null && field.Type is not ListType)
                {
                    diagnostics.Add(JourneyDiagnostics.WrongUse(At(syntax.Path), $"{what} is always there and can not be cleared", "declare it `optional`, or set another value"));
                }

                return null;
            case WriteOperation.Add or WriteOperation.Remove:
                if (field.Type is ListType list)
                {
                    return binder.BindValue(syntax.Value!, list.Element, what);
                }

                diagnostics.Add(JourneyDiagnostics.WrongType(At(syntax.Path), $"`{syntax.Operation.ToString().ToLowerInvariant()}`", "a list", field.Type.Words()));
                return binder.Bind(syntax.Value!);
            case WriteOperation.Increase or WriteOperation.Decrease:
                if (field.Type is not (NumberType or MoneyType or DurationType or UnknownType))
                {
                    diagnostics.Add(JourneyDiagnostics.WrongType(At(syntax.Path), $"`{syntax.Operation.ToString().ToLowerInvariant()}`", "a number", field.Type.Words()));
                    return binder.Bind(syntax.Value!);
                }

                if (field.MayBeMissing && !state.BehindBroken && !state.Known.Contains(PathOf(field)))
                {
                    diagnostics.Add(JourneyDiagnostics.MayBeMissing(At(syntax.Path), $"customer.{field.Name}", field.Location, "a value that is not there can not grow"));
                }

                return binder.BindValue(syntax.Value!, field.Type is NumberType ? DataType.Number : field.Type, $"the change of {what}");
            default:
                return binder.BindValue(syntax.Value!, field.Type, what);
        }
    }

    /// <summary>The field of the customer that a step writes to.</summary>
    private Field? Target(PathSyntax path, Binder binder)
    {
        if (path.Names.Length == 0 || path.Names.Any(n => n.Text.Length == 0))
        {
            return null;
        }

        if (path.Names.Length != 2 || path.Names[0].Text != "customer")
        {
            diagnostics.Add(JourneyDiagnostics.WrongUse(At(path), "only fields of the customer can be changed", "write `customer.` and the name of a field"));
            return null;
        }

        if (schema.Customer.Find(path.Names[1].Text) is { } field)
        {
            return field;
        }

        diagnostics.Add(JourneyDiagnostics.NoCustomerField(binder.At(path.Names[1]), path.Names[1].Text, [.. schema.Customer.Fields.Select(f => f.Name)]));
        return null;
    }

    private FlowState Withdraw(WithdrawConsentSyntax syntax, string? next, FlowState state)
    {
        var consent = Binder(state).BindConsent(new ConsentSyntax(syntax.Channel, syntax.Purpose, syntax.Span));
        return consent is null
            ? Lost(syntax, next, state)
            : Add(new WithdrawConsentStep(ids[syntax], consent.Channel, consent.Purpose, next, At(syntax)), syntax, state);
    }

    private FlowState RecordEvent(RecordEventSyntax syntax, string? next, FlowState state)
    {
        var binder = Binder(state);
        var with = binder.EventOf(syntax.Event) is { } type
            ? binder.BindArguments(syntax.With, type.Fields, $"event `{type.Name}`", At(syntax.Event))
            : Read(syntax.With, binder);
        return Add(new RecordEventStep(ids[syntax], syntax.Event.Text, with, next, At(syntax)), syntax, state);
    }

    private FlowState Run(RunJourneySyntax syntax, string? next, FlowState state)
    {
        var binder = Binder(state);
        var called = binder.Declared(DeclarationKind.Journey, syntax.Journey) ? schema.Journeys.GetValueOrDefault(syntax.Journey.Text) : null;
        var with = called is null
            ? Read(syntax.With, binder)
            : binder.BindArguments(syntax.With, called.Inputs, $"journey `{called.Name}`", At(syntax.Journey));
        Add(new RunStep(ids[syntax], syntax.Journey.Text, syntax.WaitForEnd, with, syntax.As?.Text, next, At(syntax)), syntax, state);
        return Define(state, syntax.As, called is null ? DataType.Unknown : Outcomes.Run(called.Name, syntax.WaitForEnd ? called.Returns : []), mayBeMissing: false);
    }

    private FlowState? Return(ReturnSyntax syntax, FlowState state)
    {
        var values = Binder(state).BindArguments(syntax.Values, journey.Returns, "`returns` of this journey", At(syntax), all: false);
        Add(new ReturnStep(ids[syntax], values, At(syntax)), syntax, state);
        return null;
    }

    private FlowState? End(ExitSyntax syntax)
    {
        var reason = syntax.Reason?.Constant;
        if (syntax.Reason is not null && reason is null)
        {
            diagnostics.Add(JourneyDiagnostics.ExitTextNotConstant(At(syntax.Reason)));
        }

        Add(new ExitStep(ids[syntax], reason ?? "finished", At(syntax)), syntax, FlowState.Empty);
        return null;
    }

    private FlowState ReachGoal(ReachGoalSyntax syntax, string? next, FlowState state)
    {
        if (syntax.Goal.Text.Length > 0 && !journey.Goals.Contains(syntax.Goal.Text))
        {
            diagnostics.Add(JourneyDiagnostics.NotDeclared(At(syntax.Goal), "goal", syntax.Goal.Text, journey.Goals));
        }

        return Add(new ReachGoalStep(ids[syntax], syntax.Goal.Text, next, At(syntax)), syntax, state);
    }

    /// <summary>The values given to something unknown, read for their own mistakes.</summary>
    private static ImmutableArray<NamedExpression> Read(ImmutableArray<BindingSyntax> bindings, Binder binder) =>
        [.. bindings.Select(b => new NamedExpression(b.Name.Text, binder.Bind(b.Value)))];

    /// <summary>A step without a meaning keeps its place in the graph, so that nothing around it seems unreachable.</summary>
    private FlowState Lost(StepSyntax syntax, string? next, FlowState state) => Add(new NothingStep(ids[syntax], next, At(syntax)), syntax, state);

    private static string PathOf(Field field) => "customer." + field.Name;
}
