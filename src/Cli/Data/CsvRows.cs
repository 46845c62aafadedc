using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsvHelper;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Cli.Workspaces;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Ingress;

namespace Personalization.Journeys.Cli.Data;

/// <summary>Rows of a CSV file, each written as the JSON it means, so that both forms refuse the same things with the same words.</summary>
internal static class CsvRows
{
    private static readonly JsonSerializerOptions _written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="columns">What the map names.</param>
    public static Refusal? Read<T>(
        Stream stream, string file, IEnumerable<string> columns, Func<CsvReader, JsonObject> write, Func<byte[], Fit<T>> parse, Action<T> take, Action<Reject> refuse)
        where T : class
    {
        using var csv = CsvReader.Create(stream, CsvReaderOptions.Default with { TrackLineNumbers = true, MaxRecordSize = StrictJson.Largest }, leaveOpen: true);
        csv.ReadHeader();
        if (columns.FirstOrDefault(c => !csv.Headers.Contains(c, StringComparer.Ordinal)) is { } missing)
        {
            var near = Closest.To(missing, csv.Headers);
            return Refusal.Misuse($"`{file}` has no column `{missing}`", near is null ? $"it has {string.Join(", ", csv.Headers)}" : $"did you mean `{near}`?");
        }

        while (csv.Read())
        {
            var json = write(csv).ToJsonString(_written);
            var fit = json.Contains(TextFile.Unreadable)
                ? Fit.No<T>("not UTF-8", "", "a cell of the row holds bytes that are not UTF-8")
                : parse(Encoding.UTF8.GetBytes(json));
            if (fit.Value is { } taken)
            {
                take(taken);
            }
            else
            {
                refuse(new Reject(file, csv.LineNumber, fit.Kind, fit.Reason, json, csv.RawRecord.Length));
            }
        }

        return null;
    }

    public static JsonNode? Cell(string text, DataType? type) => type switch
    {
        NumberType or MoneyType or PercentType when decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) => number,
        BooleanType when bool.TryParse(text, out var truth) => truth,
        ListType or RecordType => Parsed(text),
        _ => text,
    };

    private static JsonNode? Parsed(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            // Read as text, it is refused with the sentence of its field.
            return text;
        }
    }
}
