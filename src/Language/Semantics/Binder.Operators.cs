using System.Diagnostics;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Syntax;

namespace Personalization.Journeys.Language.Semantics;

internal sealed partial class Binder
{
    private Expression BindUnary(UnarySyntax syntax)
    {
        var operand = syntax.Operator == UnaryOperator.Not ? BindDecision(syntax.Operand) : BindPart(syntax.Operand);
        if (operand.Type is UnknownType)
        {
            return Broken(syntax);
        }

        if (syntax.Operator == UnaryOperator.Not)
        {
            return new UnaryExpression(UnaryOperator.Not, operand, DataType.Boolean, operand.MayBeMissing, At(syntax));
        }

        if (operand.Type is not (NumberType or PercentType or MoneyType or DurationType))
        {
            diagnostics.Add(JourneyDiagnostics.WrongType(At(syntax), "`-`", "a number", operand.Type.Words()));
            return Broken(syntax);
        }

        return operand switch
        {
            Constant { Value: NumberValue n } => new Constant(new NumberValue(-n.Value), DataType.Number, At(syntax)),
            Constant { Value: PercentValue p } => new Constant(new PercentValue(-p.Fraction), DataType.Percent, At(syntax)),
            Constant { Value: MoneyValue m } => new Constant(m with { Amount = -m.Amount }, DataType.Money, At(syntax)),
            _ => new UnaryExpression(UnaryOperator.Negate, operand, operand.Type is NumberType ? DataType.Number : operand.Type, operand.MayBeMissing, At(syntax)),
        };
    }

    private Expression BindBinary(BinarySyntax syntax) => syntax.Operator switch
    {
        BinaryOperator.And or BinaryOperator.Or => BindLogic(syntax),
        BinaryOperator.Default => BindDefault(syntax),
        BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply or BinaryOperator.Divide => BindArithmetic(syntax),
        _ => BindComparison(syntax),
    };

    private BinaryExpression BindLogic(BinarySyntax syntax)
    {
        var left = BindDecision(syntax.Left);
        var facts = syntax.Operator == BinaryOperator.And ? Narrowing.WhenYes(left) : Narrowing.WhenNotYes(left);
        var outer = _scope;
        _scope = _scope with { State = _scope.State.Knowing(facts) };
        var right = BindDecision(syntax.Right);
        _scope = outer;
        return new BinaryExpression(left, syntax.Operator, right, DataType.Boolean, left.MayBeMissing || right.MayBeMissing, At(syntax));
    }

    private Expression BindDefault(BinarySyntax syntax)
    {
        var left = BindPart(syntax.Left);
        var right = BindPart(syntax.Right);
        if (left.Type is UnknownType && left is ErrorExpression)
        {
            return Broken(syntax);
        }

        if (!TypeRules.Agree(left.Type, right.Type))
        {
            diagnostics.Add(JourneyDiagnostics.WrongType(At(syntax.Right), "this default", left.Type.Words(), right.Type.Words()));
            return Broken(syntax);
        }

        CheckCurrencies(left, right, syntax);
        var type = right is Constant constant && FitsBounds(constant, left.Type) ? left.Type : TypeRules.Unify(left.Type, right.Type);
        return new BinaryExpression(left, BinaryOperator.Default, right, type, left.MayBeMissing && right.MayBeMissing, At(syntax));
    }

    private static bool FitsBounds(Constant constant, DataType type) => (constant.Value, type) switch
    {
        (NumberValue n, NumberType t) => (t.From is null || n.Value >= t.From) && (t.To is null || n.Value <= t.To),
        (PercentValue p, NumberType t) => (t.From is null || p.Fraction >= t.From) && (t.To is null || p.Fraction <= t.To),
        (TextValue text, TextType t) => t.OneOf.Contains(text.Value),
        _ => false,
    };

