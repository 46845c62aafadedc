using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>An `else` with a message in it is also taken by those about whom nothing is known.</summary>
internal static class UnknownReachesElse
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths) =>
        from journey in paths.Program.Journeys
        from branch in journey.Steps.OfType<BranchStep>()
        where branch.Condition.MayBeMissing && branch.Else is not null && branch.Else != branch.Next && journey.Find(branch.Else) is not BranchStep
        let subject = Missing(branch.Condition)
        let send = JourneyParts.Block(journey, branch.Else, branch.Next).FirstOrDefault(s => !JourneyParts.Messages(s).IsEmpty)
        where subject is not null && send is not null
        let message = JourneyParts.Messages(send)[0]
        select JourneyDiagnostics.UnknownReachesElse(branch.Condition.Location ?? branch.Location, Words.Of(subject), message.Location, message.Template);

    /// <summary>The innermost value that may be missing.</summary>
    private static Expression? Missing(Expression condition) =>
        ExpressionTree.AsWritten(condition).LastOrDefault(e => e.MayBeMissing && e is MemberExpression or VariableExpression or PredictExpression or TimeSinceExpression or RfmExpression or MetricExpression or AggregateExpression);
}
