using System.Diagnostics;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics;
using Personalization.Journeys.Language.Syntax;

namespace Personalization.Journeys.Language.Lowering;

/// <summary>Moments to wait for or to enter on.</summary>
internal static class Moments
{
    public static Moment Lower(MomentSyntax syntax, Binder binder, ICollection<Diagnostic> diagnostics) => syntax switch
    {
        DaysMomentSyntax days => new DaysMoment(days.Days, days.From, days.To),
        ValueMomentSyntax value => new ValueMoment(Value(value.Value, binder, diagnostics), value.At),
        OffsetSyntax offset => Offset(offset, binder, diagnostics),
        _ => throw new UnreachableException(),
    };

    public static OffsetMoment Offset(OffsetSyntax syntax, Binder binder, ICollection<Diagnostic> diagnostics) =>
        new(syntax.Length, syntax.Before, Value(syntax.Of, binder, diagnostics), syntax.At);

    private static Expression Value(ExpressionSyntax syntax, Binder binder, ICollection<Diagnostic> diagnostics)
    {
        var bound = binder.Bind(syntax);
        if (bound.Type is DateType or MomentType or UnknownType)
        {
            return bound;
        }

        diagnostics.Add(JourneyDiagnostics.WrongType(binder.At(syntax), "this moment", "a date or a moment", bound.Type.Words()));
        return new ErrorExpression(binder.At(syntax));
    }
}
