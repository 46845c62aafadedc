using System.Text.Json;
using System.Text.Unicode;

namespace Personalization.Journeys.Runtime.Ingress;

/// <summary>JSON as it may come in: UTF-8, of a bounded size and depth, no key twice, every text whole.</summary>
public static class StrictJson
{
    /// <summary>Of one event or one command.</summary>
    public const int Largest = 256 * 1024;

    public const int Deepest = 64;

    private static readonly JsonDocumentOptions _strict = new() { MaxDepth = Deepest, AllowDuplicateProperties = false };

    public static Fit<JsonDocument> Parse(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Length > Largest)
        {
            return Fit.No<JsonDocument>("too large", "", $"{utf8.Length:N0} bytes, at most {Largest:N0} are taken");
        }

        if (utf8.IsEmpty)
        {
            return Fit.No<JsonDocument>("not JSON", "", "there is nothing where JSON should be");
        }

        if (!Utf8.IsValid(utf8.Span))
        {
            return Fit.No<JsonDocument>("not UTF-8", "", "the text is not UTF-8");
        }

        if (HoldsHalfCharacter(utf8.Span))
        {
            return Fit.No<JsonDocument>("not text", "", "a text holds half a character: one of a pair like \\uD83D\\uDE00 is missing");
        }

        try
        {
            return Fit.Of(JsonDocument.Parse(utf8, _strict));
        }
        catch (JsonException failure)
        {
            var kind = failure.Message.Contains("uplicate", StringComparison.Ordinal) ? "duplicate key"
                : failure.Message.Contains("depth", StringComparison.Ordinal) ? "too deep"
                : "not JSON";
            return Fit.No<JsonDocument>(kind, "", FirstSentence(failure.Message));
        }
    }

    /// <summary>The elements of an array, each to be parsed by itself: one that is wrong spoils no other.</summary>
    public static Fit<IReadOnlyList<ReadOnlyMemory<byte>>> Split(ReadOnlyMemory<byte> utf8)
    {
        var elements = new List<ReadOnlyMemory<byte>>();
        var reader = new Utf8JsonReader(utf8.Span, new JsonReaderOptions { MaxDepth = 4 * Deepest });
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            {
                return Fit.No<IReadOnlyList<ReadOnlyMemory<byte>>>("not a batch", "", "a batch is an array of events");
            }

            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                elements.Add(utf8[start..(int)reader.BytesConsumed]);
            }

            // What follows the array is an error of the whole.
            reader.Read();
            return Fit.Of<IReadOnlyList<ReadOnlyMemory<byte>>>(elements);
        }
        catch (JsonException failure)
        {
            return Fit.No<IReadOnlyList<ReadOnlyMemory<byte>>>("not JSON", "", FirstSentence(failure.Message));
        }
    }

    private static bool HoldsHalfCharacter(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IndexOf("\\ud"u8) < 0 && utf8.IndexOf("\\uD"u8) < 0)
        {
            return false;
        }

        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = Deepest });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                {
                    _ = reader.GetString();
                }
            }

            return false;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
        catch (JsonException)
        {
            // Not JSON at all, which is said in better words.
            return false;
        }
    }

    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(" Path:", StringComparison.Ordinal);
        end = end < 0 ? message.IndexOf(" LineNumber:", StringComparison.Ordinal) : end;
        return (end < 0 ? message : message[..end]).TrimEnd('.');
    }
}
