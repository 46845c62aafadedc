using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Personalization.Journeys.Cli.Reports;
using Personalization.Journeys.Cli.Tests.Support;

namespace Personalization.Journeys.Cli.Tests.Reports;

public sealed partial class HtmlReportTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void Page_AsksNobodyForAnything()
    {
        var page = Write();

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<link", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("url(", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch(" style=", page);
        Assert.DoesNotMatch(" (src|href)=(?!\"data:image/svg)", page);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
    }

    [Fact]
    public void ItsStyle_IsAllowedByThePagesOwnPolicy()
    {
        var page = Write();
        var style = Assert.Single(Style().Matches(page)).Groups[1].Value;

        Assert.Contains($"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Markup_IsWellFormed_AndNamesAreTextOnly()
    {
        var page = Write();
        var main = XDocument.Parse(Body().Match(page).Value.Replace("<br>", "<br/>", StringComparison.Ordinal).Replace("\"></div>", "\"/></div>", StringComparison.Ordinal));

        Assert.Contains(main.Descendants("h1"), h => h.Value == "A year of orders <replayed>");
        Assert.Contains(main.Descendants("code"), c => c.Value == "send email hello # <b>&");
        Assert.Equal(2, main.Descendants("article").Count(a => a.Attribute("class")?.Value == "card"));
        Assert.Contains("within 60 days", page, StringComparison.Ordinal);
        Assert.DoesNotContain("conversions", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Charts_DrawNothingOutsideTheirFrame()
    {
        var main = XDocument.Parse(Body().Match(Write()).Value.Replace("<br>", "<br/>", StringComparison.Ordinal).Replace("\"></div>", "\"/></div>", StringComparison.Ordinal));

        foreach (var svg in main.Descendants("svg").Where(s => s.Attribute("class")?.Value == "chart"))
        {
            var frame = svg.Attribute("viewBox")!.Value.Split(' ').Select(XmlConvert.ToDouble).ToArray();
            Assert.All(svg.Descendants("rect"), rect =>
            {
                double At(string name) => XmlConvert.ToDouble(rect.Attribute(name)!.Value);
                Assert.InRange(At("x"), 0, frame[2]);
                Assert.InRange(At("y"), -0.1, frame[3]);
                Assert.InRange(At("x") + At("width"), 0, frame[2] + 1);
                Assert.InRange(At("y") + At("height"), 0, frame[3] + 0.1);
            });
        }
    }

    [Fact]
    public void SameReport_GivesTheSameBytes() => Assert.Equal(Write(), Write());

    private string Write()
    {
        var file = _shell.At("report.html");
        HtmlReport.Write(file, SampleReport.Make());
        return File.ReadAllText(file);
    }

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();

    [GeneratedRegex("<main>.*</main>", RegexOptions.Singleline)]
    private static partial Regex Body();
}
