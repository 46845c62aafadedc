using System.Text.Json;
using NodaTime;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Simulation;

namespace Personalization.Journeys.Runtime.Ingress;

/// <summary>CloudEvents 1.0 in JSON, fitted to the events a workspace declares.</summary>
public sealed class EventReader(Workspace workspace)
{
    /// <summary>Types that begin so are not declared by anybody.</summary>
    public const string Reserved = "journeys.";

    private const int LongestId = 256;
    private const int LongestSource = 1024;

    private static readonly string[] _attributes = ["specversion", "id", "source", "type", "subject", "time", "data", "datacontenttype", "dataschema"];

    private static readonly JsonElement _nothing = JsonElement.Parse("{}");

    /// <param name="arrivedAt">The time of arrival, which is also the time of an event that names none; null for a recorded event, which must name it.</param>
    public Fit<HistoryEvent> Parse(ReadOnlyMemory<byte> utf8, Instant? arrivedAt = null)
    {
        var json = StrictJson.Parse(utf8);
        using var document = json.Value;
        return document is null ? json.As<HistoryEvent>() : Read(document.RootElement, arrivedAt);
    }

    public Fit<HistoryEvent> Read(JsonElement json, Instant? arrivedAt = null)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return Fit.No<HistoryEvent>("not an event", "", "the event is not an object");
        }

        var problems = new List<(string Kind, FieldProblem Problem)>();
        void Refuse(string kind, string field, string message) => problems.Add((kind, new FieldProblem(field, message)));

        var declared = Declared(json, Refuse);
        var id = Named(json, "id", LongestId, "missing field", Refuse);
        var subject = Named(json, "subject", int.MaxValue, "no customer", Refuse);
        if (subject is not null && CustomerKey.Problem(subject, "subject") is { } problem)
        {
            Refuse("address as customer", "subject", problem);
        }

        var at = Moment(json, arrivedAt, Refuse);
        if (json.TryGetProperty("specversion", out var spec) && !(spec.ValueKind == JsonValueKind.String && spec.ValueEquals("1.0")))
        {
            Refuse("wrong field", "specversion", $"`specversion` must be \"1.0\", got {Shown(spec)}");
        }

        var source = json.TryGetProperty("source", out var named) ? named.ValueKind == JsonValueKind.String ? named.GetString()! : null : "";
        if (source is null || source.Length > LongestSource)
        {
            Refuse("wrong field", "source", $"`source` must be text of at most {LongestSource:N0} characters");
        }

        if (json.TryGetProperty("data_base64", out _))
        {
            Refuse("wrong field", "data_base64", "`data_base64` is not taken; write the fields as JSON in `data`");
        }

        var reader = new FieldReader(workspace.Settings.Currency, "data.");
        var data = declared is null
            ? RecordValue.Empty
            : reader.Record(json.TryGetProperty("data", out var given) ? given : _nothing, declared.Fields, "", "identifiers");
        problems.AddRange(reader.Wrong.Select(p => ("wrong field", p)));
        problems.AddRange(reader.Missing.Select(p => ("missing field", p)));
        return problems.Count > 0
            ? Fit.No<HistoryEvent>(problems[0].Kind, problems.Select(p => p.Problem))
            : Fit.Of(new HistoryEvent(subject!, new CustomerEvent(source!, id!, declared!.Name, at, arrivedAt ?? at, data)));
    }

    private EventType? Declared(JsonElement json, Action<string, string, string> refuse)
    {
        if (Named(json, "type", int.MaxValue, "missing field", refuse) is not { } type)
        {
            return null;
        }

        if (type.StartsWith(Reserved, StringComparison.Ordinal))
        {
            refuse("reserved type", "type", $"`{Shortened(type)}` is said by channels only");
            return null;
        }

        if (workspace.Event(type) is { } declared)
        {
            return declared;
        }

        var near = Closest.To(Shortened(type), workspace.Events.Select(e => e.Name));
        refuse("unknown type", "type", $"there is no event `{Shortened(type)}`" + (near is null ? "" : $", did you mean `{near}`?"));
        return null;
    }

    private static Instant Moment(JsonElement json, Instant? arrivedAt, Action<string, string, string> refuse)
    {
        if (!json.TryGetProperty("time", out var time) && arrivedAt is { } arrival)
        {
            return arrival;
        }

        if (time.ValueKind == JsonValueKind.String && MomentText.Read(time.GetString()!) is { } at)
        {
            return at;
        }

        var got = time.ValueKind == JsonValueKind.Undefined ? "nothing" : Shown(time);
        refuse("wrong time", "time", $"`time` must be a moment like 2010-12-24T09:00:00Z, got {got}");
        return default;
    }

    /// <summary>A text that must be there. When it is not, the name that looks like a slip of it is named.</summary>
    private static string? Named(JsonElement json, string name, int longest, string kind, Action<string, string, string> refuse)
    {
        if (json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text)
        {
            if (text.Length <= longest)
            {
                return text;
            }

            refuse("wrong field", name, $"`{name}` has {text.Length:N0} characters, at most {longest} are taken");
            return null;
        }

        var slip = json.EnumerateObject().Select(p => p.Name).FirstOrDefault(n => Closest.To(n, [name]) is not null && !_attributes.Contains(n));
        refuse(kind, name, value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.String
            ? $"`{name}` is missing" + (slip is null ? "" : $"; `{Shortened(slip)}` is not known")
            : $"`{name}` must be text, got {Shown(value)}");
        return null;
    }

    private static string Shown(JsonElement json) => Shortened(json.GetRawText());

    private static string Shortened(string text) => text.Length > 40 ? string.Concat(text.AsSpan(0, 40), "…") : text;
}
