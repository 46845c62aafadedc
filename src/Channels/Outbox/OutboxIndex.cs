using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Personalization.Journeys.Runtime.Sending;
using Personalization.Journeys.Runtime.Simulation;

namespace Personalization.Journeys.Channels.Outbox;

/// <summary>
/// `messages.jsonl`: one line a finished message. Lines are not flushed one by one; what a crash takes is written again from
/// the ledger, see <see cref="OutboxFolder.ReconcileAsync"/>.
/// </summary>
internal sealed class OutboxIndex : IDisposable
{
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock _lock = new();
    private readonly string _path;
    private readonly FileStream _file;
    private readonly ArrayBufferWriter<byte> _line = new(512);
    private HashSet<string>? _known;

    public OutboxIndex(string path)
    {
        _path = path;
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        DropTornLine();
    }

    public void Add(MessageRecord message)
    {
        lock (_lock)
        {
            if (_known?.Add(message.SendKey) == false)
            {
                return;
            }

            _line.ResetWrittenCount();
            using (var json = new Utf8JsonWriter(_line, _options))
            {
                json.WriteStartObject();
                MessageLine.Write(json, message);
                json.WriteEndObject();
            }

            _line.Write("\n"u8);
            Append(_line.WrittenSpan);
        }
    }

    /// <summary>Adds a line unless there is one of this key; reads the whole file, so only where a crash may have come between.</summary>
    public void AddIfMissing(MessageRecord message)
    {
        lock (_lock)
        {
            if (_known is not null || !KeysOnDisk().Contains(message.SendKey))
            {
                Add(message);
            }
        }
    }

    /// <summary>Knows all keys from here on, until <see cref="Forget"/>.</summary>
    public void Remember()
    {
        lock (_lock)
        {
            _known = KeysOnDisk().ToHashSet(StringComparer.Ordinal);
        }
    }

    public void Forget()
    {
        lock (_lock)
        {
            _known = null;
        }
    }

    public void Dispose() => _file.Dispose();

    // All of a line or nothing: a disk that fills up in the middle leaves no half.
    private void Append(ReadOnlySpan<byte> line)
    {
        var end = _file.Seek(0, SeekOrigin.End);
        try
        {
            _file.Write(line);
        }
        catch (IOException)
        {
            _file.SetLength(end);
            throw;
        }
    }

    private void DropTornLine()
    {
        var end = _file.Length;
        Span<byte> one = stackalloc byte[1];
        while (end > 0)
        {
            _file.Seek(end - 1, SeekOrigin.Begin);
            _file.ReadExactly(one);
            if (one[0] == (byte)'\n')
            {
                break;
            }

            end--;
        }

        if (end < _file.Length)
        {
            _file.SetLength(end);
        }
    }

    private IEnumerable<string> KeysOnDisk()
    {
        const string before = "{\"send_key\":\"";
        using var reader = new StreamReader(new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite), Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            var end = line.StartsWith(before, StringComparison.Ordinal) ? line.IndexOf('"', before.Length) : -1;
            if (end > 0)
            {
                yield return line[before.Length..end];
            }
        }
    }
}
