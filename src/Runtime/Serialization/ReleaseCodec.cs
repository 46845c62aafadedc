using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Personalization.Journeys.Language;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Runtime.Serialization;

/// <summary>The texts of a workspace as bytes: `{"PATH": "TEXT"}`, in the order of paths.</summary>
public static class ReleaseCodec
{
    private const string JourneyFile = ".journey";

    private static readonly JsonSerializerOptions _json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Encode(WorkspaceFiles files)
    {
        var texts = files.Sources.Concat(files.Bodies).ToImmutableSortedDictionary(f => f.Path, f => f.Text, StringComparer.Ordinal);
        return JsonSerializer.SerializeToUtf8Bytes(texts, _json);
    }

    public static WorkspaceFiles Decode(ReadOnlySpan<byte> bytes)
    {
        var texts = JsonSerializer.Deserialize<ImmutableSortedDictionary<string, string>>(bytes, _json)!
            .Select(f => new SourceText(f.Key, f.Value))
            .OrderBy(f => f.Path, StringComparer.Ordinal)
            .ToList();
        return new WorkspaceFiles([.. texts.Where(IsSource)], [.. texts.Where(f => !IsSource(f))]);
    }

    private static bool IsSource(SourceText file) => file.Path.EndsWith(JourneyFile, StringComparison.Ordinal);
}
