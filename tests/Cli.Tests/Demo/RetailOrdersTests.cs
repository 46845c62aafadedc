using System.Text;
using Personalization.Journeys.Cli.Demo;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Cli.Tests.Demo;

public sealed class RetailOrdersTests
{
    [Fact]
    public void ShippedFile_CountsAsPublished()
    {
        var orders = RetailOrders.ReadShipped();

        Assert.Equal(525_461, orders.Rows);
        Assert.Equal(107_927, orders.NoCustomer);
        Assert.Equal(407_664, orders.Lines);
        Assert.Equal(31, orders.NoPrice);
        Assert.Equal(0, orders.NoQuantity);
        Assert.Equal(9_839, orders.CancellationLines);
        Assert.Equal(orders.Rows, orders.Lines + orders.CancellationLines + orders.NoCustomer + orders.NoPrice + orders.NoQuantity);
        Assert.Equal(19_213, orders.Orders);
        Assert.Equal(4_372, orders.Cancellations);
        Assert.Equal(4_312, orders.Buyers);
        Assert.Equal(4_381, orders.Customers);
        Assert.InRange(orders.Events.Where(e => e.Event.Type == "order_placed").Sum(e => Amount(e.Event.Data)), 8_832_003m, 8_832_004m);
    }

    [Fact]
    public void AnInvoiceOverTwoMinutes_IsOneEventAtItsEarliestLine()
    {
        var orders = Read(
            "1,A,Lamp ,2,2010-01-01 10:01:00,1.50,17.0,France",
            "2,B,Cup,1,2010-01-01 10:00:30,2,18,France",
            "1,A,Lamp ,2,2010-01-01 10:00:00,1.50,17,France");

        var first = orders.Events[0];
        Assert.Equal(("17", "order-1"), (first.Customer, first.Event.Id));
        Assert.Equal("2010-01-01T10:00:00Z", first.Event.At.ToString());
        Assert.Equal(6m, Amount(first.Event.Data));
        Assert.Equal(2, ((ListValue)first.Event.Data["items"]).Elements.Length);
        Assert.Equal(new TextValue("Lamp"), ((RecordValue)((ListValue)first.Event.Data["items"]).Elements[0])["name"]);
    }

    [Theory]
    [InlineData("1,A,Lamp,2,2010-01-01 10:00:00,1.50,,France", 1, 0, 0)]
    [InlineData("1,A,Lamp,2,2010-01-01 10:00:00,0,17,France", 0, 1, 0)]
    [InlineData("1,A,Lamp,0,2010-01-01 10:00:00,1,17,France", 0, 0, 1)]
    [InlineData("1,A,Lamp,-2,2010-01-01 10:00:00,1,17,France", 0, 0, 1)]
    public void ALineThatIsNoSale_IsARejectWithItsReason(string line, int noCustomer, int noPrice, int noQuantity)
    {
        var orders = Read(line);

        Assert.Empty(orders.Events);
        Assert.Equal((noCustomer, noPrice, noQuantity), (orders.NoCustomer, orders.NoPrice, orders.NoQuantity));
    }

    [Fact]
    public void ACancellation_TellsTheValueTakenBack()
    {
        var orders = Read(
            "C9,A,Lamp,-2,2010-01-01 10:00:00,1.255,17,France",
            "C9,M,Manual,1,2010-01-01 10:00:00,0.5,17,France",
            "C10,M,Manual,1,2010-01-01 10:00:00,5,17,France");

        Assert.Equal([("order_cancelled", 0m), ("order_cancelled", 2.01m)], orders.Events.Select(e => (e.Event.Type, Amount(e.Event.Data))));
        Assert.Equal(0, orders.Buyers);
        Assert.Equal(1, orders.Customers);
    }

    private static decimal Amount(RecordValue data) => ((MoneyValue)data["total"]).Amount;

    private static RetailOrders Read(params string[] lines)
    {
        var text = "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country\n" + string.Join('\n', lines) + "\n";
        return RetailOrders.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)));
    }
}
