using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Semantics;

/// <summary>
/// JRN0415: every expression costs a bounded amount, metrics it reads included. The bound also keeps metrics that read
/// metrics from growing without measure.
/// </summary>
internal static class ExpressionSize
{
    public const int MostParts = 500;
    public const int MostReads = 20;

    /// <summary>The expression, or nothing that costs anything where it is too large, which is reported.</summary>
    public static Expression Bounded(Expression expression, Location at, ICollection<Diagnostic> diagnostics)
    {
        var (parts, reads) = (0, 0);
        var pending = new Stack<Expression>([expression]);
        while (pending.TryPop(out var next) && parts <= MostParts)
        {
            parts++;
            reads += next is AggregateExpression or TimeSinceExpression or LastFirstExpression or HappenedExpression ? 1 : 0;
            foreach (var part in ExpressionTree.Children(next))
            {
                pending.Push(part);
            }
        }

        if (parts <= MostParts && reads <= MostReads)
        {
            return expression;
        }

        diagnostics.Add(parts > MostParts
            ? JourneyDiagnostics.ExpressionTooLarge(at, MostParts)
            : JourneyDiagnostics.TooManyReads(at, reads, MostReads));
        return new ErrorExpression(at);
    }
}
