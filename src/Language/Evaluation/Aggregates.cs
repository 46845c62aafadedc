using System.Diagnostics;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Evaluation;

/// <summary>`count sum average min max distinct` over the entries of a window that pass its filter.</summary>
internal static class Aggregates
{
    public static Value Evaluate(AggregateExpression e, EvaluationScope scope)
    {
        var past = Evaluator.PastOf(e.Event, scope);
        var (start, end) = WindowEdges.Range(past, e.Window, scope.Now, scope.EnteredAt);
        if (e.Function == AggregateFunction.Count && e.Filter is null && e.Value is null)
        {
            return new NumberValue(end - start);
        }

        var fold = new Fold(e.Function, scope.Zone);
        if (start < end)
        {
            var inner = new PastEventScope(scope);
            for (var i = start; i < end; i++)
            {
                inner.Current = past[i];
                if (Evaluator.IsYes(e.Filter, inner))
                {
                    fold.Add(e.Value is null ? Value.True : Evaluator.Evaluate(e.Value, inner));
                }
            }
        }

        return fold.Result();
    }

    private struct Fold(AggregateFunction function, NodaTime.DateTimeZone zone)
    {
        private int _count;
        private decimal _number;
        private Value? _value;
        private HashSet<Value>? _seen;
        private bool _broken;

        public void Add(Value value)
        {
            switch (value)
            {
                case MissingValue:
                    break;
                case ListValue list:
                    foreach (var element in list.Elements)
                    {
                        Add(element);
                    }

                    break;
                default:
                    _count++;
                    Combine(value);
                    break;
            }
        }

        public readonly Value Result() => function switch
        {
            AggregateFunction.Count => new NumberValue(_count),
            AggregateFunction.Distinct => new NumberValue(_seen?.Count ?? 0),
            _ when _broken || _count == 0 => Value.Missing,
            AggregateFunction.Sum => Total(),
            AggregateFunction.Average => Arithmetic.Divide(Total(), new NumberValue(_count)),
            _ => _value!,
        };

        // Money of one currency adds up as a number: most sums are of money, and a value an entry would be garbage.
        private readonly Value Total() => _value switch
        {
            MoneyValue money => money with { Amount = _number },
            DurationValue => _value,
            PercentValue => new PercentValue(_number),
            _ => new NumberValue(_number),
        };

        private void Combine(Value value)
        {
            switch (function)
            {
                case AggregateFunction.Count:
                    break;
                case AggregateFunction.Distinct:
                    (_seen ??= new(SameValue.Instance)).Add(value);
                    break;
                case AggregateFunction.Sum or AggregateFunction.Average:
                    Sum(value);
                    break;
                case AggregateFunction.Min or AggregateFunction.Max:
                    Extreme(value);
                    break;
                default:
                    throw new UnreachableException();
            }
        }

        private void Sum(Value value)
        {
            try
            {
                switch (_value ?? value, value)
                {
                    case (NumberValue or PercentValue, NumberValue or PercentValue):
                        _number += Comparison.Number(value);
                        _value = value;
                        break;
                    case (MoneyValue first, MoneyValue next) when first.Currency == next.Currency:
                        _number += next.Amount;
                        _value = next;
                        break;
                    case (DurationValue first, DurationValue next):
                        _value = _count == 1 ? next : Arithmetic.Add(first, next);
                        _broken |= _value.IsMissing;
                        break;
                    default:
                        _broken = true;
                        break;
                }
            }
            catch (Exception e) when (Arithmetic.IsOutOfRange(e))
            {
                _broken = true;
            }
        }

        private void Extreme(Value value)
        {
            if (_value is null)
            {
                _value = value;
                return;
            }

            var order = Comparison.Order(value, _value, zone);
            if (order is null)
            {
                _broken = true;
            }
            else if (function == AggregateFunction.Min ? order < 0 : order > 0)
            {
                _value = value;
            }
        }
    }

    /// <summary>The same by the language's equality: 10% is 0.1, a day is 24 hours.</summary>
    private sealed class SameValue : IEqualityComparer<Value>
    {
        public static readonly SameValue Instance = new();

        public bool Equals(Value? x, Value? y) => ReferenceEquals(x, y) || (x is not null && y is not null && Comparison.AreEqual(x, y, NodaTime.DateTimeZone.Utc));

        public int GetHashCode(Value obj) => obj switch
        {
            PercentValue percent => new NumberValue(percent.Fraction).GetHashCode(),
            DurationValue duration => duration.Value.Measured.GetHashCode(),
            _ => obj.GetHashCode(),
        };
    }
}
