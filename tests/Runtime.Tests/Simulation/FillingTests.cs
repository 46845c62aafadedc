using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Simulation;

namespace Personalization.Journeys.Runtime.Tests.Simulation;

public sealed class FillingTests
{
    private static readonly WorkspaceSettings _settings = new("shop", DateTimeZoneProviders.Tzdb["Europe/Berlin"], "EUR", null, Duration.FromHours(1), null, null);

    private static readonly RecordType _item = new(RecordKind.Record, "cart_item",
    [
        new Field("sku", DataType.Text, null),
        new Field("price", DataType.Money, null),
        new Field("quantity", new NumberType(1, 100), null),
    ]);

    [Fact]
    public void Fill_NothingGiven_IsTheSmallestValidValue()
    {
        var filled = new Filling(_settings).Fill(
        [
            new Field("cart_id", DataType.Text, null),
            new Field("plan", new TextType(["free", "plus"]), null),
            new Field("stars", new NumberType(1, 5), null),
            new Field("discount", new NumberType(null, -2), null),
            new Field("total", DataType.Money, null),
            new Field("joined_on", DataType.Date, null),
            new Field("zone", DataType.Zone, null),
            new Field("note", DataType.Text, null) { Optional = true },
            new Field("tier", DataType.Text, null) { Default = new TextValue("basic") },
            new Field("badges", new ListType(DataType.Text), null) { Optional = true },
            new Field("items", new ListType(_item), null) { NotEmpty = true },
        ], RecordValue.Empty);

        Assert.Equal(
            RecordValue.Of(
                ("cart_id", new TextValue("cart_id")),
                ("plan", new TextValue("free")),
                ("stars", new NumberValue(1)),
                ("discount", new NumberValue(-2)),
                ("total", new MoneyValue(0, "EUR")),
                ("joined_on", new DateValue(new LocalDate(2000, 1, 1))),
                ("zone", new TextValue("Europe/Berlin")),
                ("tier", new TextValue("basic")),
                ("badges", ListValue.Empty),
                ("items", new ListValue([Item("sku", 0, 1)]))),
            filled);
    }

    [Fact]
    public void Fill_RecordGivenInPart_IsCompleted()
    {
        var given = RecordValue.Of(("items", new ListValue([RecordValue.Of(("sku", new TextValue("B-7")))])));

        var filled = new Filling(_settings).Fill([new Field("items", new ListType(_item), null)], given);

        Assert.Equal(RecordValue.Of(("items", new ListValue([Item("B-7", 0, 1)]))), filled);
    }

    [Fact]
    public void Customer_AddressNotGiven_StaysMissing()
    {
        var type = new RecordType(RecordKind.Customer, "customer",
        [
            new Field("email", DataType.Text, null),
            new Field("push_token", DataType.Text, null),
            new Field("first_name", DataType.Text, null),
        ]);

        var filled = new Filling(_settings).Customer(type, RecordValue.Of(("push_token", new TextValue("t-1"))));

        Assert.Equal(RecordValue.Of(("first_name", new TextValue("first_name")), ("push_token", new TextValue("t-1"))), filled);
    }

    private static RecordValue Item(string sku, decimal price, decimal quantity) =>
        RecordValue.Of(("sku", new TextValue(sku)), ("price", new MoneyValue(price, "EUR")), ("quantity", new NumberValue(quantity)));
}
