using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Semantics;

internal sealed partial class Binder
{
    /// <summary>Checks that a value can stand where a type is asked; <paramref name="what"/> names the place in a message.</summary>
    public bool Fit(Expression value, DataType type, string what)
    {
        if (value is VariableExpression variable && _scope.State.Names.GetValueOrDefault(variable.Name)?.Value is { } given)
        {
            return Fit(given with { Location = variable.Location }, type, what);
        }

        switch (value, type)
        {
            case (ErrorExpression, _) or (_, UnknownType):
                return true;
            case (ListExpression list, ListType { Element: var element }):
                return list.Elements.Aggregate(true, (fits, e) => Fit(e, element, what) && fits);
            case (RecordExpression record, RecordType { Kind: not RecordKind.Literal } target):
                return FitRecord(record, target, what);
            case (Constant { Value: TextValue text }, TextType { OneOf.Length: > 0 } one) when !one.OneOf.Contains(text.Value):
                diagnostics.Add(JourneyDiagnostics.NeverThisValue(value.Location!, what, one.OneOf, text.Value));
                return false;
            case (Constant { Value: TextValue text }, ZoneType) when NodaTime.DateTimeZoneProviders.Tzdb.GetZoneOrNull(text.Value) is null:
                diagnostics.Add(JourneyDiagnostics.UnknownZone(value.Location!, text.Value, NodaTime.DateTimeZoneProviders.Tzdb.Ids));
                return false;
            case (Constant constant, NumberType number) when constant.Type.IsNumeric() && !FitsBounds(constant, number):
                diagnostics.Add(JourneyDiagnostics.OutOfRange(value.Location!, what, Range(number), Written(value)));
                return false;
            case (Constant { Value: MoneyValue money }, MoneyType) when money.Currency != schema.Settings.Currency && schema.Settings.Currency.Length > 0:
                diagnostics.Add(JourneyDiagnostics.CurrenciesDiffer(value.Location!, JourneyDiagnostics.Quoted(Written(value)), $"{what} ({schema.Settings.Currency})"));
                return false;
            case (not Constant, TextType { OneOf.Length: > 0 } one) when value.Type is TextType from && (from.OneOf.IsEmpty || from.OneOf.Any(v => !one.OneOf.Contains(v))):
                diagnostics.Add(JourneyDiagnostics.WrongType(value.Location!, what, $"one of {string.Join(", ", one.OneOf.Select(v => $"\"{v}\""))}", "any text"));
                return false;
        }

        // A percent is a number, but only a percent may stand where a percent is asked.
        if (TypeRules.Agree(value.Type, type) && !(type is PercentType && value.Type is NumberType))
        {
            return true;
        }

        diagnostics.Add(JourneyDiagnostics.WrongType(value.Location!, what, type.Words(), value.Type.Words()));
        return false;
    }

    private bool FitRecord(RecordExpression record, RecordType target, string what)
    {
        var fits = true;
        foreach (var field in record.Fields)
        {
            if (target.Find(field.Name) is { } declared)
            {
                fits &= Fit(field.Value, declared.Type, JourneyDiagnostics.Quoted(field.Name));
                continue;
            }

            var written = ((RecordType)record.Type).Find(field.Name)?.Location ?? record.Location!;
            diagnostics.Add(JourneyDiagnostics.NoField(written, target.Words(), field.Name, [.. target.Fields.Select(f => f.Name)]));
            fits = false;
        }

        // Tests fill what they leave out; and a misspelt name is one mistake, not two.
        if (_scope.FillsRecords || record.Fields.Any(f => target.Find(f.Name) is null))
        {
            return fits;
        }

        foreach (var needed in target.Fields.Where(f => !f.Optional && f.Default is null && f.Type is not ListType && record.Fields.All(g => g.Name != f.Name)))
        {
            diagnostics.Add(JourneyDiagnostics.FieldNotGiven(record.Location!, what, needed.Name, needed.Type.Words()));
            fits = false;
        }

        return fits;
    }

    /// <summary>A place where a value must be there: reports the parts of it that may be missing.</summary>
    public bool Demand(Expression value)
    {
        if (!value.MayBeMissing || _scope.State.BehindBroken)
        {
            return true;
        }

        switch (value)
        {
            case Interpolation text:
                return text.Parts.Aggregate(true, (there, part) => Demand(part) && there);
            case BinaryExpression { Operator: not BinaryOperator.Default } binary when binary.Left.MayBeMissing || binary.Right.MayBeMissing:
                return Demand(binary.Left) & Demand(binary.Right);
            case UnaryExpression unary:
                return Demand(unary.Operand);
            case CallExpression { Function: not BuiltIn.Coalesce } call when call.Arguments.Any(a => a.MayBeMissing):
                return call.Arguments.Aggregate(true, (there, argument) => Demand(argument) && there);
            case PredictExpression predict:
                var stale = schema.Models.GetValueOrDefault(predict.Model)?.StaleAfter;
                diagnostics.Add(JourneyDiagnostics.PredictionMayBeMissing(value.Location!, predict.Model, stale is { } after ? Length(after) : null));
                return false;
            case VariableExpression or MemberExpression when PartlyMade(value) is { MadeIn: { } made } variable:
                diagnostics.Add(JourneyDiagnostics.MadeInSomeWays(value.Location!, variable.Name, made.Ways, made.Of, variable.Declared));
                return false;
            default:
                diagnostics.Add(JourneyDiagnostics.MayBeMissing(value.Location!, Written(value), DeclaredAt(value), Why(value)));
                return false;
        }
    }

    private Variable? PartlyMade(Expression value)
    {
        while (value is MemberExpression { Target.MayBeMissing: true } member)
        {
            value = member.Target;
        }

        return value is VariableExpression variable ? _scope.State.Names.GetValueOrDefault(variable.Name) : null;
    }

    private static Text.Location? DeclaredAt(Expression value) =>
        value is MemberExpression { Kind: MemberKind.Field, Target: { Type: RecordType owner, MayBeMissing: false }, Name: var name } ? owner.Find(name)?.Location : null;

    private static string Why(Expression value) => value switch
    {
        MemberExpression { Kind: MemberKind.First or MemberKind.Last, Target.MayBeMissing: false } => "the list may be empty",
        CatalogExpression catalog => $"`{catalog.Catalog}` may have no row with this key",
        AggregateExpression => "over no events there is no value",
        TimeSinceExpression or LastFirstExpression => "it may never have happened",
        RfmExpression => "without an event there is no score",
        BinaryExpression { Operator: BinaryOperator.Divide } => "division by zero has no value",
        _ => "for customers without it there would be nothing to use",
    };

    private static string Length(NodaTime.Duration length) =>
        (length.TotalDays % 1 == 0 ? CalendarDuration.OfDays((int)length.TotalDays) : CalendarDuration.OfExact(length)).ToString();

    private static string Range(NumberType number) => (number.From, number.To) switch
    {
        (null, { } to) => FormattableString.Invariant($"at most {to}"),
        ({ } from, null) => FormattableString.Invariant($"{from} or more"),
        var (from, to) => FormattableString.Invariant($"{from} to {to}"),
    };
}
