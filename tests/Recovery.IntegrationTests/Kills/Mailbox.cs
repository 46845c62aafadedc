using System.Collections.Concurrent;

namespace Personalization.Journeys.Recovery.IntegrationTests.Kills;

/// <summary>Watches the outbox folder as people would their mail: a subject or title that is there has arrived.</summary>
internal sealed class Mailbox(string folder)
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _awaited = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    public Task ArrivedAsync(string subject, CancellationToken cancellation) => Of(subject).Task.WaitAsync(cancellation);

    public async Task WatchAsync(CancellationToken cancellation)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        do
        {
            Look();
        }
        while (await NextAsync(pause, cancellation));
    }

    private void Look()
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        foreach (var file in Directory.EnumerateFiles(folder, "*.eml", SearchOption.AllDirectories))
        {
            if (_seen.Add(file) && File.ReadLines(file).FirstOrDefault(l => l.StartsWith("Subject: ", StringComparison.Ordinal)) is { } subject)
            {
                Of(subject["Subject: ".Length..]).TrySetResult();
            }
        }
    }

    private TaskCompletionSource Of(string subject) =>
        _awaited.GetOrAdd(subject, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    private static async Task<bool> NextAsync(PeriodicTimer pause, CancellationToken cancellation)
    {
        try
        {
            return await pause.WaitForNextTickAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
