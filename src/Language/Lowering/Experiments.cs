using System.Collections.Immutable;
using System.Diagnostics;
using NodaTime;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics;
using Personalization.Journeys.Language.Syntax;

namespace Personalization.Journeys.Language.Lowering;

/// <summary>What experiments measure and what bandits learn from.</summary>
internal static class Experiments
{
    public static ExperimentSpec Lower(ExperimentSyntax syntax, Binder binder, JourneyFrame journey, ICollection<Diagnostic> diagnostics)
    {
        var measures = ImmutableArray.CreateBuilder<Measure>();
        var guards = ImmutableArray.CreateBuilder<Guard>();
        var (confidence, power, then) = (0.95m, 0.8m, ExperimentEnd.Report);
        decimal? lift = null;
        Duration? decideAfter = null;
        foreach (var setting in syntax.Settings)
        {
            switch (setting)
            {
                case MeasureSyntax measure:
                    measures.Add(Measure(measure.Goal, measure.Event, measure.Within, measure, binder, journey, diagnostics));
                    break;
                case GuardSyntax guard:
                    guards.Add(new Guard(Measure(guard.Goal, guard.Event, guard.Within, guard, binder, journey, diagnostics), guard.Below, guard.Limit));
                    break;
                case ConfidenceSyntax c:
                    confidence = c.Value;
                    break;
                case PowerSyntax p:
                    power = p.Value;
                    break;
                case DetectLiftSyntax d:
                    lift = d.Value;
                    break;
                case DecideAfterSyntax d:
                    decideAfter = d.After.Measured;
                    break;
                case ThenActionSyntax t:
                    then = t.Action;
                    break;
                default:
                    throw new UnreachableException();
            }
        }

        if (measures.Count == 0)
        {
            diagnostics.Add(JourneyDiagnostics.MeasuresNothing(binder.At(syntax.Name), syntax.Name.Text));
        }

        return new ExperimentSpec(measures.ToImmutable(), guards.ToImmutable(), confidence, power, lift, decideAfter, then);
    }

    public static BanditSpec Lower(
        BanditSyntax syntax, Binder binder, WorkspaceSchema schema, JourneyFrame journey, FlowState state, ICollection<Diagnostic> diagnostics)
    {
        if (syntax.Reward is null)
        {
            diagnostics.Add(JourneyDiagnostics.NoReward(binder.At(syntax.Name), syntax.Name.Text));
        }

        var reward = syntax.Reward is null ? null : binder.BindEventRef(syntax.Reward);
        Expression? worth = null;
        if (syntax.Worth is not null)
        {
            var scope = journey.Scope with { State = state, Event = reward is null ? DataType.Unknown : schema.EventType(reward.Event) };
            var valued = new Binder(schema, journey.Source, scope, diagnostics);
            worth = valued.Bind(syntax.Worth);
            if (worth.Type is not (MoneyType or NumberType or UnknownType))
            {
                diagnostics.Add(JourneyDiagnostics.WrongType(binder.At(syntax.Worth), "`worth`", "money or a number", worth.Type.Words()));
            }

            valued.Demand(worth);
        }

        return new BanditSpec(syntax.Method, syntax.Epsilon, reward, worth, [.. syntax.Context.Select(binder.Bind)], syntax.ExploreAtLeast, binder.At(syntax));
    }

    private static Measure Measure(
        NameSyntax? goal, EventRefSyntax? @event, CalendarDuration? within, SyntaxNode node, Binder binder, JourneyFrame journey, ICollection<Diagnostic> diagnostics)
    {
        if (goal is { Text.Length: > 0 } && !journey.Goals.Contains(goal.Text))
        {
            diagnostics.Add(JourneyDiagnostics.NotDeclared(binder.At(goal), "goal", goal.Text, journey.Goals));
        }

        var bound = @event is null ? null : binder.BindEventRef(@event);
        return new Measure(goal?.Text, bound, within?.Measured ?? bound?.Within, binder.At(node));
    }
}
