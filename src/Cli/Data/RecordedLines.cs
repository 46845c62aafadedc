using System.Buffers;
using System.IO.Compression;
using System.Text;
using Personalization.Journeys.Runtime.Ingress;

namespace Personalization.Journeys.Cli.Data;

/// <summary>A line of a file; its bytes are only there when it is short enough to be a record.</summary>
internal readonly record struct RecordedLine(long Number, ReadOnlyMemory<byte> Bytes, long Length, bool TooLong);

/// <summary>
/// Lines as a stream. A line of any length passes in constant memory: beyond the limit only its length is counted.
/// </summary>
internal static class RecordedLines
{
    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static Stream Open(string file) => Unpacked(File.OpenRead(file), file);

    /// <param name="file">Its name says whether it is packed.</param>
    public static Stream Unpacked(FileStream stream, string file)
    {
        return file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(stream, CompressionMode.Decompress) : stream;
    }

    public static IEnumerable<RecordedLine> Read(Stream stream)
    {
        var chunk = new byte[64 * 1024];
        var line = new ArrayBufferWriter<byte>(4096);
        long number = 1, length = 0;
        int read;
        while ((read = stream.Read(chunk)) > 0)
        {
            var rest = chunk.AsMemory(0, read);
            int end;
            while ((end = rest.Span.IndexOf((byte)'\n')) >= 0)
            {
                length += end;
                Keep(line, rest.Span[..end], length);
                yield return new RecordedLine(number++, Trimmed(line.WrittenMemory), length, length > StrictJson.Largest);
                line.ResetWrittenCount();
                length = 0;
                rest = rest[(end + 1)..];
            }

            length += rest.Length;
            Keep(line, rest.Span, length);
        }

        if (length > 0)
        {
            yield return new RecordedLine(number, Trimmed(line.WrittenMemory), length, length > StrictJson.Largest);
        }
    }

    /// <summary>The text of a line, or null and the offset of the first byte that is not UTF-8.</summary>
    public static (string? Text, int BadByte) Decode(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return (_strict.GetString(bytes.Span), -1);
        }
        catch (DecoderFallbackException failure)
        {
            return (null, Math.Max(0, failure.Index));
        }
    }

    private static void Keep(ArrayBufferWriter<byte> line, ReadOnlySpan<byte> part, long length)
    {
        if (length <= StrictJson.Largest)
        {
            line.Write(part);
        }
    }

    private static ReadOnlyMemory<byte> Trimmed(ReadOnlyMemory<byte> line)
    {
        var start = line.Span.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        var end = line.Length > start && line.Span[^1] == '\r' ? line.Length - 1 : line.Length;
        return line[start..end];
    }
}
