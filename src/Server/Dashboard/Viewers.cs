using System.Threading.Channels;
using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Server.Dashboard;

/// <summary>
/// Everybody who has a page open. A viewer holds no queue, only whether something it shows has changed: however slow it
/// is, it costs nothing, and what it gets next is what is true then.
/// </summary>
internal sealed class Viewers
{
    private const int Most = 100;

    private readonly Lock _lock = new();
    private readonly List<Viewer> _viewers = [];

    /// <summary>Must return at once: the engine waits.</summary>
    public void Hear(Committed commit)
    {
        lock (_lock)
        {
            foreach (var viewer in _viewers)
            {
                viewer.Hear(commit);
            }
        }
    }

    /// <summary>Null when there are too many.</summary>
    public Viewer? Add(PageSource page)
    {
        lock (_lock)
        {
            if (_viewers.Count >= Most)
            {
                return null;
            }

            var viewer = new Viewer(page, this);
            _viewers.Add(viewer);
            return viewer;
        }
    }

    public void Remove(Viewer viewer)
    {
        lock (_lock)
        {
            _viewers.Remove(viewer);
        }
    }
}

/// <summary>One open page.</summary>
internal sealed class Viewer(PageSource page, Viewers all) : IDisposable
{
    private readonly Channel<bool> _changed = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public PageSource Page => page;

    public void Hear(Committed commit)
    {
        if (page.Shows(commit))
        {
            _changed.Writer.TryWrite(true);
        }
    }

    /// <summary>Waits until something has changed, or long enough that figures of time have.</summary>
    public async Task ChangedAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellation)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var beat = Task.Delay(atMost, time, ends.Token);
        await Task.WhenAny(_changed.Reader.WaitToReadAsync(ends.Token).AsTask(), beat);
        await ends.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
        _changed.Reader.TryRead(out _);
    }

    public void Dispose() => all.Remove(this);
}
