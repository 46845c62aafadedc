using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Personalization.Journeys.Language.Diagnostics;

/// <summary>Diagnostics for programs: `{"diagnostics":[…]}`. Fields may be added, never renamed.</summary>
public static class DiagnosticJson
{
    internal static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    public static string Render(IEnumerable<Diagnostic> diagnostics)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteStartArray("diagnostics");
            foreach (var diagnostic in diagnostics)
            {
                Write(json, diagnostic);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter json, Diagnostic diagnostic)
    {
        var place = diagnostic.Location;
        var (endLine, endColumn) = place.Source.PositionOf(place.Span.End);
        json.WriteStartObject();
        json.WriteString("code", diagnostic.Code);
        json.WriteString("severity", diagnostic.Severity.ToString().ToLowerInvariant());
        json.WriteString("file", place.Path);
        json.WriteNumber("line", place.Line);
        json.WriteNumber("column", place.Column);
        json.WriteNumber("endLine", endLine);
        json.WriteNumber("endColumn", endColumn);
        json.WriteString("message", diagnostic.Message);
        json.WriteString("label", diagnostic.Label);
        json.WriteString("why", diagnostic.Why);
        json.WriteString("help", diagnostic.Help);
        json.WriteBoolean("fix", diagnostic.Fix.Length > 0);
        json.WriteEndObject();
    }
}
