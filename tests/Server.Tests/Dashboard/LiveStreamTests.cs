using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Server.Dashboard;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Server.Tests.Dashboard;

public sealed class LiveStreamTests
{
    private readonly ManualTime _time = new(Instant.FromUtc(2026, 3, 2, 10, 0));
    private readonly Viewers _viewers = new();
    private readonly DefaultHttpContext _context = new();
    private int _count;
    private bool _maySee = true;

    [Fact]
    public async Task AStream_BeginsWithThePage_AndThenTellsWhatChanged()
    {
        var line = new Line();
        var stream = Run(line);
        Assert.Equal("retry: 1000\n\n", await line.NextAsync());
        Assert.Equal("data: {\"head\":\"<h1>Ada</h1>\",\"count\":\"0\"}\n\n", await line.NextAsync());

        _count = 1;
        _viewers.Hear(new Committed(_time.Now, [], [], false));
        _count = 2;
        _viewers.Hear(new Committed(_time.Now, [], [], false));
        Assert.Equal("data: {\"count\":\"2\"}\n\n", await LaterAsync(line));

        _maySee = false;
        Assert.Equal("event: ended\ndata:\n\n", await LaterAsync(line));
        await stream;
    }

    [Fact]
    public async Task WhoTakesNothing_IsLetGo()
    {
        var stream = Run(new Stuck());

        _time.Advance(Duration.FromSeconds(11));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stream);
    }

    /// <summary>Lets time pass until something is sent: where the stream waits just now is its own affair.</summary>
    private async Task<string> LaterAsync(Line line)
    {
        var next = line.NextAsync().AsTask();
        while (!next.IsCompleted)
        {
            _time.Advance(Duration.FromSeconds(1));
            await Task.Yield();
        }

        return await next;
    }

    private Task Run(Stream body)
    {
        _context.Response.Body = body;
        var source = new PageSource(_ => ValueTask.FromResult<Page?>(Page()), _ => true);
        return new LiveStream(_context, _viewers.Add(source)!, _time, () => _maySee).RunAsync(CancellationToken.None);
    }

    private Page Page() => new("Ada", null, "customer", [new("head", Markup.Of($"<h1>Ada</h1>")), new("count", Markup.Of($"{_count}"))]);

    /// <summary>The other end of a connection, one message at a time.</summary>
    private sealed class Line : MemoryStream
    {
        private readonly Channel<string> _messages = Channel.CreateUnbounded<string>();

        public ValueTask<string> NextAsync() => _messages.Reader.ReadAsync();

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _messages.Writer.TryWrite(Encoding.UTF8.GetString(buffer.Span));
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>A connection whose other end reads nothing.</summary>
    private sealed class Stuck : MemoryStream
    {
        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            await Task.Delay(Timeout.Infinite, cancellationToken);
    }
}
