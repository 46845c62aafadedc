using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Scoring;
using Personalization.Journeys.Runtime.Serialization;
using Personalization.Journeys.Runtime.Tests.Simulation;

namespace Personalization.Journeys.Runtime.Tests.Serialization;

public sealed class FactsCodecTests
{
    public static TheoryData<Score> Models =>
    [
        new ConstantScore(new ListValue([RecordValue.Of(("sku", new TextValue("a")))])),
        new LogisticScore(-0.2, [new Weight("orders_30d", 1.4, 0), new Weight("spend_90d", 1e-9, 1 / 3.0)]),
        new PopularItems([RecordValue.Of(("sku", new TextValue("a")), ("price", new MoneyValue(2.50m, "GBP")))]),
        new PopularItems([]),
        Counted(),
    ];

    [Theory]
    [MemberData(nameof(Models))]
    public void Model_ComesBack(Score model)
    {
        var bytes = FactsCodec.Encode(model);

        var back = FactsCodec.DecodeScore(bytes);

        Assert.IsType(model.GetType(), back);
        Assert.Equal(Pairs(model), Pairs(back));
        Assert.Equal(bytes, FactsCodec.Encode(back));
        if (model is not AlsoBought)
        {
            Difference.None(model, back);
        }
    }

    [Fact]
    public void Cuts_ComeBack()
    {
        var cuts = new RfmCuts([Duration.Zero, Duration.FromDays(3) + Duration.FromNanoseconds(1)], [1, 2.5m], [0.01m, decimal.MaxValue]);

        Difference.None(cuts, FactsCodec.DecodeCuts(FactsCodec.Encode(cuts)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[1]")]
    [InlineData("[2,\"popular\",[]]")]
    [InlineData("[1,\"gradient\",[]]")]
    [InlineData("[1,\"together\",\"sku\",{\"a\":{}},[],\"AQAAAA==\"]")]
    [InlineData("[1,\"together\",\"sku\",{\"a\":{}},[],\"/////w==\"]")]
    public void DamagedModel_IsAFormatError(string text) =>
        Assert.Throws<FormatException>(() => FactsCodec.DecodeScore(System.Text.Encoding.UTF8.GetBytes(text)));

    private static string Pairs(Score model) => model is AlsoBought bought
        ? string.Join('\n', bought.Neighbours.OrderBy(n => n.Key, StringComparer.Ordinal).Select(n => $"{n.Key} {bought.Rows[n.Key]} {string.Join(' ', n.Value)}"))
        : "";

    private static Score Counted()
    {
        var population = new Population(BacktestWorld.Workspace, Facts.None);
        foreach (var @event in population.Counted(BacktestWorld.History(20).Select(e => e.Event)))
        {
            population.Add(@event);
        }

        return population.Publish(BacktestWorld.To, BacktestWorld.To + Duration.FromDays(1), []).Facts.Models["also_bought"].Content;
    }
}
