using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Personalization.Journeys.Channels.Tests.Webhooks;

/// <summary>A request as it came over the wire.</summary>
internal sealed record Received(string Line, IReadOnlyDictionary<string, string> Headers, string Body);

/// <summary>
/// A server on loopback that answers one request a connection, byte by byte as a test says, so that it can also do what
/// no well-behaved server does.
/// </summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<int, Stream, CancellationToken, Task> _answer;
    private readonly ConcurrentQueue<Received> _received = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Task _accepting;

    /// <param name="answer">Gets the number of the request, from 1, and the stream to answer on.</param>
    public LoopbackServer(Func<int, Stream, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public LoopbackServer(params string[] answers)
        : this((number, stream, _) => SayAsync(stream, answers[Math.Min(number, answers.Length) - 1]))
    {
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Url => $"http://127.0.0.1:{Port}/hook";

    public IReadOnlyList<Received> Requests => [.. _received];

    public static string Answer(string status, string body, params string[] headers) =>
        $"HTTP/1.1 {status}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n{string.Concat(headers.Select(h => h + "\r\n"))}\r\n{body}";

    public static async Task SayAsync(Stream stream, string text) => await stream.WriteAsync(Encoding.UTF8.GetBytes(text));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Stop();
        await Task.WhenAll(_connections);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
            return;
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                _received.Enqueue(await ReadAsync(stream));
                await _answer(_received.Count, stream, _stop.Token);
            }
            catch (Exception failure) when (failure is IOException or OperationCanceledException)
            {
                // The client went away, which some tests want.
                return;
            }
        }
    }

    private async Task<Received> ReadAsync(NetworkStream stream)
    {
        var bytes = new List<byte>();
        var buffer = new byte[4096];
        int end;
        while ((end = Encoding.Latin1.GetString([.. bytes]).IndexOf("\r\n\r\n", StringComparison.Ordinal)) < 0)
        {
            bytes.AddRange(buffer.AsSpan(0, await ReadSomeAsync(stream, buffer)));
        }

        var lines = Encoding.Latin1.GetString([.. bytes.Take(end)]).Split("\r\n");
        var headers = lines.Skip(1).Select(l => l.Split(": ", 2)).ToDictionary(h => h[0], h => h[1], StringComparer.OrdinalIgnoreCase);
        var length = int.Parse(headers.GetValueOrDefault("Content-Length", "0"), System.Globalization.CultureInfo.InvariantCulture);
        while (bytes.Count < end + 4 + length)
        {
            bytes.AddRange(buffer.AsSpan(0, await ReadSomeAsync(stream, buffer)));
        }

        return new Received(lines[0], headers, Encoding.UTF8.GetString([.. bytes.Skip(end + 4)]));
    }

    private async Task<int> ReadSomeAsync(NetworkStream stream, byte[] buffer) =>
        await stream.ReadAsync(buffer, _stop.Token) is var read and > 0 ? read : throw new IOException("The client went away.");
}
