using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using NodaTime;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Runtime.Serialization;

/// <summary>What stored JSON is made of, beyond what JSON itself has.</summary>
internal static class JsonOut
{
    private const int LongestLength = 32;

    /// <summary>Whole seconds, and a fraction only where there is one.</summary>
    public static void Length(this Utf8JsonWriter json, Duration value)
    {
        var seconds = (((long)value.Days * NodaConstants.SecondsPerDay) + (value.NanosecondOfDay / NodaConstants.NanosecondsPerSecond));
        var nanoseconds = Math.Abs(value.NanosecondOfDay % NodaConstants.NanosecondsPerSecond);
        if (nanoseconds == 0)
        {
            json.WriteNumberValue(seconds);
            return;
        }

        Span<byte> text = stackalloc byte[LongestLength];
        var isNegative = value < Duration.Zero;
        var wrote = isNegative
            ? System.Text.Unicode.Utf8.TryWrite(text, CultureInfo.InvariantCulture, $"-{-seconds}.{nanoseconds:000000000}", out var length)
            : System.Text.Unicode.Utf8.TryWrite(text, CultureInfo.InvariantCulture, $"{seconds}.{nanoseconds:000000000}", out length);
        System.Diagnostics.Debug.Assert(wrote);
        json.WriteRawValue(text[..length].TrimEnd((byte)'0'), skipInputValidation: true);
    }

    public static void At(this Utf8JsonWriter json, Instant at) => json.Length(at - NodaConstants.UnixEpoch);

    public static void At(this Utf8JsonWriter json, Instant? at)
    {
        if (at is { } value)
        {
            json.At(value);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    /// <summary>A property that is left out when there is nothing to say; so are those below.</summary>
    public static void At(this Utf8JsonWriter json, ReadOnlySpan<byte> name, Instant? at)
    {
        if (at is { } value)
        {
            json.WritePropertyName(name);
            json.At(value);
        }
    }

    public static void Record(this Utf8JsonWriter json, ReadOnlySpan<byte> name, RecordValue record)
    {
        if (record.Fields.Count > 0)
        {
            json.WritePropertyName(name);
            Values.Write(json, record);
        }
    }

    public static void List<T>(this Utf8JsonWriter json, ReadOnlySpan<byte> name, ImmutableArray<T> list, StoredFormat.Write<T> write)
    {
        if (!list.IsEmpty)
        {
            json.WritePropertyName(name);
            json.List(list, write);
        }
    }

    /// <summary>A list of things that are named after whom they belong to.</summary>
    public static void List<T>(this Utf8JsonWriter json, ReadOnlySpan<byte> name, string owner, ImmutableArray<T> list, Action<Utf8JsonWriter, string, T> write)
    {
        if (list.IsEmpty)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var one in list)
        {
            write(json, owner, one);
        }

        json.WriteEndArray();
    }

    public static void Map<T>(this Utf8JsonWriter json, ReadOnlySpan<byte> name, ImmutableSortedDictionary<string, T> map, StoredFormat.Write<T> write)
    {
        if (map.IsEmpty)
        {
            return;
        }

        json.WriteStartObject(name);
        foreach (var (key, value) in map)
        {
            json.WritePropertyName(key);
            write(json, value);
        }

        json.WriteEndObject();
    }

    public static void List<T>(this Utf8JsonWriter json, ImmutableArray<T> list, StoredFormat.Write<T> write)
    {
        json.WriteStartArray();
        foreach (var one in list)
        {
            write(json, one);
        }

        json.WriteEndArray();
    }

    public static void Integer(this Utf8JsonWriter json, int? value)
    {
        if (value is { } number)
        {
            json.WriteNumberValue(number);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    public static void Name<T>(this Utf8JsonWriter json, T value)
        where T : struct, Enum => json.WriteStringValue(EnumNames<T>.Of(value));

    public static void Hashes(this Utf8JsonWriter json, ImmutableArray<ulong> hashes)
    {
        if (BitConverter.IsLittleEndian)
        {
            json.WriteBase64StringValue(MemoryMarshal.AsBytes(hashes.AsSpan()));
            return;
        }

        var bytes = new byte[hashes.Length * sizeof(ulong)];
        for (var i = 0; i < hashes.Length; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(i * sizeof(ulong)), hashes[i]);
        }

        json.WriteBase64StringValue(bytes);
    }
}
