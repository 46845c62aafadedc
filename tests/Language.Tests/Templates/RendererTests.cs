using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Templates;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Tests.Templates;

public sealed class RendererTests
{
    private static readonly Instant Now = Instant.FromUtc(2025, 3, 10, 23, 30);

    [Theory]
    [InlineData(EscapeContext.Text, "<b>", "<script>alert(\"x\") & co", "&lt;script&gt;alert(\"x\") &amp; co")]
    [InlineData(EscapeContext.Attribute, "<p title=\"", "a\" onclick='x'", "a&quot; onclick=&#39;x&#39;")]
    [InlineData(EscapeContext.Url, "<a href=\"https://x.example/?code=", "a b&c=d\"", "a%20b%26c%3Dd%22")]
    [InlineData(EscapeContext.WholeUrl, "<a href=\"", "https://x.example/a?b=c&d", "https://x.example/a?b=c&amp;d")]
    [InlineData(EscapeContext.WholeUrl, "<a href=\"", "/size/b-7", "/size/b-7")]
    [InlineData(EscapeContext.WholeUrl, "<a href=\"", "java\nscript:alert(1)", "#")]
    [InlineData(EscapeContext.WholeUrl, "<a href=\"", "data:text/html,x", "#")]
    public void Render_OfAValue_EscapesByItsPlace(EscapeContext context, string before, string value, string expected)
    {
        var template = Email([], new BodyText(before), new BodyValue(Name("x"), context));
        Assert.Equal(before + expected, Render(template, ("x", new TextValue(value))).Html);
    }

    [Fact]
    public void Render_OfALoop_RepeatsItsNodes()
    {
        var pick = new VariableExpression("pick", DataType.Text, false, null);
        var template = Email([], new BodyEach("pick", Name("picks"), [new BodyText("<li>"), new BodyValue(pick, EscapeContext.Text), new BodyText("</li>")]));
        var picks = new ListValue([new TextValue("a"), new NumberValue(2.50m), new MoneyValue(12.5m, "EUR")]);

        var message = Render(template, ("picks", picks));

        Assert.Equal("<li>a</li><li>2.5</li><li>12.50 EUR</li>", message.Html);
        Assert.Equal("- a\n- 2.5\n- 12.50 EUR", message.Text);
    }

    [Theory]
    [InlineData(true, "<p>yes</p>")]
    [InlineData(null, "")]
    public void Render_OfACondition_ShowsOnlyOnYes(bool? truth, string expected)
    {
        var template = Email([], new BodyIf(Name("x"), [new BodyText("<p>yes</p>")]));
        Assert.Equal(expected, Render(template, ("x", truth is { } known ? Value.Of(known) : Value.Missing)).Html);
    }

    [Fact]
    public void Render_OfParts_PrintsValues()
    {
        var subject = new Interpolation([Name("discount"), Text(" off for "), CustomerField("first_name")], false, null);
        var link = new Interpolation([Text("app://product/"), Name("sku")], false, null);
        var template = Email([Part("subject", subject), Part("link", link)]);

        var message = Render(template, ("discount", new PercentValue(0.1m)), ("sku", new TextValue("b/7")), ("customer", RecordValue.Of(("first_name", new TextValue("Ada")))));

        Assert.Equal("10% off for Ada", message.Part("subject"));
        Assert.Equal("app://product/b%2F7", message.Part("link"));
    }

    [Fact]
    public void Render_OfToday_IsTheCustomersDay()
    {
        var template = Email([Part("subject", new TodayExpression(null))]);
        var customer = RecordValue.Of(("time_zone", new TextValue("Asia/Tokyo")));

        Assert.Equal("2025-03-10", Render(template).Part("subject"));
        Assert.Equal("2025-03-11", Render(template, ("customer", customer)).Part("subject"));
    }

    [Fact]
    public void Text_OfAnHtmlBody_IsReadableWithoutIt()
    {
        var html = "<head><style>p { color: red }</style></head><h1>Still yours,\n  Ada</h1><p>2 &times; Boot &amp; Sock.<br>Kept.</p><p><a href=\"https://x.example/cart?a=1&amp;b=2\">Take me</a> now</p>";
        Assert.Equal(
            "Still yours, Ada\n2 × Boot & Sock.\nKept.\nTake me (https://x.example/cart?a=1&b=2) now",
            Render(Email([], new BodyText(html))).Text);
    }

    [Fact]
    public void CustomerFields_OfPartsAndBody_AreThoseTheyRead()
    {
        var template = Email(
            [Part("subject", new BinaryExpression(CustomerField("first_name"), BinaryOperator.Default, Text("friend"), DataType.Text, false, null))],
            new BodyIf(new IsExpression(CustomerField("tier"), IsTest.Known, false, null), [new BodyValue(CustomerField("birthday"), EscapeContext.Text)]));

        Assert.Equal(["birthday", "first_name", "tier"], TemplateReads.CustomerFields(template).AsEnumerable());
    }

    private static RenderedMessage Render(Template template, params (string, Value)[] values) =>
        Renderer.Render(template, RecordValue.Of(values), Now, DateTimeZone.Utc);

    private static Template Email(ImmutableArray<TemplatePart> parts, params ImmutableArray<BodyNode> nodes) =>
        new("t", Channel.Email, "marketing", [], parts, new(new SourceText("t.html", ""), nodes), [], Here);

    private static TemplatePart Part(string name, Expression text) => new(name, text, Here);

    private static Constant Text(string text) => new(new TextValue(text), DataType.Text, null);

    private static VariableExpression Name(string name) => new(name, DataType.Text, false, null);

    private static MemberExpression CustomerField(string name) =>
        new(new RootExpression(Root.Customer, DataType.Unknown, null), name, MemberKind.Field, DataType.Text, false, null);

    private static Location Here => new(new SourceText("t.journey", ""), new Span(0, 0));
}
