using System.Text.Encodings.Web;
using System.Text.Json;

namespace Personalization.Journeys.Cli.Data;

/// <summary>Counts what was refused, by kind, and writes every one to a file as it comes.</summary>
/// <param name="append">Goes on with a file that is there.</param>
internal sealed class Rejects(string file, bool append = false) : IDisposable
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);
    private StreamWriter? _writer;

    public string File => file;

    public int Count { get; private set; }

    /// <summary>How many of each kind, in the order of their names.</summary>
    public IReadOnlyDictionary<string, int> ByKind => _counts;

    public Reject? First { get; private set; }

    public void Add(Reject reject)
    {
        Count++;
        First ??= reject;
        _counts[reject.Kind] = _counts.GetValueOrDefault(reject.Kind) + 1;
        if (_writer is null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            _writer = new StreamWriter(file, append) { NewLine = "\n" };
        }

        _writer.WriteLine(JsonSerializer.Serialize(reject, _json));
    }

    public void Flush() => _writer?.Flush();

    public void Dispose() => _writer?.Dispose();
}
