using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Personalization.Journeys.Runtime.Serialization;

/// <summary>
/// One kind of stored JSON and its versions: a list that begins with the version. What was written by an older program is
/// lifted step by step before it is read. Bytes that are not of this kind are a <see cref="FormatException"/>.
/// </summary>
/// <param name="lifts">From version 1 to 2, from 2 to 3 and so on: each makes of the older form the next one, its version included.</param>
internal sealed class StoredFormat(string kind, params ImmutableArray<Func<JsonNode, JsonNode>> lifts)
{
    private const int InitialBytes = 4 * 1024;
    private const int MostKeptBytes = 256 * 1024;

    private static readonly JsonWriterOptions _compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    // A writer and its buffer are worth keeping; every thread has its own.
    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Json)? _kept;

    public delegate void Write<in T>(Utf8JsonWriter json, T value);

    public delegate T Read<out T>(ref JsonIn json);

    public int Version => lifts.Length + 1;

    public byte[] Encode<T>(T value, Write<T> write)
    {
        var (buffer, json) = _kept ?? NewWriter();
        _kept = null;
        json.WriteStartArray();
        json.WriteNumberValue(Version);
        write(json, value);
        json.WriteEndArray();
        json.Flush();
        var bytes = buffer.WrittenSpan.ToArray();
        if (buffer.Capacity <= MostKeptBytes)
        {
            buffer.ResetWrittenCount();
            json.Reset();
            _kept = (buffer, json);
        }

        return bytes;
    }

    /// <summary>Bytes that can be written into several documents as they are.</summary>
    public static byte[] Part<T>(T value, Write<T> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, _compact);
        write(json, value);
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <param name="read">Reads what follows the version.</param>
    public T Decode<T>(ReadOnlySpan<byte> bytes, Read<T> read)
    {
        try
        {
            var json = new JsonIn(bytes);
            json.OpenList();
            var version = json.Integer();
            if (version == Version)
            {
                return Finish(ref json, read);
            }

            var lifted = new JsonIn(Lift(bytes, version));
            lifted.OpenList();
            lifted.Integer();
            return Finish(ref lifted, read);
        }
        catch (Exception damage) when (damage is JsonException or InvalidOperationException or ArgumentException or OverflowException)
        {
            throw new FormatException($"a stored {kind} can not be read: {damage.Message}", damage);
        }
    }

    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Json) NewWriter()
    {
        var buffer = new ArrayBufferWriter<byte>(InitialBytes);
        return (buffer, new Utf8JsonWriter(buffer, _compact));
    }

    private static T Finish<T>(ref JsonIn json, Read<T> read)
    {
        var value = read(ref json);
        json.CloseList();
        json.End();
        return value;
    }

    private byte[] Lift(ReadOnlySpan<byte> bytes, int version)
    {
        if (version < 1 || version > Version)
        {
            throw new FormatException($"a stored {kind} has format {version}, and this program reads 1 to {Version}: it was written by a newer one");
        }

        var node = JsonNode.Parse(bytes)!;
        foreach (var lift in lifts[(version - 1)..])
        {
            node = lift(node);
        }

        return JsonSerializer.SerializeToUtf8Bytes(node);
    }
}
