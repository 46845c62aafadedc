using System.Text.Json;

namespace Personalization.Journeys.Runtime.Serialization;

/// <summary>The members of an enumeration as they are stored: by name, so that their order is free to change.</summary>
internal static class EnumNames<T>
    where T : struct, Enum
{
    private static readonly T[] _values = Enum.GetValues<T>();
    private static readonly JsonEncodedText[] _names = [.. _values.Select(v => JsonEncodedText.Encode(v.ToString()))];

    public static JsonEncodedText Of(T value) => _names[Array.IndexOf(_values, value)];

    public static T? Find(ref Utf8JsonReader json)
    {
        for (var i = 0; i < _names.Length; i++)
        {
            if (json.ValueTextEquals(_names[i].EncodedUtf8Bytes))
            {
                return _values[i];
            }
        }

        return null;
    }
}
