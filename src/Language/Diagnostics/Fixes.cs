using System.Text;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Diagnostics;

/// <summary>Applies what can be mended without asking.</summary>
public static class Fixes
{
    /// <summary>
    /// The text with the fixes of its diagnostics, and how many were applied. Two that touch the same characters are not
    /// applied together: the later one is left for the next look.
    /// </summary>
    public static (string Text, int Applied) Apply(SourceText source, IEnumerable<Diagnostic> diagnostics)
    {
        var text = new StringBuilder(source.Text);
        var applied = 0;
        var untouchedBefore = int.MaxValue;
        var own = diagnostics.Where(d => d.Location.Source == source && !d.Fix.IsEmpty).OrderByDescending(d => d.Fix.Max(e => e.Span.End));
        foreach (var edits in own.Select(d => d.Fix.OrderByDescending(e => e.Span.Start).ToArray()))
        {
            if (edits.Max(e => e.Span.End) > untouchedBefore)
            {
                continue;
            }

            foreach (var edit in edits)
            {
                text.Remove(edit.Span.Start, edit.Span.Length).Insert(edit.Span.Start, edit.NewText);
            }

            untouchedBefore = edits[^1].Span.Start;
            applied++;
        }

        return (text.ToString(), applied);
    }
}
