using System.Collections.Frozen;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Syntax;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Parsing;

/// <summary>Turns the text of a file into syntax. Whatever the text, there is a tree and all independent mistakes are reported.</summary>
internal static class FileParser
{
    public static ParseResult Parse(SourceText source)
    {
        var diagnostics = new List<Diagnostic>();
        var layout = LayoutReader.Read(source, diagnostics);
        var blocks = new BlockParser(source, diagnostics);
        var declarations = blocks.Read(layout.Roots, Context.File).OfType<DeclarationSyntax>();
        return new ParseResult(
            new FileSyntax(source, [.. declarations], new Span(0, source.Text.Length)),
            [.. diagnostics.OrderBy(d => d.Location.Span.Start).ThenBy(d => d.Code, StringComparer.Ordinal)],
            layout.Suppressions,
            layout,
            blocks.LostNames.ToFrozenSet(StringComparer.Ordinal));
    }
}
