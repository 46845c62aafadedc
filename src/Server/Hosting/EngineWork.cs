using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Server.Hosting;

/// <summary>
/// The loops of an engine, from the start of the host to its end. When it stops, HTTP has ended before; then messages under
/// way get their results; then what came of it all is decided.
/// </summary>
internal sealed partial class EngineWork(EmbeddedEngine engine, IHostApplicationLifetime lifetime, ILogger<EngineWork> log) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _stopBeside = new();
    private readonly CancellationTokenSource _stopDeciding = new();
    private Task _beside = Task.CompletedTask;
    private Task _deciding = Task.CompletedTask;
    private string? _ended;

    /// <summary>Why the engine does not work; null while all is well.</summary>
    public string? Problem => _ended ?? engine.Loop.Trouble;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _deciding = Guarded("the loop", engine.Loop.RunAsync(_stopDeciding.Token));
        _beside = Task.WhenAll(engine.Begin(Failed, _stopBeside.Token).Select(s => Guarded(s.Name, s.Work)));
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopBeside.CancelAsync();
        await _beside.WaitAsync(cancellationToken);
        await _stopDeciding.CancelAsync();
        await _deciding.WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        _stopBeside.Dispose();
        _stopDeciding.Dispose();
    }

    private void Failed(string part, Exception failure) => Failed(part, failure is StoreException { Fault: var fault } ? fault.ToString() : failure.GetType().Name);

    /// <summary>None of these ends by itself; one that does takes the process with it, so that somebody starts it again.</summary>
    private async Task Guarded(string name, Task work)
    {
        try
        {
            await work;
        }
        catch (OperationCanceledException) when (_stopBeside.IsCancellationRequested || _stopDeciding.IsCancellationRequested)
        {
            return;
        }
        catch (Exception failure)
        {
            var kind = failure.GetType().Name;
            _ended = $"{name} ended with {kind}";
            Ended(name, kind, failure.StackTrace);
            lifetime.StopApplication();
        }
    }
}
