using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics;
using Personalization.Journeys.Language.Syntax;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Lowering;

/// <summary>Journeys: first what all of them take and give, then each with its settings, its flow and its migrations.</summary>
internal sealed class JourneyLowering
{
    private readonly WorkspaceSchema _schema;
    private readonly ICollection<Diagnostic> _diagnostics;
    private readonly JourneySyntax _syntax;
    private readonly Declaration _declaration;
    private readonly Scope _scope;

    private JourneyLowering(WorkspaceSchema schema, Declaration declaration, ICollection<Diagnostic> diagnostics)
    {
        _schema = schema;
        _diagnostics = diagnostics;
        _declaration = declaration;
        _syntax = (JourneySyntax)declaration.Syntax;
        _scope = new Scope
        {
            Customer = schema.Customer,
            Entry = EntryTypes.Of(_syntax, schema, schema.BrokenFiles.Contains(declaration.Source.Path)),
            Input = new RecordType(RecordKind.Input, declaration.Name, schema.Journeys[declaration.Name].Inputs),
        };
    }

    public static ImmutableArray<Journey> Lower(WorkspaceSchema schema, ICollection<Diagnostic> diagnostics)
    {
        var fields = new Fields(schema, diagnostics);
        foreach (var declaration in schema.Symbols.All(DeclarationKind.Journey))
        {
            var settings = ((JourneySyntax)declaration.Syntax).Settings;
            schema.Journeys.Add(declaration.Name, new JourneySignature(
                declaration.Name,
                fields.Lower([.. settings.OfType<InputSettingSyntax>().Select(i => i.Field)], declaration.Source),
                fields.Lower([.. settings.OfType<ReturnsSettingSyntax>().Select(r => r.Field)], declaration.Source),
                declaration.Location));
        }

        var choices = new Dictionary<string, Location>(StringComparer.Ordinal);
        var journeys = schema.Symbols.All(DeclarationKind.Journey).Select(d => new JourneyLowering(schema, d, diagnostics).Journey(choices)).ToImmutableArray();
        JourneyCircles.Check(journeys, diagnostics);
        return journeys;
    }

    private Journey Journey(Dictionary<string, Location> choices)
    {
        var signature = _schema.Journeys[_declaration.Name];
        var triggers = Triggers();
        CheckReentry();
        var entered = FlowState.Empty.Knowing(TriggerFacts(triggers));
        var (eligible, known) = new Conditions(_schema, _declaration.Source, _scope with { State = entered }, _diagnostics)
            .Lower([.. Settings<EligibleSyntax>().SelectMany(e => e.Conditions)]);
        entered = entered.Knowing(known);
        var (locals, state) = Locals(entered);
        var goals = Goals(state);
        var policy = Policy();
        var frame = new JourneyFrame(_declaration.Name, _declaration.Source, _scope, policy, signature.Returns, [.. goals.Select(g => g.Name)]) 
        {
            Choices = choices,
            PolicyIsUnknown = policy is null && (Settings<PolicySettingSyntax>().Any() || _schema.BrokenFiles.Contains(_declaration.Source.Path)),
        };
        var ids = StepIds.Of(_syntax.Flow);
        var (entry, steps) = FlowLowering.Lower(_schema, frame, _syntax.Flow, state, ids, _diagnostics);
        var again = Settings<EnterAgainSyntax>().LastOrDefault();
        return new Journey(
            _declaration.Name, _syntax.Version, _syntax.Documentation, signature.Inputs, signature.Returns, triggers,
            again is null ? new Reentry(ReentryKind.AfterExit, CalendarDuration.Zero) : new Reentry(again.Kind, again.After),
            Settings<WhenInsideSyntax>().LastOrDefault()?.Restart ?? false,
            Settings<StartsSyntax>().LastOrDefault()?.Date, Settings<EndsSyntax>().LastOrDefault()?.Date,
            eligible, goals, Exits(state, goals), Settings<ExitAfterSyntax>().LastOrDefault()?.After.Measured, policy,
            Settings<PrioritySyntax>().LastOrDefault()?.Priority ?? 50, locals, entry, steps,
            MigrationLowering.Lower(_syntax.Migrations, ids, _declaration.Source, _schema.BrokenFiles.Contains(_declaration.Source.Path), _diagnostics), _declaration.Location);
    }

    private ImmutableArray<Trigger> Triggers()
    {
        var binder = Binder(FlowState.Empty);
        var triggers = ImmutableArray.CreateBuilder<Trigger>();
        foreach (var setting in _syntax.Settings)
        {
            switch (setting)
            {
                case EnterOnEventSyntax e when binder.EventOf(e.Event) is { } type:
                    triggers.Add(EventTrigger(e, type));
                    break;
                case EnterOnSegmentSyntax s when binder.Declared(DeclarationKind.Segment, s.Segment):
                    triggers.Add(new SegmentTrigger(s.Segment.Text, s.Entered, At(s)));
                    break;
                case EnterOnScheduleSyntax s when binder.Declared(DeclarationKind.Segment, s.Segment):
                    triggers.Add(new ScheduleTrigger(s.Days, s.At, s.Segment.Text, At(s)));
                    break;
                case EnterOnDateSyntax d:
                    var customer = new Binder(_schema, _declaration.Source, Scope.OfCustomer(_schema.Customer), _diagnostics);
                    triggers.Add(new DateTrigger(d.Anniversary, Moments.Offset(d.Offset, customer, _diagnostics), At(d)));
                    break;
                default:
                    break;
            }
        }

        return triggers.ToImmutable();
    }

