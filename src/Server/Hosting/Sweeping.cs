using NodaTime;
using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Server.Hosting;

/// <summary>Deletes every hour what has been kept long enough.</summary>
internal static class Sweeping
{
    private static readonly TimeSpan _pause = TimeSpan.FromHours(1);

    public static async Task RunAsync(IStore store, ReleaseSet releases, TimeProvider time, Action<StoreException> failed, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                await store.SweepAsync(Retention.Of(releases.Current), Instant.FromDateTimeOffset(time.GetUtcNow()), stop);
            }
            catch (StoreException failure)
            {
                failed(failure);
            }

            await Task.Delay(_pause, time, stop);
        }
    }
}
