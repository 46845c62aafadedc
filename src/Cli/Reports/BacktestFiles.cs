using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime.Text;
using NodaTime;
using Personalization.Journeys.Cli.Data;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Sending;
using Personalization.Journeys.Runtime.Simulation;

namespace Personalization.Journeys.Cli.Reports;

/// <summary>`messages.jsonl`, `journeys.jsonl` and `segments.jsonl`: one fact a line, the same bytes for the same run.</summary>
internal static class BacktestFiles
{
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="mark">A word that every line carries when the customers or their reactions were not recorded: `assumed`, `simulated`.</param>
    public static void WriteMessages(string file, BacktestResult result, string? mark) => Write(file, result.Messages, mark, MessageLine.Write);

    public static void WriteRuns(string file, BacktestResult result, string? mark) => Write(file, result.Runs, mark, (json, run) =>
    {
        json.WriteString("run", run.Run);
        json.WriteString("customer", run.Customer);
        json.WriteString("journey", run.Journey);
        json.WriteNumber("version", run.Version);
        json.WriteString("entered_at", Moment(run.EnteredAt));
        json.WriteString("ended_at", run.EndedAt is { } ended ? Moment(ended) : null);
        json.WriteString("exit", run.Exit);
        json.WriteStartArray("goals");
        foreach (var goal in run.Goals)
        {
            json.WriteStringValue(goal);
        }

        json.WriteEndArray();
        json.WriteNumber("messages", run.Messages);
    });

    public static void WriteSegments(string file, BacktestResult result, bool members) => Write(file, result.Snapshots, null, (json, snapshot) =>
    {
        json.WriteString("at", Moment(snapshot.At));
        json.WriteString("segment", snapshot.Segment);
        json.WriteNumber("members", snapshot.Members);
        json.WriteString("checksum", snapshot.Checksum);
        if (members)
        {
            json.WriteStartArray("keys");
            foreach (var key in snapshot.Keys)
            {
                json.WriteStringValue(key);
            }

            json.WriteEndArray();
        }
    });

    public static void WriteSegmentDays(string file, BacktestResult result) => Write(file, result.SegmentDays, null, (json, day) =>
    {
        json.WriteString("day", day.Day.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture));
        json.WriteString("segment", day.Segment);
        json.WriteNumber("entered", day.Entered);
        json.WriteNumber("left", day.Left);
        json.WriteNumber("entered_without_event", day.EnteredWithoutEvent);
        json.WriteNumber("left_without_event", day.LeftWithoutEvent);
        json.WriteNumber("members", day.Members);
    });

    /// <summary>The table as one object, for programs.</summary>
    public static void WriteSummary(TextWriter output, Report report, Rejects rejects)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, _options with { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("mark", report.Mark);
            json.WriteNumber("events", report.Result.EventsApplied);
            json.WriteNumber("customers", report.Result.Customers);
            Counts(json, "rejected", rejects.ByKind);
            json.WriteStartArray("journeys");
            foreach (var journey in report.Journeys)
            {
                json.WriteStartObject();
                json.WriteString("journey", journey.Journey);
                json.WriteNumber("version", journey.Version);
                json.WriteNumber("entered", journey.Entered);
                json.WriteNumber("inside", journey.StillInside);
                Counts(json, "messages", journey.Messages.Select(m => new KeyValuePair<string, int>(ChannelNames.Of(m.Key), m.Value)));
                Counts(json, "skipped", journey.Skipped);
                Counts(json, "exits", journey.Exits);
                Counts(json, "followed", journey.Goals);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteLine(System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }

    private static void Counts(Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, int>> counts)
    {
        json.WriteStartObject(name);
        foreach (var (key, count) in counts)
        {
            json.WriteNumber(key, count);
        }

        json.WriteEndObject();
    }

    public static string Moment(Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    public static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLower(CultureInfo.InvariantCulture);

    private static void Write<T>(string file, IEnumerable<T> items, string? mark, Action<Utf8JsonWriter, T> fields)
    {
        using var stream = new BufferedStream(File.Create(file), 1 << 16);
        using var json = new Utf8JsonWriter(stream, _options);
        foreach (var item in items)
        {
            json.Reset();
            json.WriteStartObject();
            fields(json, item);
            if (mark is not null)
            {
                json.WriteBoolean(mark, true);
            }

            json.WriteEndObject();
            json.Flush();
            stream.WriteByte((byte)'\n');
        }
    }
}
