using System.Text;
using System.Text.RegularExpressions;
using Personalization.Journeys.Backends.Sqlite;
using Personalization.Journeys.Recovery.IntegrationTests.Kills;
using Personalization.Journeys.Recovery.IntegrationTests.Processes;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Recovery.IntegrationTests.PowerCuts;

/// <summary>
/// A kill keeps the page cache, so durability is shown apart: the system calls of a real engine are recorded, and what a
/// disk would hold at any moment is worked out from them.
/// </summary>
public sealed partial class PowerCutTests : IDisposable
{
    private const int Customers = 20;
    private const int BasketsEach = 4;
    private const int Cuts = 40;

    private readonly string _folder = Directory.CreateTempSubdirectory("journeys-power-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task WhatIsSaidAloud_IsSyncedBefore_AndOutlivesAnyPowerCut()
    {
        var data = Path.Combine(_folder, "data");
        var acknowledged = await RecordAsync(data);
        var calls = SystemTrace.Read(Path.Combine(_folder, "calls.log"));
        var said = Said(calls, data);

        Assert.Equal(Customers * BasketsEach * 2, said.Count(s => s.IsAnswer && acknowledged.Contains(s.Word)));
        Assert.Equal(Customers * BasketsEach * 3, said.Count(s => !s.IsAnswer));
        Assert.Empty(Unsynced(calls, said, data));
        Assert.Empty(await LostAsync(calls, said, data, Cuts));

        // The same recording without the syncs of the log: what finds nothing above must find everything here.
        var careless = calls.Where(c => !(c.Name is "fdatasync" or "fsync" && c.Path == LogOf(data))).ToList();
        Assert.Equal(said.Count, Unsynced(careless, said, data).Count);
        Assert.NotEmpty(await LostAsync(careless, said, data, 4));
    }

    private static string LogOf(string data) => Path.Combine(data, "journeys.db-wal");

    /// <summary>Every answer and every file of the outbox, by what it says: the id of the event, the send key of the message.</summary>
    private static List<Statement> Said(IReadOnlyList<SystemCall> calls, string data)
    {
        var said = new List<Statement>();
        var outbox = Path.Combine(data, "outbox") + "/";
        foreach (var call in calls)
        {
            if (call.Name is "sendto" or "sendmsg" or "write" or "writev" && call.Path.StartsWith("socket:", StringComparison.Ordinal))
            {
                var text = Encoding.Latin1.GetString(call.Data);
                if (text.StartsWith("HTTP/1.1 202", StringComparison.Ordinal))
                {
                    said.AddRange(EventIds().Matches(text).Select(m => new Statement(call.Began, m.Value, true)));
                }
            }
            else if (call is { Name: "openat", Creates: true } && call.Path.StartsWith(outbox, StringComparison.Ordinal)
                && SendKeys().Match(Path.GetFileName(call.Path)) is { Success: true } key)
            {
                said.Add(new Statement(call.Began, key.Value, false));
            }
        }

        return [.. said.DistinctBy(s => s.Word)];
    }

    /// <summary>What was said before a sync of the log that holds it.</summary>
    private static List<string> Unsynced(IReadOnlyList<SystemCall> calls, List<Statement> said, string data)
    {
        var log = LogOf(data);
        var early = new List<string>();
        var written = calls.Where(c => c.Name == "pwrite64" && c.Path == log).Select(c => (c.Ended, Text: Encoding.Latin1.GetString(c.Data))).ToList();
        var syncs = calls.Where(c => c.Name is "fdatasync" or "fsync" && c.Path == log).ToList();
        foreach (var statement in said)
        {
            var holds = written.FindIndex(w => w.Text.Contains(statement.Word, StringComparison.Ordinal));
            if (holds < 0 || !syncs.Any(s => s.Began > written[holds].Ended && s.Ended < statement.At))
            {
                early.Add(statement.Word);
            }
        }

        return early;
    }

    /// <summary>Cuts the power right before things are said, opens what is left, and names what was said and is not there.</summary>
    private async Task<List<string>> LostAsync(IReadOnlyList<SystemCall> calls, List<Statement> said, string data, int number)
    {
        var random = new Random(1);
        var cuts = said.OrderBy(_ => random.Next()).Take(number).OrderBy(s => s.At).ToList();
        var disk = new Disk();
        var lost = new List<string>();
        var next = 0;
        foreach (var (index, cut) in cuts.Index())
        {
            for (; next < calls.Count && calls[next].Ended <= cut.At; next++)
            {
                disk.Apply(calls[next]);
            }

            var target = Path.Combine(_folder, $"cut-{index}");
            Func<bool> comesThrough = index % 2 == 0 ? () => false : () => random.Next(2) == 0;
            disk.CutInto(data, target, comesThrough, length => random.Next((length / 512) + 1) * 512);
            lost.AddRange(said.Where(s => s.At <= cut.At).Select(s => s.Word).Except(await KnownAsync(target)));
            Directory.Delete(target, recursive: true);
        }

        return lost;
    }

    private static async Task<HashSet<string>> KnownAsync(string data)
    {
        using var store = SqliteStore.Open(data, TimeProvider.System);
        var journal = await store.JournalAsync(0, int.MaxValue, default);
        return [.. journal.Select(r => r.Entry).Select(e => e switch
        {
            EventApplied applied => applied.Id,
            MessageSent sent => sent.SendKey,
            _ => "",
        })];
    }

    private async Task<IReadOnlySet<string>> RecordAsync(string data)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        await using var parcels = await ParcelService.StartAsync();
        var workspace = Path.Combine(_folder, "workspace");
        KillRun.WriteWorkspace(workspace, parcels.Url);
        await using var engine = new EngineProcess(workspace, data, SystemTrace.Words(Path.Combine(_folder, "calls.log")));
        await engine.StartAsync();
        var shoppers = new Shoppers(engine, Path.Combine(data, "outbox"), Customers, BasketsEach);
        await shoppers.ShopAsync(patience.Token);
        await engine.KillAsync();
        return shoppers.Acknowledged;
    }

    private sealed record Statement(int At, string Word, bool IsAnswer);

    [GeneratedRegex("(filled|paid)-[0-9]+-[0-9]+")]
    private static partial Regex EventIds();

    [GeneratedRegex("[A-Za-z0-9_-]{32}")]
    private static partial Regex SendKeys();
}
