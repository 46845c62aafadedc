using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;

namespace Personalization.Journeys.Language.Review.Graph;

/// <summary>The picture's model as JSON: boxes and edges for other tools.</summary>
public static class GraphJson
{
    private static readonly JsonWriterOptions _options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(GraphModel model)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, _options))
        {
            json.WriteStartObject();
            json.WriteString("journey", model.Name);
            json.WriteNumber("version", model.Version);
            Optional(json, "documentation", model.Documentation);
            Texts(json, "summary", model.Summary);
            json.WriteStartArray("boxes");
            foreach (var box in model.Boxes)
            {
                Box(json, box);
            }

            json.WriteEndArray();
            json.WriteStartArray("edges");
            foreach (var edge in model.Edges)
            {
                json.WriteStartObject();
                json.WriteString("from", edge.From);
                json.WriteString("to", edge.To);
                Optional(json, "label", edge.Label);
                if (edge.Back)
                {
                    json.WriteBoolean("back", true);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Box(Utf8JsonWriter json, GraphBox box)
    {
        json.WriteStartObject();
        json.WriteString("id", box.Id);
        json.WriteString("kind", box.Kind.ToString().ToLowerInvariant());
        json.WriteString("title", box.Title);
        Texts(json, "details", box.Details);
        if (box.Steps.Length > 1)
        {
            Texts(json, "steps", box.Steps);
        }

        if (box.Since is { } since)
        {
            json.WriteNumber("earliest_seconds", Seconds(since.Earliest));
            if (since.Latest is { } latest)
            {
                json.WriteNumber("latest_seconds", Seconds(latest));
            }
        }

        Optional(json, "purpose", box.Purpose);
        Optional(json, "documentation", box.Documentation);
        Optional(json, "path", box.Path);
        if (box.Line is { } line)
        {
            json.WriteNumber("line", line);
        }

        json.WriteEndObject();
    }

    private static long Seconds(Duration duration) => (long)duration.TotalSeconds;

    private static void Optional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
