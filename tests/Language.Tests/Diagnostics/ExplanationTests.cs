using System.Text.RegularExpressions;
using Personalization.Journeys.Language.Diagnostics.Explanations;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Language.Tests.Diagnostics;

/// <summary>Every code that a message can carry has a page of its own, and a sample that shows it.</summary>
public sealed partial class ExplanationTests
{
    [Fact]
    public void Code_OfEveryMessage_HasAPage() =>
        Assert.Empty(Codes().Except(Explanation.All.Select(e => e.Code), StringComparer.Ordinal));

    [Fact]
    public void Page_OfEveryCode_IsWholeAndBelongsToAMessage()
    {
        Assert.Empty(Explanation.All.Select(e => e.Code).Except(Codes(), StringComparer.Ordinal));
        Assert.Empty(Explanation.All.Where(e => e.Title.Length == 0 || e.Wrong.Length == 0 || e.Right.Length == 0 || e.Reason.Length == 0 || e.Wrong == e.Right).Select(e => e.Code));
        Assert.Contains("Wrong\n  wait 30 minuets\n\nRight\n  wait 30 minutes\n", Explanation.Of("JRN0100")?.ToPage(), StringComparison.Ordinal);
        Assert.Null(Explanation.Of("JRN9999"));
    }

    /// <summary>Left out is what no file of a sample can hold: bytes that are no text, and files, lines and journeys too long to keep.</summary>
    [Fact]
    public void Code_OfEveryMessage_HasASample() => Assert.Empty(Codes()
        .Except(Directory.EnumerateDirectories(Samples.Folder("diagnostics")).Select(d => Path.GetFileName(d)), StringComparer.Ordinal)
        .Except(["JRN0002", "JRN0008", "JRN0009", "JRN0109", "JRN0522"], StringComparer.Ordinal));

    private static IEnumerable<string> Codes() =>
        Directory.EnumerateFiles(Path.Combine(Samples.Root, "..", "..", "src", "Language", "Diagnostics"), "JourneyDiagnostics.*.cs")
            .SelectMany(file => Code().Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);

    [GeneratedRegex("\"(JRN[0-9]{4})\"")]
    private static partial Regex Code();
}
