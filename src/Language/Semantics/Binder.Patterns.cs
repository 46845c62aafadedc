using System.Collections.Immutable;
using System.Diagnostics;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Syntax;

namespace Personalization.Journeys.Language.Semantics;

internal sealed partial class Binder
{
    /// <summary>A case of `match` against the value that is matched.</summary>
    public Pattern BindPattern(PatternSyntax syntax, Expression value)
    {
        switch (syntax)
        {
            case ValuesPatternSyntax values:
                return new ValuesPattern([.. values.Values.Select(v => BindCase(syntax, v, value))]);
            case RangePatternSyntax range:
                var (low, high) = (Bind(range.Low), Bind(range.High));
                if (value.Type is not UnknownType && low.Type is not UnknownType && high.Type is not UnknownType && Ordered(syntax, value, low))
                {
                    Ordered(syntax, value, high);
                }

                return new RangePattern(low, high);
            case ComparisonPatternSyntax comparison:
                var limit = Bind(comparison.Value);
                if (value.Type is not UnknownType && limit.Type is not UnknownType)
                {
                    Ordered(syntax, value, limit);
                }

                return new ComparisonPattern(comparison.Operator, limit);
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>A value that the matched one can never have is said once; no case is dead or missing because of it.</summary>
    private Expression BindCase(PatternSyntax whole, ExpressionSyntax syntax, Expression value)
    {
        var found = diagnostics.Count;
        var bound = Bind(syntax);
        return bound.Type is UnknownType || value.Type is UnknownType || Equatable(whole, value, bound) && diagnostics.Count == found ? bound : Broken(syntax);
    }

    /// <summary>An event that matters at this place; its `where` sees that event.</summary>
    public EventRef? BindEventRef(EventRefSyntax syntax)
    {
        if (EventOf(syntax.Event) is not { } type)
        {
            return null;
        }

        var where = BindFilter(syntax.Where, type) is { } filter ? ExpressionSize.Bounded(filter, At(syntax), diagnostics) : null;
        return new EventRef(type.Name, where, syntax.As?.Text, syntax.Within?.Measured, At(syntax));
    }

    /// <summary>`offer.clicked`: a flag of an outcome that was made on every way here.</summary>
    public OutcomeRef? BindOutcome(PathSyntax path)
    {
        if (path.Names.Length < 2)
        {
            diagnostics.Add(JourneyDiagnostics.WrongUse(At(path), "a wait is for an event or for what became of a message", "write `for event …` or `for name.clicked`"));
            return null;
        }

        var name = path.Names[0];
        if (BindName(name) is not { Type: not UnknownType } target)
        {
            return null;
        }

        if (target is not VariableExpression || target.Type is not RecordType { Kind: RecordKind.Outcome } outcome)
        {
            diagnostics.Add(JourneyDiagnostics.WrongUse(At(path), $"{JourneyDiagnostics.Quoted(Written(path))} is not what became of a message", "name a `send` with `as`, and wait for its `.opened` or `.clicked`"));
            return null;
        }

        var flags = outcome.Fields.Where(f => f.Type is BooleanType && !f.MayBeMissing).Select(f => f.Name).ToList();
        if (path.Names.Length > 2 || !flags.Contains(path.Names[1].Text))
        {
            diagnostics.Add(JourneyDiagnostics.NoField(At(path.Names[1]), $"the outcome `{name.Text}`", path.Names[1].Text, flags));
            return null;
        }

        Demand(target);
        return new OutcomeRef(name.Text, path.Names[1].Text);
    }
}
