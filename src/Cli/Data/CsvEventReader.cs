using System.Text.Json.Nodes;
using CsvHelper;
using NodaTime.Text;
using Personalization.Journeys.Cli.Terminal;
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

    private readonly EventReader _events = new(workspace);

    public Refusal? Read(Stream stream, string file, Action<HistoryEvent> take, Action<Reject> refuse)
    {
        var declared = workspace.Event(map.Type);
        return CsvRows.Read(stream, file, map.Columns, csv => Event(csv, declared), json => _events.Parse(json), take, refuse);
    }

    private JsonObject Event(CsvReader csv, EventType? declared)
    {
        var data = new JsonObject();
        foreach (var (field, column) in map.Data.OrderBy(d => d.Key, StringComparer.Ordinal))
        {
            var text = csv.GetString(column);
            if (text.Length > 0)
            {
                data[field] = CsvRows.Cell(text, declared?.Find(field)?.Type);
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
}
