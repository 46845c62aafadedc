using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Personalization.Journeys.Runtime.Simulation;

namespace Personalization.Journeys.Cli.Reports;

/// <summary>`messages.jsonl`, `journeys.jsonl` and `segments.jsonl`: one fact a line, the same bytes for the same run.</summary>
internal static class BacktestFiles
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="mark">A word that every line carries when the customers or their reactions were not recorded: `assumed`, `simulated`.</param>
    public static void WriteMessages(string file, BacktestResult result, string? mark) => Write(file, result.Messages, mark, (json, message) =>
    {
        json.WriteString("send_key", message.SendKey);
        json.WriteString("at", Moment(message.At));
        json.WriteString("customer", message.Customer);
        json.WriteString("journey", message.Journey);
        json.WriteNumber("version", message.Version);
        json.WriteString("step", message.Step);
        json.WriteString("channel", Lower(message.Channel));
        json.WriteString("template", message.Template);
        json.WriteString("purpose", message.Purpose);
        json.WriteString("status", Lower(message.Status));
        json.WriteString("reason", message.Reason);
        json.WriteString("arm", message.Arm);
        json.WriteString("run", message.Run);
    });

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

    public static string Moment(Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    public static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLower(CultureInfo.InvariantCulture);

    private static void Write<T>(string file, IEnumerable<T> items, string? mark, Action<Utf8JsonWriter, T> fields)
    {
        using var stream = new BufferedStream(File.Create(file), 1 << 16);
        using var json = new Utf8JsonWriter(stream, Options);
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
