using System.Collections.Immutable;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Runtime.Simulation;

/// <summary>What `journey test --update` writes: the edits of a file whose `expect timeline:` blocks do not hold any more.</summary>
public sealed record TestUpdate(SourceText Source, ImmutableArray<TextEdit> Edits)
{
    /// <summary>The whole new text of the file.</summary>
    public string NewText => Edits
        .OrderByDescending(edit => edit.Span.Start)
        .Aggregate(Source.Text, (text, edit) => string.Concat(text.AsSpan(0, edit.Span.Start), edit.NewText, text.AsSpan(edit.Span.End)));

    /// <summary>One update for each file, in ordinal order of their paths.</summary>
    public static ImmutableArray<TestUpdate> Of(ImmutableArray<TestResult> results) =>
    [
        .. results
            .Select(result => (Block: result.Test.Expectations.OfType<ExpectTimeline>().FirstOrDefault(), result.Update))
            .Where(pair => pair.Block is not null && pair.Update is not null)
            .GroupBy(pair => pair.Block!.Location.Source)
            .OrderBy(file => file.Key.Path, StringComparer.Ordinal)
            .Select(file => new TestUpdate(file.Key, [.. file.Select(pair => Edit(pair.Block!, pair.Update!))])),
    ];

    private static TextEdit Edit(ExpectTimeline block, string lines)
    {
        var source = block.Location.Source;
        var last = source.PositionOf(block.Lines.Select(l => l.Location.Span.End).Append(block.Block.Span.End).Max() - 1).Line;
        var header = block.Location.Line;
        if (block.Lines.IsEmpty)
        {
            var at = source.LineStart(header) + source.LineText(header).Length;
            return new TextEdit(new Span(at, 0), "\n" + Indented(lines, IndentOf(source.LineText(header)) + "  "));
        }

        var first = block.Lines.Min(l => l.Location.Line);
        var span = Span.FromBounds(source.LineStart(first), source.LineStart(last) + source.LineText(last).Length);
        return new TextEdit(span, Indented(lines, IndentOf(source.LineText(first))));
    }

    private static string Indented(string lines, string indent) =>
        string.Join('\n', lines.Split('\n').Select(line => indent + line));

    private static string IndentOf(string line) => line[..(line.Length - line.TrimStart(' ').Length)];
}
