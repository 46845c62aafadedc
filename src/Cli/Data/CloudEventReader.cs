using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Simulation;

namespace Personalization.Journeys.Cli.Data;

/// <summary>CloudEvents 1.0 as JSON Lines, fitted to the events a workspace declares.</summary>
internal sealed class CloudEventReader(Workspace workspace)
{
    private const int Deepest = 64;

    private static readonly JsonDocumentOptions _strict = new() { MaxDepth = Deepest, AllowDuplicateProperties = false };

    /// <summary>Hands over what fits and refuses what does not, line by line.</summary>
    public void Read(Stream stream, string file, Action<HistoryEvent> take, Action<Reject> refuse)
    {
        foreach (var line in RecordedLines.Read(stream))
        {
            if (line.Bytes.IsEmpty && !line.TooLong)
            {
                continue;
            }

            if (line.TooLong)
            {
                refuse(new Reject(file, line.Number, "too large", $"{line.Length:N0} bytes, at most {RecordedLines.LongestRecord:N0} are taken", null, line.Length));
                continue;
            }

            var (text, badByte) = RecordedLines.Decode(line.Bytes);
            if (text is null)
            {
                var shown = Convert.ToBase64String(line.Bytes.Span);
                refuse(new Reject(file, line.Number, "not UTF-8", $"byte {badByte + 1} of the line is not UTF-8; the text is base64", shown, line.Length));
                continue;
            }

            var fit = Parse(text);
            if (fit.Value is { } taken)
            {
                take(taken);
            }
            else
            {
                refuse(new Reject(file, line.Number, fit.Kind, fit.Reason, text, line.Length));
            }
        }
    }

    public Fit<HistoryEvent> Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, _strict);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Fitted(document.RootElement)
                : Fit<HistoryEvent>.No("not an event", "the line is not an object");
        }
        catch (JsonException failure)
        {
            var kind = failure.Message.Contains("uplicate", StringComparison.Ordinal) ? "duplicate key"
                : failure.Message.Contains("depth", StringComparison.Ordinal) ? "too deep"
                : "not JSON";
            return Fit<HistoryEvent>.No(kind, FirstSentence(failure.Message));
        }
    }

    private Fit<HistoryEvent> Fitted(JsonElement json)
    {
        if (TextOf(json, "type") is not { } type)
        {
            return Fit<HistoryEvent>.No("missing field", "`type` is missing");
        }

        if (type.StartsWith("journeys.", StringComparison.Ordinal))
        {
            return Fit<HistoryEvent>.No("reserved type", $"`{type}` is said by channels only");
        }

        if (workspace.Event(type) is not { } declared)
        {
            var near = Closest.To(type, workspace.Events.Select(e => e.Name));
            return Fit<HistoryEvent>.No("unknown type", $"there is no event `{type}`" + (near is null ? "" : $", did you mean `{near}`?"));
        }

        if (TextOf(json, "id") is not { Length: > 0 } id)
        {
            return Fit<HistoryEvent>.No("missing field", "`id` is missing");
        }

        if (TextOf(json, "subject") is not { Length: > 0 } subject)
        {
            return Fit<HistoryEvent>.No("no customer", "`subject` is missing");
        }

        if (SubjectProblem(subject) is { } problem)
        {
            return Fit<HistoryEvent>.No("address as customer", problem);
        }

        if (TextOf(json, "time") is not { } time || !OffsetDateTimePattern.Rfc3339.Parse(time).TryGetValue(default, out var at))
        {
            return Fit<HistoryEvent>.No("wrong time", $"`time` must be a moment like 2010-12-24T09:00:00Z, got {Shown(json, "time")}");
        }

        var reader = new FieldReader(workspace.Settings.Currency);
        using var nothing = JsonDocument.Parse("{}");
        var data = reader.Record(json.TryGetProperty("data", out var given) ? given : nothing.RootElement, declared.Fields, "", "identifiers");
        if (reader.Wrong.Count + reader.Missing.Count > 0)
        {
            var reason = string.Join("; ", reader.Wrong.Concat(reader.Missing));
            return Fit<HistoryEvent>.No(reader.Wrong.Count > 0 ? "wrong field" : "missing field", reason);
        }

        var instant = at.ToInstant();
        return Fit<HistoryEvent>.Of(new HistoryEvent(subject, new CustomerEvent(TextOf(json, "source") ?? "", id, type, instant, instant, data)));
    }

    /// <summary>A customer's key is opaque; an address in its place would be kept in journals for ever.</summary>
    public static string? SubjectProblem(string subject)
    {
        if (subject.Contains('@', StringComparison.Ordinal))
        {
            return "`subject` looks like an e-mail address; use an opaque key";
        }

        return subject.StartsWith('+') && subject.Length > 7 && subject.Skip(1).All(c => char.IsAsciiDigit(c) || c is ' ' or '-')
            ? "`subject` looks like a phone number; use an opaque key"
            : null;
    }

    private static string? TextOf(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Shown(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetRawText() : "nothing";

    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(" Path:", StringComparison.Ordinal);
        return (end < 0 ? message : message[..end]).TrimEnd('.');
    }
}