    private EventTrigger EventTrigger(EnterOnEventSyntax syntax, RecordType type)
    {
        var binder = new Binder(_schema, _declaration.Source, Scope.OfCustomer(_schema.Customer) with { Event = type }, _diagnostics);
        var where = syntax.Where is null ? null : binder.BindCondition(syntax.Where);
        var key = syntax.KeyedBy is null ? null : binder.Bind(syntax.KeyedBy);
        if (key is not null and not ErrorExpression
            && !(key is MemberExpression { Kind: MemberKind.Field, Target: RootExpression { Root: Root.Event }, Name: var name } && type.Find(name) is { IsKey: true }))
        {
            var field = key is MemberExpression { Target: RootExpression, Name: var written } ? type.Find(written) : null;
            _diagnostics.Add(JourneyDiagnostics.NotAKey(At(syntax.KeyedBy!), field?.Name ?? "it", field?.Location));
        }

        return new EventTrigger(type.Name, where, key, At(syntax));
    }

    /// <summary>What the condition of the only trigger makes certain about `entry`.</summary>
    private static IEnumerable<string> TriggerFacts(ImmutableArray<Trigger> triggers) =>
        triggers is [EventTrigger { Where: { } where }]
            ? Narrowing.WhenYes(where).Where(f => f.StartsWith("event.", StringComparison.Ordinal)).Select(f => "entry" + f["event".Length..])
            : [];

    private void CheckReentry()
    {
        var keyed = Settings<EnterOnEventSyntax>().Select(e => e.KeyedBy).FirstOrDefault(k => k is not null);
        if (keyed is not null && Settings<EnterAgainSyntax>().FirstOrDefault(a => a.Kind == ReentryKind.Never) is { } never)
        {
            _diagnostics.Add(JourneyDiagnostics.NeverAgainWithKey(At(never), At(keyed)));
        }
    }

    private (ImmutableArray<Local> Locals, FlowState State) Locals(FlowState state)
    {
        var locals = ImmutableArray.CreateBuilder<Local>();
        foreach (var let in Settings<LetSettingSyntax>())
        {
            var value = Binder(state).Bind(let.Value);
            var at = new Location(_declaration.Source, let.Name.Span);
            locals.Add(new Local(let.Name.Text, value, At(let)));
            if (Names.Meaning(_schema, state, let.Name.Text) is var (meaning, first) && meaning is not null)
            {
                _diagnostics.Add(JourneyDiagnostics.NameTaken(at, let.Name.Text, meaning, first));
            }

            state = state.With(new Variable(let.Name.Text, value.Type, value.MayBeMissing, at));
        }

        return (locals.ToImmutable(), state);
    }

    private ImmutableArray<Goal> Goals(FlowState state)
    {
        var goals = ImmutableArray.CreateBuilder<Goal>();
        foreach (var goal in Settings<GoalSyntax>())
        {
            if (goals.FirstOrDefault(g => g.Name == goal.Name.Text) is { } first)
            {
                _diagnostics.Add(JourneyDiagnostics.DeclaredTwice(At(goal.Name), "goals", goal.Name.Text, first.Location));
            }
            else
            {
                goals.Add(new Goal(goal.Name.Text, Binder(state).BindEventRef(goal.Event) ?? new EventRef(goal.Event.Event.Text, null, null, null, At(goal.Event)), At(goal)));
            }
        }

        return goals.ToImmutable();
    }

    private ImmutableArray<Exit> Exits(FlowState state, ImmutableArray<Goal> goals)
    {
        var binder = Binder(state);
        var exits = ImmutableArray.CreateBuilder<Exit>();
        foreach (var setting in _syntax.Settings)
        {
            switch (setting)
            {
                case ExitOnGoalSyntax exit:
                    if (exit.Goal.Text.Length > 0 && goals.All(g => g.Name != exit.Goal.Text))
                    {
                        _diagnostics.Add(JourneyDiagnostics.NotDeclared(At(exit.Goal), "goal", exit.Goal.Text, goals.Select(g => g.Name)));
                    }

                    exits.Add(new GoalExit(exit.Goal.Text, At(exit)));
                    break;
                case ExitOnSegmentSyntax exit when binder.Declared(DeclarationKind.Segment, exit.Segment):
                    exits.Add(new SegmentExit(exit.Segment.Text, exit.Entered, At(exit)));
                    break;
                case ExitOnEventSyntax exit when binder.BindEventRef(exit.Event) is { } reference:
                    exits.Add(new EventExit(reference, At(exit)));
                    break;
                default:
                    break;
            }
        }

        return exits.ToImmutable();
    }

    private string? Policy()
    {
        var policy = Settings<PolicySettingSyntax>().LastOrDefault()?.Policy;
        return policy is not null && Binder(FlowState.Empty).Declared(DeclarationKind.Policy, policy) ? policy.Text : null;
    }

    private IEnumerable<T> Settings<T>() => _syntax.Settings.OfType<T>();

    private Binder Binder(FlowState state) => new(_schema, _declaration.Source, _scope with { State = state }, _diagnostics);

    private Location At(SyntaxNode node) => new(_declaration.Source, node.Span);
}
