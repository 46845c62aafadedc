using System.Text.Json;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Tests.Diagnostics;

public sealed class DiagnosticFormatTests
{
    private static readonly SourceText Source = new("mail/a b.journey", "🎁 wait 30 minuets\n  next\n");

    private static readonly Diagnostic Typo = JourneyDiagnostics.Expected(new Location(Source, new Span(11, 7)), "a unit of time", "minuets", "minutes");

    private static readonly Diagnostic Remark = new("JRN0310", Severity.Note, new Location(Source, new Span(21, 4)), "100 % of \"them\"")
    {
        Help = "say, more",
        Related = [new RelatedPlace(new Location(Source, new Span(3, 4)), "here")],
    };

    [Fact]
    public void Json_OfDiagnostics_HasTheContractsFields()
    {
        using var json = JsonDocument.Parse(DiagnosticJson.Render([Typo, Remark]));

        var first = json.RootElement.GetProperty("diagnostics")[0];
        Assert.Equal("JRN0100", first.GetProperty("code").GetString());
        Assert.Equal("error", first.GetProperty("severity").GetString());
        Assert.Equal("mail/a b.journey", first.GetProperty("file").GetString());
        Assert.Equal((1, 11, 1, 18), (Number(first, "line"), Number(first, "column"), Number(first, "endLine"), Number(first, "endColumn")));
        Assert.Equal("expected a unit of time, found `minuets`", first.GetProperty("message").GetString());
        Assert.Equal(JsonValueKind.Null, first.GetProperty("help").ValueKind);
        Assert.True(first.GetProperty("fix").GetBoolean());
        var second = json.RootElement.GetProperty("diagnostics")[1];
        Assert.Equal("note", second.GetProperty("severity").GetString());
        Assert.Equal("say, more", second.GetProperty("help").GetString());
        Assert.False(second.GetProperty("fix").GetBoolean());
    }

    [Fact]
    public void Json_WithoutDiagnostics_IsAnEmptyList() => Assert.Equal("{\"diagnostics\":[]}", DiagnosticJson.Render([]).ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal));

    [Fact]
    public void GitHub_OfDiagnostics_EscapesWhatCommandsWouldRead() => Assert.Equal(
        "::error file=mail/a b.journey,line=1,endLine=1,col=11,endColumn=18,title=JRN0100::expected a unit of time, found `minuets`\n"
        + "::notice file=mail/a b.journey,line=2,endLine=2,col=3,endColumn=7,title=JRN0310::100 %25 of \"them\"%0Asay, more\n",
        DiagnosticGitHub.Render([Typo, Remark]));

    [Fact]
    public void Sarif_OfDiagnostics_NamesRulesPlacesAndRelatedPlaces()
    {
        using var json = JsonDocument.Parse(DiagnosticSarif.Render([Typo, Remark]));

        var run = json.RootElement.GetProperty("runs")[0];
        Assert.Equal("2.1.0", json.RootElement.GetProperty("version").GetString());
        Assert.Equal("unicodeCodePoints", run.GetProperty("columnKind").GetString());
        Assert.Equal(["JRN0100", "JRN0310"], run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().Select(r => r.GetProperty("id").GetString()!));
        var result = run.GetProperty("results")[1];
        Assert.Equal("note", result.GetProperty("level").GetString());
        var place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal("mail/a%20b.journey", place.GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal(2, Number(place.GetProperty("region"), "startLine"));
        Assert.Equal("here", result.GetProperty("relatedLocations")[0].GetProperty("message").GetProperty("text").GetString());
    }

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();
}
