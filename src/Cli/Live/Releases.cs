using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Text;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Serialization;

namespace Personalization.Journeys.Cli.Live;

/// <summary>The releases that an engine keeps, oldest first: their texts, and what these compile to.</summary>
internal sealed class Releases
{
    private const int MostClauses = 5;

    private readonly ImmutableArray<Kept> _kept;

    private Releases(ImmutableArray<Kept> kept) => _kept = kept;

    public bool IsEmpty => _kept.IsEmpty;

    public Workspace Current => _kept[^1].Workspace;

    public static Releases Of(IReadOnlyList<ReferenceRow> rows) => new([.. rows.OrderBy(r => r.ValidFrom).Select(Kept.Of)]);

    public Workspace? Find(string hash) => _kept.FirstOrDefault(k => k.Workspace.Hash == hash)?.Workspace;

    /// <summary>
    /// The statement at a line as it was when it decided, without its indentation: a clause that goes on below belongs to it,
    /// a block does not. Empty when that release is kept no more.
    /// </summary>
    public ImmutableArray<string> Statement(JournalRow row) =>
        row.Place is { } place && Behind(row.Entry) is { } release && release.Texts.TryGetValue(place.Path, out var text) ? StatementAt(text, place.Line) : [];

    /// <summary>A run reads the text of its own version, everything else the newest text of that time.</summary>
    private Kept? Behind(JournalEntry entry)
    {
        var then = _kept.Where(k => k.ValidFrom <= entry.At).ToList();
        return entry is RunEntry run
            ? then.LastOrDefault(k => k.Workspace.Journey(run.Journey)?.Version == run.Version)
            : then.LastOrDefault();
    }

    private static ImmutableArray<string> StatementAt(SourceText text, int line)
    {
        var lines = text.Text.Split('\n');
        if (line < 1 || line > lines.Length)
        {
            return [];
        }

        var depth = Depth(lines[line - 1]);
        var clauses = lines[line - 1].TrimEnd().EndsWith(':') ? [] : lines.Skip(line).TakeWhile(l => l.Trim().Length > 0 && Depth(l) > depth).Take(MostClauses);
        return [lines[line - 1].Trim(), .. clauses.Select(l => l[depth..].TrimEnd())];
    }

    private static int Depth(string line) => line.Length - line.TrimStart().Length;

    private sealed record Kept(Instant ValidFrom, ImmutableSortedDictionary<string, SourceText> Texts, Workspace Workspace)
    {
        public static Kept Of(ReferenceRow row)
        {
            var files = ReleaseCodec.Decode(row.Body.Span);
            var texts = files.Sources.Concat(files.Bodies).ToImmutableSortedDictionary(f => f.Path, f => f, StringComparer.Ordinal);
            return new Kept(row.ValidFrom, texts, JourneyCompiler.Compile(files).Workspace);
        }
    }
}
