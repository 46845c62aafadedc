using Personalization.Journeys.Language.Templates;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Language.Tests.Templates;

public class BodyParserTests
{
    private const string Schema = """
        purpose service, no consent needed

        customer:
          first_name text, optional
          points number, default 0

        record item:
          sku text
          note text, optional

        template email mail for service:
          takes code text
          takes items list of item
          subject "Hello"
          body from "mail.html"
        """;

    [Theory]
    [InlineData("<p>{code}</p>", "Text")]
    [InlineData("<p title=\"{code}\">x</p>", "Attribute")]
    [InlineData("<p title='{code}'>x</p>", "Attribute")]
    [InlineData("<a class=\"b\" href=\"{code}\">x</a>", "WholeUrl")]
    [InlineData("<a href=\"https://shop.example/{code}?c={code}\">x</a>", "Url Url")]
    [InlineData("<img src='{code}'><b>{code}</b>", "WholeUrl Text")]
    [InlineData("<A HREF=\"{code}\">{code}</A>", "WholeUrl Text")]
    [InlineData("<!-- <p title=\" --><p>{code}</p>", "Text")]
    [InlineData("a < b {code}", "")]
    [InlineData("<style>p { color: red }</style>{code}", "Text")]
    [InlineData("<script>if (a) { b() }</script>{code}", "Text")]
    [InlineData("\\{code} {code}", "Text")]
    public void Value_IsEscapedByWhereItStands(string html, string contexts)
    {
        var values = Body(html).Nodes.OfType<BodyValue>().Select(v => v.Context.ToString());

        Assert.Equal(contexts, string.Join(' ', values));
    }

    [Fact]
    public void Blocks_NestAndSeeTheirNames()
    {
        var body = Body("{#each items as one}<li>{one.sku}{#if one.note is known}: {one.note}{/if}</li>{/each}{#if customer.points > 3}!{/if}");

        var each = Assert.IsType<BodyEach>(body.Nodes[0]);
        Assert.Equal("one", each.Name);
        Assert.Equal(["BodyText", "BodyValue", "BodyIf", "BodyText"], each.Nodes.Select(n => n.GetType().Name));
        Assert.IsType<BodyIf>(body.Nodes[1]);
    }

    [Theory]
    [InlineData("{kode}", "mail.html:1:2 JRN0611 unknown placeholder `{kode}`")]
    [InlineData("<p>\n{customer.name}", "mail.html:2:11 JRN0611 unknown placeholder `{customer.name}`")]
    [InlineData("{customer.first_name}", "mail.html:1:2 JRN0301 `customer.first_name` may be missing here")]
    [InlineData("{items}", "mail.html:1:2 JRN0611 a list of `item` can not be written into a text")]
    [InlineData("{#each code as one}{one}{/each}", "mail.html:1:8 JRN0611 `{#each}` needs a list, this is text")]
    [InlineData("{#each items}x{/each}", "mail.html:1:1 JRN0611 this `{#each}` does not say what to call one of the list")]
    [InlineData("{#each items as code}x{/each}", "mail.html:1:1 JRN0205 `code` already means text")]
    [InlineData("{#if customer.points}x{/if}", "mail.html:1:6 JRN0300 a condition needs yes or no, this is a number")]
    [InlineData("{#if customer.points > 3}x", "mail.html:1:1 JRN0611 `{#if}` is never closed")]
    [InlineData("x{/if}", "mail.html:1:2 JRN0611 `{/if}` closes nothing here")]
    [InlineData("{#iff code}", "mail.html:1:1 JRN0611 unknown placeholder `{#iff code}`")]
    [InlineData("<p {code}>", "mail.html:1:4 JRN0611 a value can not stand here inside a tag")]
    [InlineData("<p onclick=\"f('{code}')\">", "mail.html:1:16 JRN0611 a value can not stand in `onclick`")]
    [InlineData("a {code", "mail.html:1:3 JRN0611 this `{` has no `}`")]
    [InlineData("{ }", "mail.html:1:1 JRN0611 nothing stands between these braces")]
    public void Mistake_IsReportedInsideTheFile(string html, string expected)
    {
        var compilation = Compiled.Text(Schema, ("mail.html", html));

        Assert.Equal(expected, Compiled.Shown(compilation, Language.Diagnostics.Severity.Error));
    }

    private static TemplateBody Body(string html)
    {
        var compilation = Compiled.Text(Schema, ("mail.html", html));
        return compilation.Workspace.Template("mail")!.Body!;
    }
}
