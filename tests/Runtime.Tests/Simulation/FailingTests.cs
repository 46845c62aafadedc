using Personalization.Journeys.Language;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Text;
using Personalization.Journeys.Runtime.Simulation;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Runtime.Tests.Simulation;

/// <summary>How tests read when they fail, and what `--update` makes of them.</summary>
public sealed class FailingTests
{
    private const string File = "failing.test.journey";

    private const string Text = """
        test "the push token is missing" of abandoned_cart:
          given customer:
            first_name = "Ada"
            email = "ada@example.com"
            consent email for marketing
            consent push for marketing
          given predict purchase_intent = 0.9
          at 2025-03-03 18:00 event cart_updated
            with cart_id = "c-1"
            with items = [{sku: "B-7", name: "Trail Boot", price: 120 EUR, quantity: 1}]
            with total = 120 EUR
          expect email cart_reminder at 2025-03-03 18:30
          expect push cart_last_call at 2025-03-04 18:30
          expect no email cart_discount
          expect exit "finished" at 2025-03-04 18:30

        test "other words in the subject" of abandoned_cart:
          given customer:
            first_name = "Ada"
            email = "ada@example.com"
            consent email for marketing
          at 2025-03-03 18:00 event cart_updated with cart_id = "c-1", total = 120 EUR
          expect email cart_reminder at +30 minutes
            with subject = "Ada, come back"

        test "a timeline of yesterday" of abandoned_cart:
          given customer:
            email = "nia@example.com"
            time_zone = "America/New_York"
            consent email for marketing
          given predict purchase_intent = 0.1
          at 2025-03-08 18:00 event cart_updated with cart_id = "c-4", total = 45 EUR

          # The last line is what `--update` mends.
          expect timeline:
            2025-03-08 18:30 email cart_reminder
            2025-03-09 19:30 email cart_discount
              with discount = 10%
            2025-03-11 06:30 exit "finished"

        test "too small a cart" of abandoned_cart:
          given customer:
            email = "ada@example.com"
            consent email for marketing
          at 2025-03-03 18:00 event cart_updated with cart_id = "c-1", total = 20 EUR
          expect email cart_reminder
          expect goal recovered

        test "no consent" of abandoned_cart:
          given customer:
            email = "ada@example.com"
          at 2025-03-03 18:00 event cart_updated with cart_id = "c-1", total = 200 EUR
          expect email cart_reminder at 2025-03-03 18:30
          expect not entered because "not in segment employees"

        test "nobody should hear of it" of abandoned_cart:
          given customer:
            email = "ada@example.com"
            consent email for marketing
          at 2025-03-03 18:00 event cart_updated with cart_id = "c-1", total = 200 EUR
          at 2025-03-03 18:10 customer clicks cart_discount
          at +40 minutes event order_placed with cart_id = "c-1"
          expect no messages
          expect not entered
          expect customer.tier = "gold"
        """;

    private static readonly Lazy<Workspace> _workspace = new(() =>
    {
        var valid = Compiled.Aurora.Files;
        var sources = valid.Sources.RemoveAll(s => s.Path.EndsWith(".test.journey", StringComparison.Ordinal)).Add(new SourceText(File, Text));
        var compilation = JourneyCompiler.Compile(valid with { Sources = sources });
        Assert.False(compilation.HasErrors, Compiled.Shown(compilation, Severity.Error));
        return compilation.Workspace;
    });

    [Fact]
    public void Run_FailingTests_ShowWhatDiffersAndWhy()
    {
        var results = TestRunner.RunAll(_workspace.Value);

        Assert.All(results, result => Assert.False(result.Passed, result.Test.Name));
        Baseline.VerifyBeside("failing", string.Join("\n\n", results.OrderBy(r => r.Test.Location.Line).Select(r => r.Difference)) + "\n");
    }

    [Fact]
    public void Update_TimelineThatDiffers_IsRewrittenInPlace()
    {
        var update = Assert.Single(TestUpdate.Of(TestRunner.RunAll(_workspace.Value)));

        Assert.Equal(
            Text.Replace("2025-03-09 19:30 email cart_discount\n      with discount = 10%", "2025-03-09 18:30 email cart_discount with discount = 10%", StringComparison.Ordinal)
                .Replace("06:30 exit \"finished\"", "06:30 exit \"not interested\"", StringComparison.Ordinal),
            update.NewText);
    }

    [Fact]
    public void Coverage_AuroraTests_NamesTheWaysNotTaken()
    {
        var workspace = Compiled.Aurora.Workspace;

        var coverage = Coverage.Of(workspace, TestRunner.RunAll(workspace));

        Baseline.VerifyBeside("coverage", string.Concat(coverage.Select(c => $"{c.Journey}: {c.Taken} of {c.Ways} ways by {c.Tests} tests\n"
            + string.Concat(c.NotTaken.Select(w => $"  {w.Step} {w.Way} ({w.Location})\n")))));
    }
}