    private Expression BindArithmetic(BinarySyntax syntax)
    {
        var left = BindPart(syntax.Left);
        var right = BindPart(syntax.Right);
        if (left.Type is UnknownType || right.Type is UnknownType)
        {
            return Broken(syntax);
        }

        if (Result(left.Type, syntax.Operator, right.Type) is not { } type)
        {
            diagnostics.Add(JourneyDiagnostics.CannotCombine(At(syntax), Written(syntax), left.Type.Words(), right.Type.Words()) with
            {
                Help = left.Type is TextType || right.Type is TextType ? "values are put into texts with braces: \"Hello {customer.first_name}\"" : null,
            });
            return Broken(syntax);
        }

        CheckCurrencies(left, right, syntax);

        // Division by zero is missing; only a divisor that the text gives is known not to be zero.
        var mayFail = syntax.Operator == BinaryOperator.Divide && right is not Constant { Value: NumberValue { Value: not 0 } or PercentValue { Fraction: not 0 } or MoneyValue { Amount: not 0 } };
        return new BinaryExpression(left, syntax.Operator, right, type, left.MayBeMissing || right.MayBeMissing || mayFail, At(syntax));
    }

    private static DataType? Result(DataType left, BinaryOperator op, DataType right)
    {
        var additive = op is BinaryOperator.Add or BinaryOperator.Subtract;
        return (left, right) switch
        {
            _ when left.IsNumeric() && right.IsNumeric() => DataType.Number,
            (MoneyType, MoneyType) => additive ? DataType.Money : op == BinaryOperator.Divide ? DataType.Number : null,
            (MoneyType, _) when right.IsNumeric() => additive ? null : DataType.Money,
            (_, MoneyType) when left.IsNumeric() && op == BinaryOperator.Multiply => DataType.Money,
            (DurationType, DurationType) => additive ? DataType.Duration : op == BinaryOperator.Divide ? DataType.Number : null,
            (DurationType, _) when right.IsNumeric() => additive ? null : DataType.Duration,
            (_, DurationType) when left.IsNumeric() && op == BinaryOperator.Multiply => DataType.Duration,
            (DateType, DurationType) when additive => DataType.Date,
            (MomentType, DurationType) when additive => DataType.Moment,
            (DurationType, DateType) when op == BinaryOperator.Add => DataType.Date,
            (DurationType, MomentType) when op == BinaryOperator.Add => DataType.Moment,
            (DateType, DateType) or (MomentType, MomentType) when op == BinaryOperator.Subtract => DataType.Duration,
            _ => null,
        };
    }

    private Expression BindComparison(BinarySyntax syntax)
    {
        var left = BindPart(syntax.Left);
        var right = BindPart(syntax.Right);
        if (left.Type is UnknownType || right.Type is UnknownType)
        {
            return Broken(syntax);
        }

        var fits = syntax.Operator switch
        {
            BinaryOperator.Equal or BinaryOperator.NotEqual => Equatable(syntax, left, right),
            BinaryOperator.Less or BinaryOperator.LessOrEqual or BinaryOperator.Greater or BinaryOperator.GreaterOrEqual => Ordered(syntax, left, right),
            BinaryOperator.In or BinaryOperator.NotIn => Contained(syntax, left, right),
            BinaryOperator.Contains => Containing(syntax, left, right),
            BinaryOperator.StartsWith or BinaryOperator.EndsWith => Texts(syntax, left, right),
            _ => throw new UnreachableException(),
        };

        return fits
            ? new BinaryExpression(left, syntax.Operator, right, DataType.Boolean, left.MayBeMissing || right.MayBeMissing, At(syntax))
            : Broken(syntax);
    }

    private Expression BindBetween(BetweenSyntax syntax)
    {
        var value = BindPart(syntax.Value);
        var low = BindPart(syntax.Low);
        var high = BindPart(syntax.High);
        if (value.Type is UnknownType || low.Type is UnknownType || high.Type is UnknownType)
        {
            return Broken(syntax);
        }

        return Ordered(syntax, value, low) && Ordered(syntax, value, high)
            ? new BetweenExpression(value, low, high, value.MayBeMissing || low.MayBeMissing || high.MayBeMissing, At(syntax))
            : Broken(syntax);
    }

    private bool Equatable(SyntaxNode whole, Expression left, Expression right)
    {
        if (!TypeRules.Agree(left.Type, right.Type))
        {
            diagnostics.Add(JourneyDiagnostics.ComparesTypes(At(whole), Written(whole), left.Type.Words(), right.Type.Words()));
            return false;
        }

        if (left.Type is RecordType || right.Type is RecordType)
        {
            diagnostics.Add(JourneyDiagnostics.WrongUse(At(whole), $"{JourneyDiagnostics.Quoted(Written(whole))} compares whole records", "compare one of their fields"));
            return false;
        }

        CheckCurrencies(left, right, whole);
        CheckValues(left, right);
        CheckValues(right, left);
        return true;
    }

