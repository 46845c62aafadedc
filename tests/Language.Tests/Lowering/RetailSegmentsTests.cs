using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Text;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Language.Tests.Lowering;

public class RetailSegmentsTests
{
    private const string Shop = """
        workspace shop:
          language 1
          time zone "UTC"
          currency GBP

        record cart_item:
          sku text
          name text
          price money
          quantity number from 1

        event order_placed:
          order_id text, key
          items list of cart_item
          total money
          country text, optional
          cart_id text, optional

        event order_cancelled:
          order_id text, key
          total money
        """;

    [Fact]
    public void RetailSegments_Compiled_HaveNoDiagnosticOfMeaning()
    {
        var compilation = Compile();

        Assert.Equal("", Compiled.Shown(compilation, Language.Diagnostics.Severity.Error));
        Assert.Equal(12, compilation.Workspace.Segments.Length);
    }

    [Fact]
    public void Kept_OfTheShop_IsTheLongestWindowAndTheFieldsRead()
    {
        var workspace = Compile().Workspace;

        Assert.Equal(
            ["order_cancelled 60 ", "order_placed ever country items.name items.sku total"],
            workspace.Kept.Select(k => $"{k.Event} {(k.For is { } length ? $"{length.TotalDays}" : "ever")} {string.Join(' ', k.Paths)}"));
    }

    [Fact]
    public void Sequence_OfTheSameEvent_KeepsBothWindows()
    {
        var segment = Compile().Workspace.Segment("r09_two_within_48h")!;

        var happened = Assert.IsType<HappenedExpression>(Assert.IsType<LeafCondition>(Assert.Single(segment.Conditions)).Expression);
        Assert.Equal("order_placed", Assert.Single(happened.Then).Event);
        Assert.False(happened.MayBeMissing);
    }

    private static Compilation Compile() =>
        JourneyCompiler.Compile(new WorkspaceFiles([new SourceText("schema.journey", Shop), Samples.Read("retail-segments.journey")], []));
}
