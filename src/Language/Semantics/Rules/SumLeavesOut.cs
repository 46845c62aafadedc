using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;
using Personalization.Journeys.Language.Review;
using Personalization.Journeys.Language.Semantics.Domains;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>A sum compared with an upper limit leaves out everybody who has nothing to sum.</summary>
internal static class SumLeavesOut
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths) =>
        paths.Program.Segments.Select(s => s.Conditions)
            .Concat(paths.Program.Journeys.Select(j => j.Eligible))
            .SelectMany(conditions => conditions.SelectMany(ProgramExpressions.Of)
                .SelectMany(ExpressionTree.AsWritten)
                .Where(e => IsUpperLimit(e) && !MeansBuyersOnly(paths, conditions, e)))
            .Select(e => ConditionDomains.Comparison(e) is { } c && ConditionDomains.Opened(c.Subject) is AggregateExpression sum
                ? JourneyDiagnostics.SumLeavesOut(e.Location ?? paths.Program.Settings.Location!, sum.Event, StandIn(paths.Program, sum))
                : null)
            .OfType<Diagnostic>();

    private static bool IsUpperLimit(Expression expression) =>
        expression.Location is not null
        && ConditionDomains.Comparison(expression) is { Allowed: RangeSet { Intervals: [{ Low: null, High: not null }] } } comparison
        && ConditionDomains.Opened(comparison.Subject) is AggregateExpression { Function: AggregateFunction.Sum };

    /// <summary>The other lines already demand an event in the window.</summary>
    private static bool MeansBuyersOnly(WorkspacePaths paths, IEnumerable<Condition> conditions, Expression limit)
    {
        var sum = (AggregateExpression)ConditionDomains.Opened(ConditionDomains.Comparison(limit)!.Value.Subject);
        var none = new Fact(
            new AggregateExpression(AggregateFunction.Count, sum.Event, null, sum.Filter, sum.Window, DataType.Number, false, null), false, RangeSet.Of(Interval.Point(0)));
        var others = conditions.Where(c => !ProgramExpressions.Of(c).SelectMany(ExpressionTree.AsWritten).Contains(limit)).ToList();
        return others.Count > 0 && paths.Domains.Of(others, Truths.Yes).And(Cases.Of(ExpressionText.Of(none.Subject), none)).IsImpossible;
    }

    private static string StandIn(Workspace workspace, AggregateExpression sum) => sum.Type is MoneyType ? $"0 {workspace.Settings.Currency}" : "0";
}
