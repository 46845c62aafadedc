using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Tests.Evaluation;

/// <summary>Whatever the values are, an expression has a value, and that value prints.</summary>
public sealed class TotalityTests
{
    private static readonly ImmutableArray<Value> Values =
    [
        Value.Missing, Value.True, Value.False,
        new TextValue(""), new TextValue("d MMMM yyyy"), new TextValue("%"), new TextValue("a\ud800b"), new TextValue("monday"),
        new NumberValue(0), new NumberValue(-1), new NumberValue(2.5m), new NumberValue(decimal.MaxValue), new NumberValue(decimal.MinValue), new NumberValue(1e-28m),
        new PercentValue(0.1m), new PercentValue(1e26m),
        new MoneyValue(0, "EUR"), new MoneyValue(decimal.MaxValue, "EUR"), new MoneyValue(1, "USD"),
        Length(0, 0, 0), Length(1, 0, 0), Length(0, 45, 3), Length(int.MaxValue, int.MaxValue, 0), Length(int.MinValue, int.MinValue, 0), Length(0, 0, 200_000_000), Length(int.MaxValue, 0, 0),
        new DateValue(new(2024, 2, 29)), new DateValue(LocalDate.MaxIsoValue), new DateValue(LocalDate.MinIsoValue),
        new TimeValue(LocalTime.MinValue), new TimeValue(LocalTime.MaxValue),
        new LocalMomentValue(new(2025, 3, 30, 2, 30)), new LocalMomentValue(LocalDateTime.MaxIsoValue), new LocalMomentValue(LocalDateTime.MinIsoValue),
        new MomentValue(FakeScope.Noon), new MomentValue(Instant.MaxValue), new MomentValue(Instant.MinValue),
        ListValue.Empty, new ListValue([Value.Missing, new NumberValue(1), new TextValue("x")]), new ListValue([new MoneyValue(1, "EUR"), new MoneyValue(2, "USD")]),
        RecordValue.Empty, RecordValue.Of(("sku", new TextValue("a")), ("at", new MomentValue(Instant.MaxValue))),
    ];

    [Fact]
    public void Operators_OfAnyTwoValues_HaveAValue()
    {
        foreach (var (left, right) in Pairs())
        {
            foreach (var op in Enum.GetValues<BinaryOperator>())
            {
                Ask(new BinaryExpression(Of(left), op, Of(right), DataType.Unknown, true, null));
            }

            Ask(new BetweenExpression(Of(left), Of(right), Of(left), true, null));
        }
    }

    [Fact]
    public void Members_OfAnyValue_HaveAValue()
    {
        foreach (var value in Values)
        {
            foreach (var kind in Enum.GetValues<MemberKind>())
            {
                Ask(new MemberExpression(Of(value), "sku", kind, DataType.Unknown, true, null));
            }

            foreach (var test in Enum.GetValues<IsTest>())
            {
                Ask(new IsExpression(Of(value), test, false, null));
            }

            Ask(new UnaryExpression(UnaryOperator.Not, Of(value), DataType.Boolean, true, null));
            Ask(new UnaryExpression(UnaryOperator.Negate, Of(value), DataType.Number, true, null));
            Ask(new Interpolation([Of(value)], true, null));
        }
    }

    [Fact]
    public void Functions_OfAnyValues_HaveAValue()
    {
        foreach (var function in Enum.GetValues<BuiltIn>())
        {
            Ask(new CallExpression(function, [], DataType.Unknown, true, null));
            foreach (var (first, second) in Pairs())
            {
                Ask(new CallExpression(function, [Of(first)], DataType.Unknown, true, null));
                Ask(new CallExpression(function, [Of(first), Of(second)], DataType.Unknown, true, null));
            }
        }
    }

    [Fact]
    public void Aggregates_OfAnyValues_HaveAValue()
    {
        var value = new MemberExpression(new RootExpression(Root.Event, DataType.Unknown, null), "x", MemberKind.Field, DataType.Unknown, true, null);
        var window = new Window(WindowKind.Ever, CalendarDuration.Zero, CalendarDuration.Zero);
        foreach (var (first, second) in Pairs())
        {
            var scope = new FakeScope().With("e", (2, RecordValue.Of(("x", first))), (1, RecordValue.Of(("x", second))));
            foreach (var function in Enum.GetValues<AggregateFunction>())
            {
                Ask(new AggregateExpression(function, "e", value, null, window, DataType.Unknown, true, null), scope);
            }
        }
    }

    [Theory]
    [InlineData(WindowKind.Last)]
    [InlineData(WindowKind.Between)]
    public void Windows_OfAnyLength_HaveAValue(WindowKind kind)
    {
        var lengths = Values.OfType<DurationValue>().Select(d => d.Value).ToList();
        var scope = new FakeScope().With("e", (2, RecordValue.Empty));
        foreach (var from in lengths)
        {
            foreach (var to in lengths)
            {
                Ask(new AggregateExpression(AggregateFunction.Count, "e", null, null, new(kind, from, to), DataType.Number, false, null), scope);
                Ask(new HappenedExpression("e", null, [new(true, "e", null, from)], new(kind, from, to), null), scope);
            }
        }
    }

    private static void Ask(Expression expression, EvaluationScope? scope = null)
    {
        scope ??= new FakeScope();
        var exception = Record.Exception(() =>
        {
            _ = PrintedValue.Of(Evaluator.Evaluate(expression, scope), scope.Zone);
            _ = Evaluator.Trace(expression, scope);
        });
        Assert.True(exception is null, $"{expression}: {exception}");
    }

    private static IEnumerable<(Value, Value)> Pairs() => Values.SelectMany(l => Values.Select(r => (l, r)));

    private static Constant Of(Value value) => new(value, DataType.Unknown, null);

    private static DurationValue Length(int months, int days, int hours) => new(new(months, days, Duration.FromHours(hours)));
}
