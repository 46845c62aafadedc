using System.Collections.Immutable;
using System.Text;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Cli.Workspaces;

/// <summary>Reads a file as strict UTF-8. What can not be read becomes a diagnostic; the rest of the text stays.</summary>
internal static class TextFile
{
    /// <summary>Stands where bytes could not be read; nobody writes it.</summary>
    public const char Unreadable = '\uFFFD';

    private const long LargestFile = 32L * 1024 * 1024;

    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static (SourceText Text, ImmutableArray<Diagnostic> Problems) Read(string file, string name)
    {
        byte[] bytes;
        try
        {
            var length = new FileInfo(file).Length;
            if (length > LargestFile)
            {
                return Nothing(name, $"this file has {length / 1024 / 1024:N0} MiB; at most {LargestFile / 1024 / 1024} are read", "cut it into several files");
            }

            bytes = File.ReadAllBytes(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Nothing(name, "this file can not be read", failure.Message);
        }

        return Decode(bytes, name);
    }

    /// <summary>Writes a text whole or not at all: nobody finds half a file.</summary>
    public static void Replace(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var beside = file + ".writing";
        File.WriteAllText(beside, text, _strict);
        File.Move(beside, file, overwrite: true);
    }

    public static bool HasLineThatStartsWith(string file, string word)
    {
        try
        {
            return new FileInfo(file).Length <= LargestFile
                && File.ReadLines(file).Any(l => l.TrimStart('\uFEFF').StartsWith(word, StringComparison.Ordinal));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static (SourceText Text, ImmutableArray<Diagnostic> Problems) Decode(byte[] bytes, string name)
    {
        var start = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        try
        {
            return (new SourceText(name, _strict.GetString(bytes, start, bytes.Length - start)), []);
        }
        catch (DecoderFallbackException failure)
        {
            var offset = start + Math.Max(0, failure.Index);
            var text = new SourceText(name, Encoding.UTF8.GetString(bytes, start, bytes.Length - start));
            var at = Math.Max(0, text.Text.IndexOf(Unreadable, StringComparison.Ordinal));
            return (text, [JourneyDiagnostics.NotUtf8(new Location(text, new Span(at, 1)), offset)]);
        }
    }

    private static (SourceText Text, ImmutableArray<Diagnostic> Problems) Nothing(string name, string message, string help)
    {
        var text = new SourceText(name, "");
        return (text, [new Diagnostic("JRN0002", Severity.Error, new Location(text, new Span(0, 0)), message) { Help = help }]);
    }
}
