using Personalization.Journeys.Language.Text;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Language.Tests.Lowering;

public sealed class KeptEventsTests
{
    private const string Schema = """
        workspace shop:
          language 1
          time zone "UTC"
          currency GBP

        record cart_item:
          sku text
          name text
          price money

        event order_placed:
          order_id text, key
          items list of cart_item
          total money
          country text, optional

        event order_cancelled:
          order_id text, key
          total money
        """;

    [Fact]
    public void Kept_OfTheRetailSegments_IsWhatTheyReadAndNoMore()
    {
        var workspace = Compiled.Program(new SourceText("schema.journey", Schema), Samples.Read("retail-segments.journey"));

        Assert.Equal(
            ["order_cancelled 60 days: ", "order_placed ever: country, items.name, items.sku, total"],
            workspace.Kept.Select(k => $"{k.Event} {(k.For is { } time ? $"{time.Days} days" : "ever")}: {string.Join(", ", k.Paths)}"));
    }

    [Theory]
    [InlineData("abandoned_cart", "cart_id items")]
    [InlineData("post_purchase", "order_id")]
    [InlineData("onboarding_chat", "plan")]
    [InlineData("birthday", "")]
    public void EntryPaths_OfAJourney_AreWhatItReadsOfItsTrigger(string journey, string paths) =>
        Assert.Equal(paths, string.Join(' ', Compiled.Aurora.Workspace.Journey(journey)!.EntryPaths));
}
