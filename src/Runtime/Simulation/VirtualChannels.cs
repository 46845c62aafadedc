using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Serialization;

namespace Personalization.Journeys.Runtime.Simulation;

/// <summary>
/// The channels of a replay: each message is claimed, accepted and finished in the ledger at the instant it was decided,
/// and a webhook answers nothing at once. Nothing leaves.
/// </summary>
internal sealed class VirtualChannels(IStore store, IDeliveries deliveries)
{
    private const int MostClaimed = 1_000;

    private static readonly Duration _claim = Duration.FromMinutes(1);
    private static readonly ImmutableArray<string> _lanes = [.. Enum.GetValues<Channel>().Select(ChannelNames.Of), Ledger.WebhookLane];

    /// <summary>Takes over what commits released. What comes of it is in the inbox, to be decided in the order of release.</summary>
    public async Task<IReadOnlyList<CustomerInput>> TakeAsync(IEnumerable<Commit> commits, CancellationToken cancellation)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var lanes = new SortedSet<string>(StringComparer.Ordinal);
        var latest = Instant.MinValue;
        foreach (var row in commits.SelectMany(c => c.Outbox))
        {
            places.TryAdd(row.Key, places.Count);
            lanes.Add(row.Lane);
            latest = Instant.Max(latest, row.At);
        }

        var heard = new List<CustomerInput>();
        foreach (var lane in lanes)
        {
            heard.AddRange(await TakeAsync(lane, latest, cancellation));
        }

        return [.. heard.OrderBy(h => places.GetValueOrDefault(KeyOf(h.Input)))];
    }

    /// <summary>Takes up what an earlier run was cut off at.</summary>
    public async Task<IReadOnlyList<CustomerInput>> RecoverAsync(Instant end, CancellationToken cancellation)
    {
        foreach (var lane in _lanes)
        {
            await deliveries.RecoverAsync(lane, Instant.MaxValue, end, mayRepeat: true, cancellation);
            await TakeAsync(lane, end, cancellation);
        }

        return [.. (await store.InboxAsync(0, int.MaxValue, cancellation)).Select(Heard)];
    }

    private async Task<IEnumerable<CustomerInput>> TakeAsync(string lane, Instant now, CancellationToken cancellation)
    {
        var heard = new List<CustomerInput>();
        while (await deliveries.ClaimAsync(lane, MostClaimed, now, now + _claim, (_, _) => new Go([]), cancellation) is { Rows: { Count: > 0 } claimed })
        {
            var results = claimed.Select(c => new Delivered(c.Row, ResultOf(lane)) { At = c.Row.At }).ToList();
            heard.AddRange((await deliveries.FinishAsync(results, now, cancellation)).Select(Heard));
        }

        return heard;
    }

    private static DeliveryResult ResultOf(string lane) => lane == Ledger.WebhookLane ? DeliveryResult.Answered(RecordValue.Empty) : DeliveryResult.Accepted;

    private static CustomerInput Heard(InboxRow row)
    {
        var input = InputCodec.Decode(row.Input.Span);
        return new CustomerInput(row.Customer, input, input switch
        {
            Outcome outcome => outcome.At,
            Answer answer => answer.At,
            _ => throw new InvalidOperationException($"a replay into this store was cut off by somebody else: {row.Customer} has a {input.GetType().Name} in the inbox"),
        }, row.Id);
    }

    private static string KeyOf(Input input) => input switch
    {
        Outcome outcome => outcome.SendKey,
        Answer answer => answer.CallKey,
        _ => "",
    };
}
