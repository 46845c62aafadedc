using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Tests.Execution;
using Personalization.Journeys.Runtime.Tests.Simulation;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Runtime.Tests.Durability;

public sealed class PopulationPassTests
{
    [Fact]
    public async Task Start_AfterMissedMidnights_MakesTheNewestOnly()
    {
        await using var before = new LiveEngine(BacktestWorld.Workspace).Run();
        await OrdersAsync(before);
        using var stop = new CancellationTokenSource();
        var first = await StartedAsync(before, stop.Token);
        await LiveEngine.Until(async () => await VersionsAsync(before) == "2025-03-03T00:00:00Z");
        await EndAsync(first, stop);

        await using var after = new LiveEngine(BacktestWorld.Workspace, store: before.Store, time: new ManualTime(LiveEngine.Start + Duration.FromDays(5))).Run();
        using var stopAgain = new CancellationTokenSource();
        var second = await StartedAsync(after, stopAgain.Token);
        Assert.Equal("2025-03-03T00:00:00Z", after.Loop.Facts.Rfm["buying"].Version);
        await LiveEngine.Until(async () => await VersionsAsync(after) == "2025-03-08T00:00:00Z" && (await after.Store.ReferencesAsync(ReferenceKind.Cursor, default)).Count == 0);

        Assert.Equal("2025-03-08T00:00:00Z", after.Loop.Facts.Models["also_bought"].Version);
        await EndAsync(second, stopAgain);
    }

    [Fact]
    public async Task Workspace_WithoutSuchFacts_CostsNothing()
    {
        await using var engine = new LiveEngine(Written.Flow("wait 1 hour")).Run();

        await await StartedAsync(engine, CancellationToken.None);

        Assert.Empty(await engine.Store.ReferencesAsync(ReferenceKind.Fact, default));
    }

    private static async Task<Task> StartedAsync(LiveEngine engine, CancellationToken stop)
    {
        var pass = new PopulationPass(engine.Store, engine.Store, engine.Releases, engine.Loop, engine.Time);
        await pass.LoadAsync(stop);
        return Task.Run(() => pass.RunAsync(stop), CancellationToken.None);
    }

    private static async Task EndAsync(Task pass, CancellationTokenSource stop)
    {
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pass);
    }

    /// <summary>Ten customers, each with one order more than the one before.</summary>
    private static async Task OrdersAsync(LiveEngine engine)
    {
        for (var customer = 0; customer < 10; customer++)
        {
            for (var order = 0; order <= customer; order++)
            {
                await engine.Submit($"c{customer}", engine.Event("order_placed", ("total", new MoneyValue(10, "GBP"))));
            }
        }
    }

    private static async Task<string> VersionsAsync(LiveEngine engine) =>
        string.Join(' ', (await engine.Store.ReferencesAsync(ReferenceKind.Fact, default)).Select(r => r.Version).Distinct());
}
