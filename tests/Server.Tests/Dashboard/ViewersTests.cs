using NodaTime;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Server.Dashboard;

namespace Personalization.Journeys.Server.Tests.Dashboard;

public sealed class ViewersTests
{
    private static readonly TimeSpan _long = TimeSpan.FromMinutes(10);

    private readonly Viewers _viewers = new();

    [Fact]
    public async Task AViewer_HearsOnce_OfHoweverMany()
    {
        using var viewer = _viewers.Add(PageOf("ada"))!;
        for (var i = 0; i < 10_000; i++)
        {
            _viewers.Hear(CommitOf("ada"));
        }

        await viewer.ChangedAsync(_long, TimeProvider.System, CancellationToken.None);

        Assert.False(viewer.ChangedAsync(_long, TimeProvider.System, CancellationToken.None).IsCompleted);
    }

    [Fact]
    public void AViewer_HearsNothing_OfWhatItDoesNotShow()
    {
        using var viewer = _viewers.Add(PageOf("ada"))!;
        _viewers.Hear(CommitOf("nia"));

        Assert.False(viewer.ChangedAsync(_long, TimeProvider.System, CancellationToken.None).IsCompleted);
    }

    [Fact]
    public void TooMany_AreTurnedAway_UntilSomebodyLeaves()
    {
        var all = Enumerable.Range(0, 100).Select(_ => _viewers.Add(PageOf("ada"))).ToList();
        Assert.DoesNotContain(null, all);
        Assert.Null(_viewers.Add(PageOf("ada")));

        all[0]!.Dispose();

        Assert.NotNull(_viewers.Add(PageOf("ada")));
    }

    private static PageSource PageOf(string customer) => new(_ => ValueTask.FromResult<Page?>(null), commit => commit.Customers.Contains(customer));

    private static Committed CommitOf(string customer) => new(Instant.FromUtc(2026, 3, 2, 10, 0), [], [], false) { Customers = [customer] };
}
