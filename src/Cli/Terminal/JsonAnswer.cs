using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Personalization.Journeys.Cli.Terminal;

/// <summary>Answers of `--format json`.</summary>
internal static class JsonAnswer
{
    private static readonly JsonWriterOptions _options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One object and a line end.</summary>
    public static void WriteJson(this CommandIo io, Action<Utf8JsonWriter> fields) => io.Output.WriteLine(Of(fields));

    public static string Of(Action<Utf8JsonWriter> fields)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, _options))
        {
            json.WriteStartObject();
            fields(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
