using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsvHelper;
using NodaTime.Text;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Cli.Workspaces;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Ingress;
using Personalization.Journeys.Runtime.Simulation;

namespace Personalization.Journeys.Cli.Data;

/// <summary>
/// Rows of a CSV file as events, by a map of columns. A row is written as the CloudEvent it means and then read like
/// one, so that both ways refuse the same things with the same words.
/// </summary>
internal sealed class CsvEventReader(Workspace workspace, ColumnMap map)
{
    private static readonly LocalDateTimePattern _plain = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss");

    private static readonly JsonSerializerOptions _written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly EventReader _events = new(workspace);

    public Refusal? Read(Stream stream, string file, Action<HistoryEvent> take, Action<Reject> refuse)
    {
        using var csv = CsvReader.Create(stream, CsvReaderOptions.Default with { TrackLineNumbers = true, MaxRecordSize = StrictJson.Largest }, leaveOpen: true);
        csv.ReadHeader();
        if (map.MissingFrom(csv.Headers) is { } missing)
        {
            var near = Closest.To(missing, csv.Headers);
            return Refusal.Misuse($"`{file}` has no column `{missing}`", near is null ? $"it has {string.Join(", ", csv.Headers)}" : $"did you mean `{near}`?");
        }

        var declared = workspace.Event(map.Type);
        while (csv.Read())
        {
            var json = Event(csv, declared).ToJsonString(_written);
            var fit = json.Contains(TextFile.Unreadable)
                ? Fit.No<HistoryEvent>("not UTF-8", "", "a cell of the row holds bytes that are not UTF-8")
                : _events.Parse(Encoding.UTF8.GetBytes(json));
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

    private JsonObject Event(CsvReader csv, EventType? declared)
    {
        var data = new JsonObject();
        foreach (var (field, column) in map.Data.OrderBy(d => d.Key, StringComparer.Ordinal))
        {
            var text = csv.GetString(column);
            if (text.Length > 0)
            {
                data[field] = Cell(text, declared?.Find(field)?.Type);
            }
        }

        return new JsonObject
        {
            ["specversion"] = "1.0",
            ["source"] = "csv",
            ["type"] = map.Type,
            ["id"] = csv.GetString(map.Id),
            ["time"] = Moment(csv.GetString(map.Time)),
            ["subject"] = csv.GetString(map.Subject),
            ["data"] = data,
        };
    }

    /// <summary>A date with a time and no zone is UTC, as exports mostly mean it.</summary>
    private static string Moment(string text) => _plain.Parse(text).TryGetValue(default, out var plain)
        ? InstantPattern.ExtendedIso.Format(plain.InUtc().ToInstant())
        : text;

    private static JsonNode? Cell(string text, DataType? type) => type switch
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
