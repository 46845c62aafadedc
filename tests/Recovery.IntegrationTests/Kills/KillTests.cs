using System.Globalization;

namespace Personalization.Journeys.Recovery.IntegrationTests.Kills;

/// <summary>
/// `kill -9` at any moment loses nothing that was acknowledged and repeats nothing that left. More kills than here:
/// `tests/kill.sh --kills 200 --seed 7`.
/// </summary>
public sealed class KillTests : IDisposable
{
    private const int Customers = 200;
    private const int BasketsEach = 5;

    private readonly string _folder = Directory.CreateTempSubdirectory("journeys-kills-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task ARunThatIsKilled_EndsAsOneThatWasNot()
    {
        var (kills, seed) = (Setting("JOURNEYS_KILLS", 15), Setting("JOURNEYS_SEED", 1));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120 + (5 * kills)));

        var quiet = await KillRun.RunAsync(Path.Combine(_folder, "quiet"), seed, 0, Customers, BasketsEach, patience.Token);
        var killed = await KillRun.RunAsync(Path.Combine(_folder, "killed"), seed, kills, Customers, BasketsEach, patience.Token);

        Assert.Equal(Customers * BasketsEach * 2, killed.Acknowledged.Count);
        foreach (var after in new[] { quiet, killed })
        {
            Assert.Equal(after.Acknowledged.Order(StringComparer.Ordinal), after.Applied.Order(StringComparer.Ordinal));
            Assert.Empty(after.Unfinished);
            Assert.Equal(after.Sent, after.Files.Select(f => f.Key));
            Assert.Equal(after.Sent, after.Indexed);
        }

        Assert.Equal(Customers * BasketsEach * 3, killed.Files.Count);
        Assert.Equal(quiet.Files, killed.Files);
        Assert.Equal(quiet.Customers, killed.Customers);
        Assert.Equal(quiet.Parcels, killed.Parcels);
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
