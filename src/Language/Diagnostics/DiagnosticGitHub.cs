using System.Text;

namespace Personalization.Journeys.Language.Diagnostics;

/// <summary>Diagnostics as workflow commands that GitHub shows as annotations.</summary>
public static class DiagnosticGitHub
{
    public static string Render(IEnumerable<Diagnostic> diagnostics)
    {
        var text = new StringBuilder();
        foreach (var diagnostic in diagnostics)
        {
            var place = diagnostic.Location;
            var (endLine, endColumn) = place.Source.PositionOf(place.Span.End);
            var level = diagnostic.Severity switch
            {
                Severity.Error => "error",
                Severity.Warning => "warning",
                _ => "notice",
            };
            text.Append("::").Append(level)
                .Append(" file=").Append(Property(place.Path))
                .Append(",line=").Append(place.Line).Append(",endLine=").Append(endLine)
                .Append(",col=").Append(place.Column).Append(",endColumn=").Append(endColumn)
                .Append(",title=").Append(diagnostic.Code)
                .Append("::").Append(Data(diagnostic.Help is { } help ? $"{diagnostic.Message}\n{help}" : diagnostic.Message))
                .Append('\n');
        }

        return text.ToString();
    }

    private static string Data(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text)
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);
}
