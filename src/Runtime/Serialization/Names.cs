using System.Text;
using System.Text.Json;

namespace Personalization.Journeys.Runtime.Serialization;

/// <summary>
/// The names of fields, events, steps and segments, each as one string however many documents are read. A table of fixed
/// size: a name that meets another in its place takes it over, and nothing but memory is at stake.
/// </summary>
internal static class Names
{
    private const int Slots = 4_096;
    private const int Longest = 64;

    private static readonly Entry?[] _entries = new Entry?[Slots];

    /// <summary>The text of the name or string that a reader stands at.</summary>
    public static string Of(ref Utf8JsonReader json)
    {
        return json.ValueIsEscaped || json.ValueSpan.Length > Longest ? json.GetString()! : Of(json.ValueSpan);
    }

    public static string Of(ReadOnlySpan<byte> utf8)
    {
        ref var entry = ref _entries[Hash(utf8) % Slots];
        if (entry is { } known && utf8.SequenceEqual(known.Utf8))
        {
            return known.Text;
        }

        var text = Encoding.UTF8.GetString(utf8);
        entry = new Entry(utf8.ToArray(), text);
        return text;
    }

    private static uint Hash(ReadOnlySpan<byte> utf8)
    {
        var hash = 2_166_136_261u;
        foreach (var one in utf8)
        {
            hash = (hash ^ one) * 16_777_619u;
        }

        return hash ^ (hash >> 15);
    }

    private sealed record Entry(byte[] Utf8, string Text);
}
