using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using NodaTime;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Evaluation;

/// <summary>The closed list of functions. But for `coalesce`, a missing argument gives a missing result.</summary>
internal static class BuiltInFunctions
{
    public static Value Call(CallExpression e, EvaluationScope scope)
    {
        if (e.Function == BuiltIn.Coalesce)
        {
            return FirstKnown(e.Arguments, scope);
        }

        var arguments = new Value[e.Arguments.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = Evaluator.Evaluate(e.Arguments[i], scope);
            if (arguments[i].IsMissing)
            {
                return Value.Missing;
            }
        }

        try
        {
            return arguments.Length == 0 ? Value.Missing : Apply(e.Function, arguments, scope.Zone);
        }
        catch (Exception exception) when (Arithmetic.IsOutOfRange(exception))
        {
            return Value.Missing;
        }
    }

    private static Value Apply(BuiltIn function, Value[] arguments, DateTimeZone zone) => function switch
    {
        BuiltIn.Round => Rounded(arguments[0], Digits(arguments)),
        BuiltIn.Floor => OnNumber(arguments[0], decimal.Floor),
        BuiltIn.Ceiling => OnNumber(arguments[0], decimal.Ceiling),
        BuiltIn.Abs => arguments[0] is DurationValue d ? (d.Value.Measured < Duration.Zero ? Arithmetic.Negate(d) : d) : OnNumber(arguments[0], Math.Abs),
        BuiltIn.MinOf => Extreme(arguments, -1, zone),
        BuiltIn.MaxOf => Extreme(arguments, 1, zone),
        BuiltIn.Length => Length(arguments[0]),
        BuiltIn.Upper => OnText(arguments[0], static t => t.ToUpperInvariant()),
        BuiltIn.Lower => OnText(arguments[0], static t => t.ToLowerInvariant()),
        BuiltIn.TitleCase => OnText(arguments[0], TitleCase),
        BuiltIn.Join => Join(arguments, zone),
        BuiltIn.Format => arguments is [var value, TextValue pattern] ? PrintedValue.Format(value, pattern.Value, zone) : Value.Missing,
        BuiltIn.DaysBetween => arguments is [var from, var to] && IsDay(from) && IsDay(to)
            ? new NumberValue(Period.DaysBetween(LocalTimes.ToDate(from, zone), LocalTimes.ToDate(to, zone)))
            : Value.Missing,
        BuiltIn.Weekday => IsDay(arguments[0]) ? new TextValue(Evaluator.Weekday(LocalTimes.ToDate(arguments[0], zone).DayOfWeek)) : Value.Missing,
        BuiltIn.Month => IsDay(arguments[0]) ? new NumberValue(LocalTimes.ToDate(arguments[0], zone).Month) : Value.Missing,
        BuiltIn.Year => IsDay(arguments[0]) ? new NumberValue(LocalTimes.ToDate(arguments[0], zone).Year) : Value.Missing,
        _ => throw new UnreachableException(),
    };

    private static Value FirstKnown(ImmutableArray<Expression> arguments, EvaluationScope scope)
    {
        foreach (var argument in arguments)
        {
            if (Evaluator.Evaluate(argument, scope) is { IsMissing: false } value)
            {
                return value;
            }
        }

        return Value.Missing;
    }

    private static int? Digits(Value[] arguments) =>
        arguments.Length == 1 ? 0 : arguments[1] is NumberValue { Value: >= 0 and <= 28 } digits ? (int)digits.Value : null;

    private static Value Rounded(Value value, int? digits) =>
        digits is { } d ? OnNumber(value, n => decimal.Round(n, d, MidpointRounding.AwayFromZero)) : Value.Missing;

    private static Value OnNumber(Value value, Func<decimal, decimal> function) => value switch
    {
        NumberValue number => new NumberValue(function(number.Value)),
        PercentValue percent => new NumberValue(function(percent.Fraction)),
        MoneyValue money => money with { Amount = function(money.Amount) },
        _ => Value.Missing,
    };

    private static Value OnText(Value value, Func<string, string> function) =>
        value is TextValue text ? new TextValue(function(text.Value)) : Value.Missing;

    // Of several arguments, or of the elements of one list.
    private static Value Extreme(Value[] arguments, int sign, DateTimeZone zone)
    {
        ReadOnlySpan<Value> values = arguments is [ListValue list] ? list.Elements.AsSpan() : arguments;
        Value? extreme = null;
        foreach (var value in values)
        {
            if (extreme is null)
            {
                extreme = value;
            }
            else if (Comparison.Order(value, extreme, zone) is not { } order)
            {
                return Value.Missing;
            }
            else if (order * sign > 0)
            {
                extreme = value;
            }
        }

        return extreme ?? Value.Missing;
    }

    private static Value Length(Value value) => value switch
    {
        TextValue text => new NumberValue(text.Value.EnumerateRunes().Count()),
        ListValue list => new NumberValue(list.Elements.Length),
        _ => Value.Missing,
    };

    private static string TitleCase(string text)
    {
        var title = new StringBuilder(text.Length);
        var inWord = false;
        foreach (var rune in text.EnumerateRunes())
        {
            title.Append(inWord ? Rune.ToLowerInvariant(rune) : Rune.ToUpperInvariant(rune));
            inWord = Rune.IsLetterOrDigit(rune) || (inWord && rune.Value is '\'' or '’');
        }

        return title.ToString();
    }

    private static Value Join(Value[] arguments, DateTimeZone zone)
    {
        if (arguments is not [ListValue list, TextValue separator])
        {
            return Value.Missing;
        }

        var joined = new StringBuilder();
        var first = true;
        foreach (var element in list.Elements)
        {
            if (!element.IsMissing)
            {
                joined.Append(first ? "" : separator.Value).Append(PrintedValue.Of(element, zone));
                first = false;
            }
        }

        return new TextValue(joined.ToString());
    }

    private static bool IsDay(Value value) => value is DateValue or MomentValue or LocalMomentValue;
}
