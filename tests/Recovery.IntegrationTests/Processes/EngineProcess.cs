using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Personalization.Journeys.Recovery.IntegrationTests.Processes;

/// <summary>A real `journey run` on a folder, started, killed and started again on the same port.</summary>
internal sealed partial class EngineProcess : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly string _workspace;
    private readonly string _data;
    private readonly string[] _before;
    private readonly StringBuilder _said = new();
    private Process? _process;

    /// <param name="before">Words in front of the command: a tracer and its options.</param>
    public EngineProcess(string workspace, string data, params string[] before)
    {
        _workspace = workspace;
        _data = data;
        _before = before;
        Url = new Uri($"http://127.0.0.1:{FreePort()}");
    }

    public Uri Url { get; }

    /// <summary>Printed once, at the first start.</summary>
    public string Key { get; private set; } = "";

    /// <summary>Everything that was printed so far, over all starts.</summary>
    public string Said
    {
        get
        {
            lock (_said)
            {
                return _said.ToString();
            }
        }
    }

    /// <summary>Starts it and answers when it is ready to take events.</summary>
    public async Task StartAsync()
    {
        string[] words =
        [
            .. _before, "dotnet", Path.Combine(AppContext.BaseDirectory, "Personalization.Journeys.Cli.dll"),
            "run", _workspace, "--data", _data, "--urls", Url.ToString().TrimEnd('/'),
        ];
        var start = new ProcessStartInfo(words[0]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in words[1..])
        {
            start.ArgumentList.Add(word);
        }

        var process = Process.Start(start)!;
        _process = process;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await ReadyAsync(process);
    }

    /// <summary>`kill -9`: the process does nothing more, the page cache stays.</summary>
    public async Task KillAsync()
    {
        _process!.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, and the exit code of an orderly end.</summary>
    public async Task<int> StopAsync()
    {
        using var term = Process.Start("kill", ["-TERM", _process!.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync().WaitAsync(_patience);
        return _process.ExitCode;
    }

    /// <summary>A client that carries the key.</summary>
    public HttpClient Client() => new() { BaseAddress = Url, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", Key) } };

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            await KillAsync();
        }

        _process?.Dispose();
    }

    private async Task ReadyAsync(Process process)
    {
        using var client = new HttpClient { BaseAddress = Url };
        using var patience = new CancellationTokenSource(_patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await pause.WaitForNextTickAsync(patience.Token))
        {
            Assert.False(process.HasExited, $"`journey run` ended with {(process.HasExited ? process.ExitCode : 0)}:\n{Said}");
            try
            {
                var answer = await client.GetAsync(new Uri("/readyz", UriKind.Relative), patience.Token);
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    Key = KeyPattern().Match(Said) is { Success: true } key ? key.Value : Key;
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
                continue;
            }
        }
    }

    private void Hear(string? line)
    {
        lock (_said)
        {
            _said.AppendLine(line);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex("jk_[A-Za-z0-9_-]+")]
    private static partial Regex KeyPattern();
}
