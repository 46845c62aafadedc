using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Text;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Language.Tests.Diagnostics;

/// <summary>A slip in files that are right otherwise: one message, at the slip, that says what to do.</summary>
public class OneMistakeTests
{
    private static readonly Lazy<HashSet<string>> s_before = new(() => [.. Compiled.Aurora.Diagnostics.Select(d => d.Code + d.Message)]);

    [Theory]
    [InlineData("abandoned_cart", "    wait 1 day\n", "   wait 1 day\n", "28:4 JRN0103 this line is indented by 3 spaces, its neighbours by 4 | indent it by 4")]
    [InlineData("abandoned_cart", "    wait 1 day\n", "wait 1 day\n", "28:1 JRN0101 `wait` cannot start a declaration | it belongs into a block: indent it")]
    [InlineData("abandoned_cart", "    wait 1 day\n", "  wait 1 day\n", "28:3 JRN0101 `wait` cannot start a setting | steps stand deeper, in the block of `flow:`")]
    [InlineData("abandoned_cart", "    else:", "  else:", "36:3 JRN0101 `else` cannot start a setting | steps stand deeper, in the block of `flow:`")]
    [InlineData("abandoned_cart", "    else:", "      else:", "36:7 JRN0110 this `else` has no `if` directly above it | put it under its `if`")]
    [InlineData("abandoned_cart", "      send first of:", "    send first of:", "32:5 JRN0104 nothing follows this `if` line | its lines are missing below")]
    [InlineData("abandoned_cart", "        on timeout:", "      on timeout:", "49:7 JRN0101 `on` cannot start a step | it is a case of `wait up to` or `ask`: indent it deeper than that line")]
    [InlineData("abandoned_cart", "  flow:", "flow:", "21:1 JRN0101 `flow` cannot start a declaration | it belongs into a block: indent it")]
    [InlineData("abandoned_cart", "  flow:\n", "", "21:5 JRN0105 a `policy marketing` line has no block | move it to the level of the line above")]
    [InlineData("abandoned_cart", "      with item = item\n", "    with item = item\n", "26:5 JRN0103 this `with` continues the line above, but stands at its depth | indent it deeper")]
    [InlineData("abandoned_cart", "    where event.total", "  where event.total", "5:3 JRN0103 this `where` continues the line above, but stands at its depth | indent it deeper")]
    [InlineData("abandoned_cart", "as reminder\n", "as reminder:\n", "25:41 JRN0105 a `send` line has no block | remove the `:`")]
    [InlineData("abandoned_cart", "email cart_reminder as", "email cart-reminder as", "25:20 JRN0100 expected the end of the line, found `-` | names have no `-`; write `_`")]
    [InlineData("abandoned_cart", "send email cart_reminder", "email cart_reminder", "25:5 JRN0101 `email` cannot start a step | write `send email`")]
    [InlineData("abandoned_cart", "# High intent", "// High intent", "31:5 JRN0101 `//` cannot start a step | write `#`")]
    [InlineData("abandoned_cart", "30 EUR", "30 eur", "5:29 JRN0100 expected the end of the line, found `eur` | currencies are written in upper case: `EUR`")]
    [InlineData("abandoned_cart", "30 EUR", "€30", "5:26 JRN0001 `€` has no meaning here | write the currency behind the number: `30 EUR`")]
    [InlineData("abandoned_cart", "percent = 10%", "percent = 10 %", "38:27 JRN0001 `%` has no meaning here | write it directly behind the number: `10%`")]
    [InlineData("abandoned_cart", "wait 30 minutes", "wait 30 mins", "22:13 JRN0100 expected a unit of time, found `mins` | write `seconds`, `minutes`, `hours`, `days`, `weeks`, `months` or `years`")]
    [InlineData("abandoned_cart", "continue at offer", "continue at offr", "54:39 JRN0201 there is no step `offr` | did you mean `offer`?")]
    [InlineData("abandoned_cart", "on offer.clicked", "on offer.click", "46:18 JRN0202 the outcome `offer` has no field `click` | did you mean `clicked`?")]
    [InlineData("abandoned_cart", "on offer.clicked", "on ofer.clicked", "46:12 JRN0201 there is no name `ofer` | did you mean `offer`?")]
    [InlineData("abandoned_cart", "keyed by event.cart_id", "keyed by event.cart", "6:20 JRN0202 event `cart_updated` has no field `cart` | did you mean `cart_id`?")]
    [InlineData("welcome_series", "if hello.opened", "if hello.open", "36:14 JRN0202 `hello` has no field `open` | did you mean `opened`?")]
    [InlineData("browse_help", "on event cart_updated", "on event cart_updatd", "36:16 JRN0201 there is no event `cart_updatd` | did you mean `cart_updated`?")]
    [InlineData("browse_help", "policy real_time", "policy real_tim", "11:10 JRN0201 there is no policy `real_tim` | did you mean `real_time`?")]
    [InlineData("browse_help", "item is missing", "item = null", "19:15 JRN0201 there is no name `null` | a value is there or missing: ask `… is missing` or `… is known`")]
    [InlineData("browse_help", "item is missing", "item is null", "19:16 JRN0100 expected `not`, `known` or another word, found `null` | write `is missing`, or `is known` for the opposite")]
    [InlineData("browse_help", "if item is missing", "if itm is missing", "19:8 JRN0201 there is no name `itm` | did you mean `item`?")]
    [InlineData("vip_program", "customer.tier != \"vip\"", "customer.tier is not \"vip\"", "7:26 JRN0100 expected `known`, `missing` or `empty`, found `\"vip\"` | to compare, write `=` or `!=`")]
    [InlineData("welcome_series", "when \"de\"", "when \"dee\"", "44:12 JRN0209 `customer.language` can be \"de\" or \"en\", never \"dee\" | did you mean `de`?")]
    [InlineData("post_purchase", ", at most 3:", ":", "43:5 JRN0503 this loop has no bound: `for each … in …, at most …` | say how often at most")]
    [InlineData("onboarding_chat", "else if entry", "elif entry", "33:5 JRN0101 `elif` cannot start a step | write `else if`")]
    [InlineData("schema", "list of cart_item, not empty", "list of cart_itm, not empty", "38:17 JRN0201 there is no type `cart_itm` | did you mean `cart_item`?")]
    [InlineData("templates", "\"How we started\"", "“How we started”", "53:11 JRN0001 `“` has no meaning here | write a straight quote")]
    public void Slip_IsSaidOnce(string file, string right, string wrong, string expected)
    {
        var sources = Samples.In("aurora").Select(s => s.Path == file + ".journey" ? new SourceText(s.Path, Slipped(s.Text, right, wrong)) : s);
        var compilation = JourneyCompiler.Compile(new WorkspaceFiles([.. sources], Compiled.Aurora.Files.Bodies));

        Assert.Equal(expected, string.Join('\n', compilation.Diagnostics
            .Where(d => !s_before.Value.Contains(d.Code + d.Message))
            .Select(d => $"{(d.Location.Path == file + ".journey" ? "" : d.Location.Path + ":")}{d.Location.Line}:{d.Location.Column} {d.Code} {d.Message} | {d.Label ?? d.Help}")));
    }

    private static string Slipped(string text, string right, string wrong)
    {
        var at = text.IndexOf(right, StringComparison.Ordinal);
        Assert.True(at >= 0, $"the sample has no `{right}`");
        return text[..at] + wrong + text[(at + right.Length)..];
    }
}
