using Personalization.Journeys.Language.Text;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Language.Tests.Rules;

/// <summary>One mistake: in a file of the example workspace, these lines become those. `# planted: CODE` marks the line to be reported.</summary>
public sealed record Planted(string File, string Find, string Replace)
{
    /// <summary>Thirty and more mistakes of as many kinds, over all rooms of the language.</summary>
    public static IReadOnlyList<Planted> All { get; } =
    [
        // lines
        new("onboarding_chat", "    send push hello_push", "    sned push hello_push # planted: JRN0101"),
        new("onboarding_chat", "    wait up to 3 days for event route_saved", "    wait up to 3 dyas for event route_saved # planted: JRN0100\n    wait up to 3 days for event route_saved"),
        new("re_engagement", "    if customer.interests is empty:", "    if customer.interests is empty # planted: JRN0102"),
        new("re_engagement", "    if customer.tier = \"basic\":", "    if customer.tier == \"basic\": # planted: JRN0107"),

        // names
        new("browse_help", "  exit on event order_placed", "  exit on event order_place # planted: JRN0201"),
        new("abandoned_cart", "    where event.total >= 30 EUR", "    where event.totals >= 30 EUR # planted: JRN0202"),
        new("churn_winback", "    customer.winback_attempts < 3", "    customer.winback_attempt < 3 # planted: JRN0203"),
        new("segments", "segment hikers:", "segment champions: # planted: JRN0204\n  customer.tier = \"vip\"\n\nsegment hikers:"),
        new("abandoned_cart", "    let item = entry.items.first", "    let item = entry.items.first\n    let item = entry.items.last # planted: JRN0205"),
        new("birthday", "[\"gold\", \"vip\"]:", "[\"gold\", \"platinum\"]: # planted: JRN0209"),
        new("vip_program", "    let gift_day = customer.birthday default customer.joined_on", "    let gift_day = entry.day default customer.joined_on # planted: JRN0211"),

        // types and absence
        new("abandoned_cart", "    if intent >= 0.7:", "    if intent >= \"high\": # planted: JRN0300"),
        new("templates", "  subject \"Happy birthday, {customer.first_name default 'friend'}\"\n  text \"All", "  subject \"Happy birthday, {customer.first_name}\" # planted: JRN0301\n  text \"All"),
        new("churn_winback", "        send email winback_discount as offer\n          with discount = 10%", "        send email winback_discount as offer # planted: JRN0302"),
        new("post_purchase", "      with picks = picks", "      with picks = picks\n      with colour = \"red\" # planted: JRN0303"),
        new("post_purchase", "      if pick.price <= 50 EUR:", "      if pick.price <= 50 USD: # planted: JRN0306"),
        new("vip_program", " at 10:00, or skip if missing", " at 10:00 # planted: JRN0513"),
        new("sunset_policy", "      exit \"stays with us\"", "      exit \"{input.reason}\" # planted: JRN0521"),

        // conditions
        new("segments", "  orders_30d > 3", "  orders_30d > 3\n  count of order_placed in last 90 days = 0 # planted: JRN0401"),
        new("browse_help", "    let item = product(entry.sku)", "    if looks < 2: # planted: JRN0403\n      exit \"hardly looked\"\n\n    let item = product(entry.sku)"),
        new("welcome_series", "      when \"en\":", "      when \"de\", \"en\": # planted: JRN0407"),

        // flow
        new("sunset_policy", "    exit \"did not answer\"", "    exit \"did not answer\"\n    do nothing # planted: JRN0502"),
        new("ask_for_review", "    send email review_request", "    wait 11 days\n    send email review_request # planted: JRN0506"),
        new("churn_winback", "    wait 7 days", "    wait up to 7 days for event order_placed as order # planted: JRN0507"),

        // messages
        new("post_purchase", "      send push delivered_push using policy service", "      send push delivered_push using policy marketing # planted: JRN0601"),
        new("policies", "policy newsletter:\n  purpose newsletter", "policy newsletter: # planted: JRN0606\n  purpose newsletter\n  quiet from 07:00 to 22:00"),
        new("templates", "  body from \"mail/cart_discount.html\"", "  body from \"mail/cart_discont.html\" # planted: JRN1006"),
        new("templates", "template email birthday_gift for marketing:", "template email birthday_gift: # planted: JRN0603"),

        // experiments and models
        new("browse_help", "    split help_kind:\n      arm size_guide 70%:", "    split help_kind: # planted: JRN0701\n      arm size_guide 65%:"),
        new("welcome_series", "      holdout 10%:\n        exit \"holdout group\"", "      holdout 10%: # planted: JRN0706\n        do nothing"),
        new("churn_winback", "      context customer.tier, risk", "      context customer.email, risk # planted: JRN0709"),
        new("churn_winback", "      explore at least 10%", "      explore at least 0% # planted: JRN0710"),

        // tests
        new("abandoned_cart.test", "  given predict purchase_intent = 0.9", "  given predict churn_risk = 0.9 # planted: JRN0902"),
        new("abandoned_cart.test", "  at +20 minutes event order_placed", "  at 2025-03-02 18:00 event order_placed # planted: JRN0903\n   "),
    ];

    public static Compilation Compile()
    {
        var sources = Samples.In("aurora").Select(source => All
            .Where(p => p.File + ".journey" == source.Path)
            .Aggregate(source, (text, planted) => planted.Apply(text)));
        return JourneyCompiler.Compile(new WorkspaceFiles([.. sources], Compiled.Aurora.Files.Bodies));
    }

    private SourceText Apply(SourceText source)
    {
        var first = source.Text.IndexOf(Find, StringComparison.Ordinal);
        Assert.True(first >= 0, $"{File} does not hold: {Find}");
        Assert.True(source.Text.IndexOf(Find, first + 1, StringComparison.Ordinal) < 0, $"{File} holds more than once: {Find}");
        return new SourceText(source.Path, source.Text[..first] + Replace + source.Text[(first + Find.Length)..]);
    }
}
