using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;

namespace Personalization.Journeys.Language.Program;

/// <summary>
/// The one form of a program that is stored, compared and hashed: keys in ordinal order, nothing that only says where
/// something stands or explains it, decimals without trailing zeros. What is absent is left out.
/// </summary>
public static partial class CanonicalJson
{
    private static readonly JsonSerializerOptions _compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions _indented = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true, NewLine = "\n" };

    public static string Of(Journey journey, bool indented = false) => Node(journey).ToJsonString(indented ? _indented : _compact);

    /// <summary>Everything but the tests.</summary>
    public static string Of(Workspace workspace, bool indented = false) => Node(workspace, Node).ToJsonString(indented ? _indented : _compact);

    public static string Of(Expression expression) => Node(expression)!.ToJsonString(_compact);

    public static string Of(DataType type) => Node(type).ToJsonString(_compact);

    /// <summary>First 16 hex digits of SHA-256.</summary>
    public static string HashOf(string canonical) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))[..16];

    /// <summary>Of everything but the tests; journeys, which carry their own hash by then, count with that.</summary>
    public static string HashOf(Workspace workspace) =>
        HashOf(Node(workspace, j => Object(("name", j.Name), ("hash", j.Hash))).ToJsonString(_compact));

    private static JsonObject Object(params ReadOnlySpan<(string Key, JsonNode? Value)> members)
    {
        var sorted = new SortedDictionary<string, JsonNode>(StringComparer.Ordinal);
        foreach (var (key, value) in members)
        {
            if (value is not null)
            {
                sorted.Add(key, value);
            }
        }

        return new JsonObject(sorted.Select(m => KeyValuePair.Create<string, JsonNode?>(m.Key, m.Value)));
    }

    /// <summary>Null when empty: an empty list says nothing.</summary>
    private static JsonArray? List<T>(ImmutableArray<T> items, Func<T, JsonNode?> node) => items.IsEmpty ? null : new JsonArray([.. items.Select(node)]);

    private static JsonArray? Texts(ImmutableArray<string> items) => List(items, t => JsonValue.Create(t));

    private static JsonValue? Text(string? text) => text is null ? null : JsonValue.Create(text);

    private static JsonValue Enum<T>(T value)
        where T : struct, Enum => JsonValue.Create(value.ToString());

    private static JsonValue? Flag(bool value) => value ? JsonValue.Create(true) : null;

    private static JsonValue? Decimal(decimal? value) => value is { } number ? JsonValue.Create(number / 1.0000000000000000000000000000m) : null;

    private static JsonValue? Length(Duration? value) => value is { } length ? JsonValue.Create(DurationPattern.JsonRoundtrip.Format(length)) : null;

    private static JsonValue? Length(CalendarDuration? value) => value is { } length ? JsonValue.Create(length.ToString()) : null;

    private static JsonValue? Time(LocalTime? value) => value is { } time ? JsonValue.Create(LocalTimePattern.ExtendedIso.Format(time)) : null;

    private static JsonValue? Date(LocalDate? value) => value is { } date ? JsonValue.Create(LocalDatePattern.Iso.Format(date)) : null;
}