    private bool Ordered(SyntaxNode whole, Expression left, Expression right)
    {
        if (!TypeRules.Agree(left.Type, right.Type))
        {
            diagnostics.Add(JourneyDiagnostics.ComparesTypes(At(whole), Written(whole), left.Type.Words(), right.Type.Words()));
            return false;
        }

        if (!left.Type.IsOrdered() || !right.Type.IsOrdered())
        {
            diagnostics.Add(JourneyDiagnostics.NoOrder(At(whole), Written(whole), left.Type.Words()));
            return false;
        }

        CheckCurrencies(left, right, whole);
        return true;
    }

    private bool Contained(SyntaxNode whole, Expression value, Expression list)
    {
        if (list.Type is ListType { Element: var element } && TypeRules.Agree(value.Type, element))
        {
            CheckElements(value, list, whole);
            return true;
        }

        diagnostics.Add(list.Type is ListType
            ? JourneyDiagnostics.ComparesTypes(At(whole), Written(whole), value.Type.Words(), list.Type.Words())
            : JourneyDiagnostics.WrongType(list.Location ?? At(whole), "`in`", "a list", list.Type.Words()));
        return false;
    }

    private bool Containing(SyntaxNode whole, Expression list, Expression value)
    {
        if (list.Type is ListType { Element: var element })
        {
            if (!TypeRules.Agree(element, value.Type))
            {
                diagnostics.Add(JourneyDiagnostics.ComparesTypes(At(whole), Written(whole), list.Type.Words(), value.Type.Words()));
                return false;
            }

            CheckValue(element, value, () => Written(list));
            return true;
        }

        return Texts(whole, list, value);
    }

    private bool Texts(SyntaxNode whole, Expression left, Expression right)
    {
        if (left.Type.IsText() && right.Type.IsText())
        {
            return true;
        }

        diagnostics.Add(JourneyDiagnostics.ComparesTypes(At(whole), Written(whole), left.Type.Words(), right.Type.Words()));
        return false;
    }

    private void CheckElements(Expression value, Expression list, SyntaxNode whole)
    {
        foreach (var element in list is ListExpression literal ? literal.Elements : [])
        {
            CheckCurrencies(value, element, whole);
            CheckValue(value.Type, element, () => Written(value));
        }
    }

    private void CheckValues(Expression left, Expression right) => CheckValue(left.Type, right, () => Written(left));

    /// <summary>A constant against the values that the other side can have.</summary>
    private void CheckValue(DataType type, Expression value, Func<string> subject)
    {
        if (type is TextType { OneOf.Length: > 0 } text && value is Constant { Value: TextValue written } && !text.OneOf.Contains(written.Value))
        {
            diagnostics.Add(JourneyDiagnostics.NeverThisValue(value.Location!, JourneyDiagnostics.Quoted(subject()), text.OneOf, written.Value));
        }
    }

    private void CheckCurrencies(Expression left, Expression right, SyntaxNode whole)
    {
        if (left.Type is not MoneyType || right.Type is not MoneyType)
        {
            return;
        }

        var (one, other) = (CurrencyOf(left), CurrencyOf(right));
        if (one != other && one.Length > 0 && other.Length > 0)
        {
            diagnostics.Add(JourneyDiagnostics.CurrenciesDiffer(At(whole), Amount(left, one), Amount(right, other)));
        }

        string Amount(Expression side, string currency) => JourneyDiagnostics.Quoted(Written(side)) + (side is Constant ? "" : $" ({currency})");
    }

    private string CurrencyOf(Expression expression) => expression switch
    {
        Constant { Value: MoneyValue money } => money.Currency,
        BinaryExpression { Right: Constant { Value: MoneyValue } right } => CurrencyOf(right),
        BinaryExpression { Left: Constant { Value: MoneyValue } left } => CurrencyOf(left),
        _ => schema.Settings.Currency,
    };
}
