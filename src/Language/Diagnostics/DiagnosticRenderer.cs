using System.Collections.Immutable;
using System.Text;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Diagnostics;

/// <summary>Writes diagnostics for a person: what, where, why, and what to write instead.</summary>
public sealed class DiagnosticRenderer
{
    private readonly StringBuilder _text = new();
    private readonly Paint _paint;
    private readonly HashSet<(string Path, string Code)> _explained = [];

    private DiagnosticRenderer(bool colour)
    {
        _paint = new Paint(colour);
    }

    /// <summary>All diagnostics in order of file and place; those of one line stand together and share the line that fixes them.</summary>
    public static string Render(IEnumerable<Diagnostic> diagnostics, bool colour = false)
    {
        var renderer = new DiagnosticRenderer(colour);
        var groups = diagnostics
            .OrderBy(d => d.Location.Path, StringComparer.Ordinal)
            .ThenBy(d => d.Location.Span.Start)
            .ThenBy(d => d.Code, StringComparer.Ordinal)
            .GroupBy(d => (d.Location.Path, d.Location.Line));
        foreach (var group in groups)
        {
            renderer.WriteGroup([.. group]);
        }

        return renderer._text.ToString();
    }

    private void WriteGroup(ImmutableArray<Diagnostic> group)
    {
        if (_text.Length > 0)
        {
            _text.Append('\n');
        }

        var fixes = group.Where(d => d.Fix.Length > 0).Select(d => d.Code).Distinct(StringComparer.Ordinal).ToList();
        for (var i = 0; i < group.Length; i++)
        {
            Write(group[i], i == group.Length - 1 ? fixes : []);
        }
    }

    private void Write(Diagnostic diagnostic, List<string> fixes)
    {
        var excerpt = new Excerpt(diagnostic, _paint);
        var severity = diagnostic.Severity.ToString().ToLowerInvariant();
        _text.Append(_paint.Severity(diagnostic.Severity, $"{severity} {diagnostic.Code}")).Append(_paint.Strong($": {diagnostic.Message}")).Append('\n');
        excerpt.WritePlaces(_text);
        WriteNotes(diagnostic, excerpt, fixes);
    }

    private void WriteNotes(Diagnostic diagnostic, Excerpt excerpt, List<string> fixes)
    {
        var first = _explained.Add((diagnostic.Location.Path, diagnostic.Code));
        var why = first ? diagnostic.Why : null;
        if (why is not null)
        {
            Note(excerpt, "why", why);
        }

        if (diagnostic.Help is { } help)
        {
            Note(excerpt, "help", help);
            excerpt.WriteEdit(_text, diagnostic.Suggestion.Length > 0 ? diagnostic.Suggestion : diagnostic.Fix);
        }

        if (fixes.Count > 0)
        {
            Note(excerpt, "fix", "journey fix " + string.Join(' ', fixes));
        }

        if (why is not null)
        {
            Note(excerpt, "more", "journey explain " + diagnostic.Code);
        }
    }

    private void Note(Excerpt excerpt, string label, string text) =>
        _text.Append(excerpt.Margin).Append(_paint.Frame("= ")).Append(_paint.Strong($"{label + ":",-6}")).Append(text).Append('\n');
}
