using NodaTime;
using Personalization.Journeys.Channels.Email;
using Personalization.Journeys.Channels.Outbox;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Sending;
using Personalization.Journeys.Runtime.Serialization;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Recovery.IntegrationTests.Mail;

/// <summary>A device that is really full: no half files, no half lines, and all of them once there is space.</summary>
public sealed class OutboxOnAFullDiskTests
{
    private static readonly Workspace _workspace = Compiled.Program("""
        workspace shop:
          language 1
          time zone "Europe/Berlin"
          currency EUR

        purpose marketing

        template push note for marketing:
          takes words text
          title "{words}"
          text "{words}"
        """);

    [Fact]
    public async Task Send_OnAFullDisk_IsTriedAgainUntilThereIsSpace()
    {
        using var disk = new SmallDisk(megabytes: 1);
        var filler = Path.Combine(disk.Path, "filler");
        File.WriteAllBytes(filler, new byte[900 * 1024]);
        using var outbox = OutboxFolder.Open(Path.Combine(disk.Path, "outbox"), _ => _workspace, new EmailOptions(), TimeProvider.System);
        var push = outbox.Channels.Single(c => c.Lane == "push");
        var tries = new int[20];
        var waiting = new Queue<int>(Enumerable.Range(0, tries.Length));
        var refused = 0;
        while (refused < 100 && waiting.TryDequeue(out var number))
        {
            switch (await push.SendAsync(new Claimed(Row(number), ["device"], ++tries[number]), CancellationToken.None))
            {
                case Accepted:
                    break;
                case RetryAt:
                    refused++;
                    waiting.Enqueue(number);
                    if (refused == 5)
                    {
                        File.Delete(filler);
                    }

                    break;
                default:
                    Assert.Fail("Only space is missing.");
                    break;
            }
        }

        Assert.True(refused >= 5);
        var files = Directory.GetFiles(Path.Combine(disk.Path, "outbox", "push"), "*.json", SearchOption.AllDirectories);
        Assert.Equal(tries.Length, files.Length);
        Assert.All(files, file => Assert.EndsWith("}\n", File.ReadAllText(file), StringComparison.Ordinal));
        var lines = File.ReadAllLines(Path.Combine(disk.Path, "outbox", "messages.jsonl"));
        Assert.Equal(tries.Length, lines.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(tries.Length, lines.Length);
        Assert.All(lines, line => Assert.EndsWith("}", line, StringComparison.Ordinal));
    }

    private static OutboxRow Row(int number)
    {
        var at = Instant.FromUtc(2025, 3, 4, 18, 30);
        var key = SendKey.Of("shop", "c1/j/1", "s1", number, 0);
        var values = RecordValue.Of(("words", new TextValue(new string('x', 10_000))), ("customer", RecordValue.Empty));
        var message = new HandOver(key, at, "c1/j/1", "j", 1, "s1", Channel.Push, "note", "marketing", "", values, null, null, null, null);
        return new OutboxRow(key, "c1", "push", "marketing", at, null, _workspace.Hash, OutboxCodec.Encode(message));
    }
}
