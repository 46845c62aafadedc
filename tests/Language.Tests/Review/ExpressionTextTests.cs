using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Review;

namespace Personalization.Journeys.Language.Tests.Review;

public sealed class ExpressionTextTests
{
    private static readonly Expression A = EveryConstruct.Variable("a");
    private static readonly Expression B = EveryConstruct.Variable("b");
    private static readonly Expression C = EveryConstruct.Variable("c");
    private static readonly Window LastMonth = new(WindowKind.Last, CalendarDuration.OfDays(30), CalendarDuration.Zero);

    public static TheoryData<string, Expression> Operators => new()
    {
        { "a or b and c", Or(A, And(B, C)) },
        { "(a or b) and c", And(Or(A, B), C) },
        { "a or (b or c)", Or(A, Or(B, C)) },
        { "a or b or c", Or(Or(A, B), C) },
        { "not a and b", And(Not(A), B) },
        { "not (a and b)", Not(And(A, B)) },
        { "not a = b", Not(Of(A, BinaryOperator.Equal, B)) },
        { "(a = b) = c", Of(Of(A, BinaryOperator.Equal, B), BinaryOperator.Equal, C) },
        { "a - b - c", Of(Of(A, BinaryOperator.Subtract, B), BinaryOperator.Subtract, C) },
        { "a - (b - c)", Of(A, BinaryOperator.Subtract, Of(B, BinaryOperator.Subtract, C)) },
        { "(a + b) * c", Of(Of(A, BinaryOperator.Add, B), BinaryOperator.Multiply, C) },
        { "a default b + c", Of(A, BinaryOperator.Default, Of(B, BinaryOperator.Add, C)) },
        { "(a default b) + c", Of(Of(A, BinaryOperator.Default, B), BinaryOperator.Add, C) },
        { "a default b default c >= 0.3", Of(Of(Of(A, BinaryOperator.Default, B), BinaryOperator.Default, C), BinaryOperator.GreaterOrEqual, EveryConstruct.Number(0.30m)) },
        { "-(a + b)", new UnaryExpression(UnaryOperator.Negate, Of(A, BinaryOperator.Add, B), DataType.Number, false, null) },
        { "a * -2", Of(A, BinaryOperator.Multiply, EveryConstruct.Number(-2)) },
        { "a between b and c + a", new BetweenExpression(A, B, Of(C, BinaryOperator.Add, A), false, null) },
        { "(a default b).size", new MemberExpression(Of(A, BinaryOperator.Default, B), "size", MemberKind.Size, DataType.Number, false, null) },
        { "a is not known and b is empty", And(new IsExpression(A, IsTest.Known, true, null), new IsExpression(B, IsTest.Empty, false, null)) },
        { "not in segment staff", Not(new InSegmentExpression("staff", null)) },
    };

    public static TheoryData<string, Value> Values => new()
    {
        { "1000", new NumberValue(1000) },
        { "100_000", new NumberValue(100_000) },
        { "-1_234_567.5", new NumberValue(-1_234_567.50m) },
        { "12.5%", new PercentValue(0.125m) },
        { "30 EUR", new MoneyValue(30.00m, "EUR") },
        { "29.90 EUR", new MoneyValue(29.9m, "EUR") },
        { "\"say \\\"hi\\\" \\{now}\\n\\\\\"", new TextValue("say \"hi\" {now}\n\\") },
        { "2025-12-24", new DateValue(new(2025, 12, 24)) },
        { "09:00", new TimeValue(new(9, 0)) },
        { "2025-12-24 09:00", new LocalMomentValue(new(2025, 12, 24, 9, 0)) },
        { "1 month 2 days 30 minutes", new DurationValue(new(1, 2, Duration.FromMinutes(30))) },
        { "{name: \"Trail Boot\", sku: \"B-7\"}", RecordValue.Of(("sku", new TextValue("B-7")), ("name", new TextValue("Trail Boot"))) },
        { "[1, 2]", new ListValue([new NumberValue(1), new NumberValue(2)]) },
    };

    public static TheoryData<string, Duration> Lengths => new()
    {
        { "36 hours", Duration.FromHours(36) },
        { "2 days", Duration.FromHours(48) },
        { "7 days", Duration.FromDays(7) },
        { "90 minutes", Duration.FromMinutes(90) },
        { "2 hours 5 minutes", Duration.FromMinutes(125) },
        { "1 minute", Duration.FromSeconds(60) },
        { "0 seconds", Duration.Zero },
    };

    public static TheoryData<string, Weekdays> Days => new()
    {
        { "weekdays", Weekdays.Weekdays },
        { "saturday", Weekdays.Saturday },
        { "tuesday to thursday", Weekdays.Tuesday | Weekdays.Wednesday | Weekdays.Thursday },
        { "saturday to monday", Weekdays.Saturday | Weekdays.Sunday | Weekdays.Monday },
        { "monday, friday", Weekdays.Monday | Weekdays.Friday },
    };

    [Theory]
    [MemberData(nameof(Operators))]
    public void Of_Operators_NeedsNoMoreParenthesesThanTheMeaning(string text, Expression expression) => Assert.Equal(text, ExpressionText.Of(expression));

