using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using NodaTime;

namespace Personalization.Journeys.Runtime.Serialization;

/// <summary>
/// Reads stored JSON in the order in which it was written, always standing at what comes next. Anything else that stands
/// there is a <see cref="FormatException"/>.
/// </summary>
internal ref struct JsonIn
{
    private const int MostDepth = 256;
    private const int NanosecondDigits = 9;

    private Utf8JsonReader _json;

    public JsonIn(ReadOnlySpan<byte> bytes)
    {
        _json = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = MostDepth });
        _json.Read();
    }

    public delegate T Read<out T>(ref JsonIn json);

    /// <summary>The customer whose document it is, once that is read.</summary>
    public string Owner { get; set; } = "";

    public readonly JsonTokenType Token => _json.TokenType;

    /// <summary>Whether the list or object that is open holds nothing more.</summary>
    public readonly bool IsAtEnd => _json.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject;

    /// <summary>Nothing may follow.</summary>
    public void End()
    {
        if (_json.CurrentDepth != 0 || _json.Read())
        {
            throw Unexpected();
        }
    }

    public void OpenList() => Pass(JsonTokenType.StartArray);

    public void CloseList() => Pass(JsonTokenType.EndArray);

    public void OpenObject() => Pass(JsonTokenType.StartObject);

    public void CloseObject() => Pass(JsonTokenType.EndObject);

    /// <summary>Passes the name of a property when it is the next one.</summary>
    public bool Has(ReadOnlySpan<byte> name)
    {
        if (Token != JsonTokenType.PropertyName || !_json.ValueTextEquals(name))
        {
            return false;
        }

        _json.Read();
        return true;
    }

    /// <summary>Passes a name that is `$` and three capital letters.</summary>
    public string? HasCurrency()
    {
        if (Token != JsonTokenType.PropertyName
            || _json.ValueSpan is not [(byte)'$', >= (byte)'A' and <= (byte)'Z', >= (byte)'A' and <= (byte)'Z', >= (byte)'A' and <= (byte)'Z'])
        {
            return null;
        }

        return Passed(Names.Of(_json.ValueSpan[1..]));
    }

    public string Name()
    {
        if (Token != JsonTokenType.PropertyName)
        {
            throw Unexpected();
        }

        return Passed(Names.Of(ref _json));
    }

    /// <summary>Passes a null when it is next.</summary>
    public bool HasNull()
    {
        if (Token != JsonTokenType.Null)
        {
            return false;
        }

        _json.Read();
        return true;
    }

    public string Text()
    {
        Expect(JsonTokenType.String);
        return Passed(_json.GetString()!);
    }

    /// <summary>A text of which there are few in all documents together, shared between them.</summary>
    public string Word()
    {
        Expect(JsonTokenType.String);
        return Passed(Names.Of(ref _json));
    }

    public string? OptionalText() => HasNull() ? null : Text();

    public string? OptionalWord() => HasNull() ? null : Word();

    public bool Flag()
    {
        var value = _json.GetBoolean();
        return Passed(value);
    }

    public int Integer()
    {
        Expect(JsonTokenType.Number);
        return _json.TryGetInt32(out var value) ? Passed(value) : throw Unexpected();
    }

    public int? OptionalInteger() => HasNull() ? null : Integer();

    public long Long()
    {
        Expect(JsonTokenType.Number);
        return _json.TryGetInt64(out var value) ? Passed(value) : throw Unexpected();
    }

    public decimal Decimal()
    {
        Expect(JsonTokenType.Number);
        return _json.TryGetDecimal(out var value) ? Passed(value) : throw Unexpected();
    }

    public double Double()
    {
        Expect(JsonTokenType.Number);
        return _json.TryGetDouble(out var value) ? Passed(value) : throw Unexpected();
    }

    public byte[] Bytes()
    {
        Expect(JsonTokenType.String);
        return _json.TryGetBytesFromBase64(out var value) ? Passed(value) : throw Unexpected();
    }

    /// <summary>Seconds with their fraction, to the nanosecond.</summary>
    public Duration Length()
    {
        Expect(JsonTokenType.Number);
        if (_json.TryGetInt64(out var whole))
        {
            return Passed(Duration.FromSeconds(whole));
        }

        var text = _json.ValueSpan;
        var point = text.IndexOf((byte)'.');
        var fraction = text[(point + 1)..];
        if (point < 0 || fraction.Length > NanosecondDigits
            || !Utf8Parser.TryParse(text[..point], out whole, out var used) || used != point
            || !Utf8Parser.TryParse(fraction, out int nanoseconds, out used) || used != fraction.Length || fraction[0] == '-')
        {
            throw Unexpected();
        }

        for (var digits = fraction.Length; digits < NanosecondDigits; digits++)
        {
            nanoseconds *= 10;
        }

        return Passed(Duration.FromSeconds(whole) + Duration.FromNanoseconds(text[0] == '-' ? -(long)nanoseconds : nanoseconds));
    }

    public Instant At() => NodaConstants.UnixEpoch + Length();

    public Instant? OptionalAt() => HasNull() ? null : At();

    public T Name<T>()
        where T : struct, Enum
    {
        Expect(JsonTokenType.String);
        return EnumNames<T>.Find(ref _json) is { } value ? Passed(value) : throw Unexpected();
    }

    public ImmutableArray<T> List<T>(Read<T> read)
    {
        OpenList();
        if (IsAtEnd)
        {
            CloseList();
            return [];
        }

        var list = ImmutableArray.CreateBuilder<T>(2);
        while (!IsAtEnd)
        {
            list.Add(read(ref this));
        }

        CloseList();
        return list.DrainToImmutable();
    }

    public ImmutableSortedDictionary<string, T> Map<T>(Read<T> read)
    {
        OpenObject();
        var map = ImmutableSortedDictionary.CreateBuilder<string, T>(StringComparer.Ordinal);
        while (!IsAtEnd)
        {
            var name = Name();
            map[name] = read(ref this);
        }

        CloseObject();
        return map.ToImmutable();
    }

    /// <summary>64-bit numbers in one text.</summary>
    public ImmutableArray<ulong> Hashes()
    {
        Expect(JsonTokenType.String);
        var text = _json.ValueSpan;
        var bytes = ArrayPool<byte>.Shared.Rent(text.Length);
        try
        {
            if (Base64.DecodeFromUtf8(text, bytes, out _, out var written) != OperationStatus.Done || written % sizeof(ulong) != 0)
            {
                throw Unexpected();
            }

            var hashes = new ulong[written / sizeof(ulong)];
            for (var i = 0; i < hashes.Length; i++)
            {
                hashes[i] = BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(i * sizeof(ulong)));
            }

            return Passed(ImmutableCollectionsMarshal.AsImmutableArray(hashes));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    public readonly FormatException Unexpected() => new($"what stands at byte {_json.TokenStartIndex} of what is stored is not what belongs there");

    private readonly void Expect(JsonTokenType token)
    {
        if (_json.TokenType != token)
        {
            throw Unexpected();
        }
    }

    private void Pass(JsonTokenType token)
    {
        Expect(token);
        _json.Read();
    }

    private T Passed<T>(T value)
    {
        _json.Read();
        return value;
    }
}
