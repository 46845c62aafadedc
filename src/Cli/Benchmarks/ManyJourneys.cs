using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Personalization.Journeys.Language;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Cli.Benchmarks;

/// <summary>A workspace of about a thousand journeys: the example ones again and again under new names, over one schema.</summary>
internal static partial class ManyJourneys
{
    public static WorkspaceFiles Of(WorkspaceFiles files, int journeys)
    {
        var repeated = files.Sources.Where(s => JourneyLine().IsMatch(s.Text)).ToImmutableArray();
        var names = repeated.SelectMany(s => NameLine().Matches(s.Text)).Select(m => m.Groups[1].Value).Distinct(StringComparer.Ordinal).ToList();
        var word = new Regex($@"(?<![.\w])({string.Join('|', names)})\b", RegexOptions.CultureInvariant);
        var copies = (journeys + repeated.Length - 1) / repeated.Length;
        var sources = ImmutableArray.CreateBuilder<SourceText>();
        sources.AddRange(files.Sources.Where(s => !repeated.Contains(s) && !s.Path.EndsWith(".test.journey", StringComparison.Ordinal)));
        for (var copy = 0; copy < copies; copy++)
        {
            var suffix = string.Create(CultureInfo.InvariantCulture, $"_{copy:000}");
            sources.AddRange(repeated.Select(s => new SourceText(
                s.Path.Replace(".journey", $"{suffix}.journey", StringComparison.Ordinal),
                word.Replace(s.Text, m => m.Value + suffix))));
        }

        return new WorkspaceFiles(sources.ToImmutable(), files.Bodies);
    }

    [GeneratedRegex(@"^journey [a-z_]+ version", RegexOptions.Multiline)]
    private static partial Regex JourneyLine();

    /// <summary>What must be unique in a workspace: journeys, and everything that assigns arms.</summary>
    [GeneratedRegex(@"^\s*(?:journey|split|experiment|bandit) ([a-z_]+)(?: version| using|:)", RegexOptions.Multiline)]
    private static partial Regex NameLine();
}