    [Theory]
    [MemberData(nameof(Values))]
    public void Of_Value_IsAsAnAuthorWritesIt(string text, Value value) => Assert.Equal(text, ValueText.Of(value));

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Of_Length_TakesTheUnitThatReadsWell(string text, Duration length) => Assert.Equal(text, LengthText.Of(length));

    [Theory]
    [MemberData(nameof(Days))]
    public void Of_Days_NamesRuns(string text, Weekdays days) => Assert.Equal(text, MomentText.Of(days));

    [Fact]
    public void OfEvent_FieldOfTheEvent_StandsAlone()
    {
        var total = EveryConstruct.Field(EveryConstruct.Event, "total");
        Assert.Equal("total >= 30", ExpressionText.OfEvent(Of(total, BinaryOperator.GreaterOrEqual, EveryConstruct.Number(30))));
        Assert.Equal("event.total >= 30", ExpressionText.Of(Of(total, BinaryOperator.GreaterOrEqual, EveryConstruct.Number(30))));
    }

    [Fact]
    public void OfEvent_VariableOfTheSameName_KeepsThemApart()
    {
        var total = EveryConstruct.Field(EveryConstruct.Event, "total");
        Assert.Equal("event.total > total", ExpressionText.OfEvent(Of(total, BinaryOperator.Greater, EveryConstruct.Variable("total"))));
    }

    [Fact]
    public void Of_Aggregate_NamesTheEventInItsPath()
    {
        var sku = new MemberExpression(EveryConstruct.Field(EveryConstruct.Event, "items"), "sku", MemberKind.Projection, DataType.Text, false, null);
        var filter = Of(EveryConstruct.Field(EveryConstruct.Event, "total"), BinaryOperator.Greater, EveryConstruct.Number(5));
        var distinct = new AggregateExpression(AggregateFunction.Distinct, "order_placed", sku, filter, LastMonth, DataType.Number, false, null);
        Assert.Equal("distinct of order_placed.items.sku where (event.total > 5) in last 30 days", ExpressionText.Of(distinct));
        Assert.Equal("count of order_placed ever", ExpressionText.Of(new AggregateExpression(
            AggregateFunction.Count, "order_placed", null, null, new(WindowKind.Ever, CalendarDuration.Zero, CalendarDuration.Zero), DataType.Number, false, null)));
    }

    [Fact]
    public void Of_FieldOfTheLastEvent_StandsBeforeItsFilter()
    {
        var same = Of(EveryConstruct.Field(EveryConstruct.Event, "id"), BinaryOperator.Equal, EveryConstruct.Field(EveryConstruct.Entry, "id"));
        var last = new LastFirstExpression(false, "order_placed", same, LastMonth, DataType.Unknown, null);
        Assert.Equal("last order_placed.total where (event.id = entry.id) in last 30 days", ExpressionText.Of(EveryConstruct.Field(last, "total")));
    }

    [Fact]
    public void Of_TextInsideAText_TakesTheOtherQuote()
    {
        var name = Of(EveryConstruct.Field(EveryConstruct.Customer, "first_name"), BinaryOperator.Default, EveryConstruct.Text("it's \"you\""));
        var text = new Interpolation([EveryConstruct.Text("Hello \"dear\" "), name, EveryConstruct.Text("!")], false, null);
        Assert.Equal("\"Hello \\\"dear\\\" {customer.first_name default 'it\\'s \"you\"'}!\"", ExpressionText.Of(text));
    }

    [Fact]
    public void Of_ThingsThatHappened_ReadAsASequence()
    {
        var happened = new HappenedExpression(
            "cart_updated", null, [new ThenEvent(true, "order_placed", null, CalendarDuration.OfDays(2))], LastMonth, null);
        Assert.Equal("happened cart_updated then no order_placed within 2 days in last 30 days", ExpressionText.Of(happened));
    }

    [Fact]
    public void Of_Calls_ReadAsTheyAreWritten()
    {
        ImmutableArray<NamedExpression> basis = [new("basis", A)];
        Assert.Equal("recommend(trending, basis: a, limit: 3)", ExpressionText.Of(new RecommendExpression("trending", basis, EveryConstruct.Number(3), DataType.Unknown, null)));
        Assert.Equal("predict(risk) default 0.3", ExpressionText.Of(Of(new PredictExpression("risk", [], DataType.Number, null), BinaryOperator.Default, EveryConstruct.Number(0.3m))));
        Assert.Equal("join(a, \", \")", ExpressionText.Of(new CallExpression(BuiltIn.Join, [A, EveryConstruct.Text(", ")], DataType.Text, false, null)));
        Assert.Equal("buying.recency", ExpressionText.Of(new RfmExpression("buying", RfmPart.Recency, DataType.Number, null)));
    }

    private static Expression Of(Expression left, BinaryOperator @operator, Expression right) => EveryConstruct.Binary(left, @operator, right);

    private static Expression And(Expression left, Expression right) => Of(left, BinaryOperator.And, right);

    private static Expression Or(Expression left, Expression right) => Of(left, BinaryOperator.Or, right);

    private static UnaryExpression Not(Expression operand) => new UnaryExpression(UnaryOperator.Not, operand, DataType.Boolean, false, null);
}
