using System.Text.RegularExpressions;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Language.Tests.Diagnostics;

/// <summary>The rules of a good message, checked on every message that a sample shows.</summary>
public sealed class MessageStyleTests
{
    private static readonly string[] CompilerWords = ["token", "node", "scope", "nullable", "EOF", "identifier", "parse", "syntax", "unexpected"];

    public static TheoryData<string> Baselines =>
        [.. Directory.EnumerateFiles(Samples.Folder("diagnostics"), "bad.verified.txt", SearchOption.AllDirectories)
            .Select(f => Path.GetFileName(Path.GetDirectoryName(f)!))
            .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Baselines))]
    public void Message_OfASample_IsShortPlainAndInTheAuthorsWords(string code)
    {
        var lines = File.ReadAllLines(Path.Combine(Samples.Folder("diagnostics"), code, "bad.verified.txt"));
        foreach (var line in lines)
        {
            if (Regex.Match(line, "^(error|warning|note) JRN[0-9]{4}: (.*)$") is { Success: true } headline)
            {
                var message = headline.Groups[2].Value;
                var plain = Regex.Replace(message, "`[^`]*`|\"[^\"]*\"", "");
                Assert.True(message.Length <= 80, $"too long ({message.Length}): {message}");
                Assert.False(message.EndsWith('.'), message);
                Assert.DoesNotContain(CompilerWords, word => Regex.IsMatch(plain, $@"\b{word}s?\b", RegexOptions.IgnoreCase));
            }
            else if (Regex.Match(line, @"^ +\| *(\^+|-+) (.*)$") is { Success: true } label)
            {
                Assert.True(label.Groups[2].Value.Length <= 60, $"label too long: {label.Groups[2].Value}");
            }
        }
    }
}
