using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Tests.Execution;

namespace Personalization.Journeys.Runtime.Tests.Durability;

/// <summary>What a release does to customers who were there before it.</summary>
public sealed class UpgradeTests
{
    private static readonly Workspace _first = Written.Flow("do nothing");
    private static readonly Workspace _second = Written.Workspace("""
        segment buyers:
          count of bought ever >= 30
        segment strangers:
          count of bought ever = 0
        journey greet version 1:
          enter on segment strangers entered
          flow:
            do nothing
        journey ask version 1:
          enter on event seen
          eligible:
            count of bought ever = 30
          flow:
            do nothing
        """);

    [Fact]
    public async Task Release_AddsAWindow_ItHoldsWhatWasBefore()
    {
        await using var before = new LiveEngine(_first);
        before.Run();
        for (var i = 0; i < 30; i++)
        {
            await before.Submit("ada", before.Event("bought"));
        }

        Assert.Empty((await before.Document("ada")).Histories);
        await before.Stop();

        await using var after = new LiveEngine(_second, store: before.Store, time: before.Time);
        after.Run();
        await after.Submit("ada", after.Event("seen") with { Id = "new" });

        var ada = await after.Document("ada");
        Assert.Equal(30, ada.Histories["bought"].Entries.Length);
        Assert.Equal(["buyers"], ada.Memberships.Keys);
        Assert.Equal("ask", after.Entries<Entered>().Single().Journey);
        Assert.Empty(after.Entries<SegmentChanged>());
    }

    [Fact]
    public async Task Release_CacheHoldsTheOldOne_IsUpgradedOnce()
    {
        await using var before = new LiveEngine(_first);
        before.Run();
        await before.Submit("ada", before.Event("bought"));
        await before.Stop();

        await using var after = new LiveEngine(_second, store: before.Store, time: before.Time);
        after.Run();
        await after.Submit("ada", after.Event("bought") with { Id = "second" });
        await after.Submit("ada", after.Event("bought") with { Id = "third" });
        var ada = await after.Document("ada");
        Assert.Equal(3, ada.Histories["bought"].Entries.Length);
        Assert.Equal(4, ada.Version);
    }

    [Fact]
    public async Task Release_NewVersion_OldRunsKeepTheirTemplatesAndPolicies()
    {
        var first = Version(1, "Old text");
        var second = Version(2, "New text");
        await using var before = new LiveEngine(first);
        before.Run();
        await before.Reachable("ada");
        await before.Submit("ada", before.Event("began"));
        await before.Stop();

        await using var after = new LiveEngine(second, store: before.Store, time: before.Time, older: [first]);
        after.Run();
        await after.Reachable("bob");
        await after.Submit("bob", after.Event("began") with { Id = "b1" });
        after.Time.Advance(Duration.FromHours(1));
        await after.Until(() => after.Count<MessageSent>() == 2);

        var outbox = await after.Outbox();
        Assert.Equal(first.Hash, outbox.Single(e => e.Row.Customer == "ada").Row.Release);
        Assert.Equal(second.Hash, outbox.Single(e => e.Row.Customer == "bob").Row.Release);
    }

    private static Workspace Version(int version, string text) => Written.Workspace($$"""
        template email offer for marketing:
          subject "{{text}}"
          text "{{text}}"
        journey j version {{version}}:
          enter on event began
          flow:
            wait 1 hour
            send email offer
        """);
}
