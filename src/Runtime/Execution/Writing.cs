using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;

namespace Personalization.Journeys.Runtime.Execution;

/// <summary>Steps that make values: `let`, writes to the customer, `withdraw consent`, `record event`.</summary>
internal static class Writing
{
    private const string Personal = "(personal)";

    public static Flow Let(DecisionDraft draft, LiveRun run, LetStep step)
    {
        var value = Evaluator.Evaluate(step.Value, draft.Scope(run.State));
        if (value.IsMissing)
        {
            run.Unset(step.Name);
        }
        else
        {
            run.Set(step.Name, value);
        }

        var shown = Evaluator.ReadsPersonal(step.Value) ? Personal : Shown(value, draft.Zone);
        draft.Write(new ValueMade(draft.Now, run.Id, run.State.Journey, run.State.Version, step.Id, step.Name, shown, step.Location));
        return Flow.On(step.Next);
    }

    /// <summary>A write whose result can not be computed changes nothing.</summary>
    public static Flow Write(DecisionDraft draft, LiveRun run, WriteStep step)
    {
        var scope = draft.Scope(run.State);
        var given = step.Value is null ? Value.Missing : Evaluator.Evaluate(step.Value, scope);
        var current = scope.Field(Root.Customer, step.Field);
        var result = step.Operation switch
        {
            WriteOperation.Set => given,
            WriteOperation.Increase => Sum(current, BinaryOperator.Add, step.Value, scope),
            WriteOperation.Decrease => Sum(current, BinaryOperator.Subtract, step.Value, scope),
            WriteOperation.Add => given.IsMissing ? current : Added(current, given),
            WriteOperation.Remove => current is ListValue list ? new ListValue(list.Elements.RemoveAll(e => e.Equals(given))) : current,
            WriteOperation.Clear => Value.Missing,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        if (result.IsMissing && step.Operation != WriteOperation.Clear)
        {
            return Flow.On(step.Next);
        }

        Profile.Change(draft, step.Field, result);
        var shown = IsPersonal(draft, step.Field) || (step.Value is not null && Evaluator.ReadsPersonal(step.Value)) ? Personal : Shown(result, scope.Zone);
        draft.Write(new FieldWritten(draft.Now, run.Id, run.State.Journey, run.State.Version, step.Id, step.Field, shown, step.Location));
        return Flow.On(step.Next);
    }

    public static Flow Withdraw(DecisionDraft draft, LiveRun run, WithdrawConsentStep step)
    {
        Profile.Change(draft, new ConsentChanged(step.Channel, step.Purpose, false, draft.Now, run.Id));
        draft.Write(new ConsentWithdrawn(draft.Now, run.Id, run.State.Journey, run.State.Version, step.Channel, step.Purpose, step.Location));
        return Flow.On(step.Next);
    }

    public static Flow Record(DecisionDraft draft, LiveRun run, RecordEventStep step)
    {
        var data = Evaluator.Record(step.With, draft.Scope(run.State));
        if (run.Workspace.Event(step.Event) is { } type)
        {
            data = Calling.WithDefaults(data, type.Fields);
        }

        var id = $"{step.Id}/{run.Visit(step.Id)}";
        draft.Pending.Enqueue(new EventMade(run.Id, new CustomerEvent(run.Id, id, step.Event, draft.Now, draft.Now, data)));
        draft.Write(new EventRecorded(draft.Now, run.Id, run.State.Journey, run.State.Version, step.Id, step.Event, step.Location));
        return Flow.On(step.Next);
    }

    private static Value Sum(Value current, BinaryOperator operation, Expression? by, CustomerScope scope) => by is null
        ? current
        : Evaluator.Evaluate(new BinaryExpression(new Constant(current, by.Type, null), operation, by, by.Type, true, null), scope);

    private static ListValue Added(Value current, Value given) => current switch
    {
        ListValue list when list.Elements.Contains(given) => list,
        ListValue list => new ListValue(list.Elements.Add(given)),
        _ => new ListValue([given]),
    };

    private static bool IsPersonal(DecisionDraft draft, string field) => draft.Workspace.Customer.Find(field)?.Personal == true;

    /// <summary>What a reader of a timeline needs of a value; an order or a basket is not spelt out.</summary>
    private static string Shown(Value value, DateTimeZone zone) => value switch
    {
        MissingValue => "missing",
        RecordValue => "a record",
        ListValue { Elements: [RecordValue, ..] } list => list.Elements.Length == 1 ? "1 record" : $"{list.Elements.Length} records",
        _ => PrintedValue.Of(value, zone),
    };
}
