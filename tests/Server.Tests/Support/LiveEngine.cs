using System.Net.Http.Headers;
using System.Text;
using NodaTime;
using Personalization.Journeys.Language;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Server.Hosting;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Server.Tests.Support;

/// <summary>A real engine behind real Kestrel, in a folder of its own, on a clock that stands still until it is moved.</summary>
internal sealed class LiveEngine : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    private readonly EmbeddedEngine _engine;
    private readonly EmbeddedHost _host;
    private bool _isOver;

    private LiveEngine(string data, string key, ManualTime time, EmbeddedEngine engine, EmbeddedHost host, LogTrap log)
    {
        Data = data;
        Key = key;
        Time = time;
        _engine = engine;
        _host = host;
        Log = log;
        Client = new HttpClient { BaseAddress = host.Url, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) } };
    }

    public string Data { get; }

    /// <summary>The admin key of the first start.</summary>
    public string Key { get; }

    public ManualTime Time { get; }

    public HttpClient Client { get; }

    public LogTrap Log { get; }

    public EngineLoop Loop => _engine.Loop;

    public IHistory History => _engine.History;

    public EmbeddedHost Host => _host;

    private string Outbox => Path.Combine(Data, "outbox");

    public IReadOnlyList<string> Changes => _engine.Changes;

    public string? NewKey => _engine.NewKey;

    public static Task<LiveEngine> StartAsync(string data, Func<EmbeddedOptions, EmbeddedOptions>? change = null, string text = LiveShop.Text) =>
        StartAsync(data, LiveShop.Compile(text), "", new ManualTime(Instant.FromUtc(2026, 3, 2, 10, 0)), change ?? (o => o));

    public static async Task<LiveEngine> StartAsync(
        string data, Compilation compilation, string key, ManualTime time, Func<EmbeddedOptions, EmbeddedOptions> change)
    {
        var options = change(new EmbeddedOptions(compilation, data) { Urls = "http://127.0.0.1:0", Time = time });
        var (engine, problems) = await EmbeddedEngine.OpenAsync(options, default);
        Assert.Empty(problems);
        var log = new LogTrap();
        var host = EmbeddedHost.Create(engine!, log);
        await host.StartAsync(default);
        return new LiveEngine(data, engine!.NewKey is { } made && key.Length == 0 ? made : key, time, engine, host, log);
    }

    /// <summary>Stops it and starts another on the same data.</summary>
    public async Task<LiveEngine> RestartAsync(string? text = null, Func<EmbeddedOptions, EmbeddedOptions>? change = null)
    {
        await DisposeAsync();
        return await StartAsync(Data, LiveShop.Compile(text ?? LiveShop.Text), Key, Time, change ?? (o => o));
    }

    /// <summary>Does something, and waits for the first commit after it that has such an entry.</summary>
    public Task<JournalRow> WhenAsync<TEntry>(Action act, Func<TEntry, bool>? where = null)
        where TEntry : JournalEntry => WhenAsync(
        () =>
        {
            act();
            return Task.CompletedTask;
        }, where);

    public async Task<JournalRow> WhenAsync<TEntry>(Func<Task> act, Func<TEntry, bool>? where = null)
        where TEntry : JournalEntry
    {
        var found = new TaskCompletionSource<JournalRow>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watch = Loop.Watch(committed =>
        {
            if (committed.Journal.FirstOrDefault(r => r.Entry is TEntry entry && (where is null || where(entry))) is { } row)
            {
                found.TrySetResult(row);
            }
        });
        await act();
        return await found.Task.WaitAsync(_patience);
    }

    /// <summary>The message files of a kind.</summary>
    public IReadOnlyList<string> Files(string pattern) =>
        [.. Directory.EnumerateFiles(Outbox, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    /// <summary>The lines of the index of messages.</summary>
    public IReadOnlyList<string> Index() => File.ReadAllLines(Path.Combine(Outbox, "messages.jsonl"));

    /// <summary>Waits until a file is deleted.</summary>
    public static async Task GoneAsync(string file)
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watcher = new FileSystemWatcher(Path.GetDirectoryName(file)!, Path.GetFileName(file));
        watcher.Deleted += (_, _) => gone.TrySetResult();
        watcher.EnableRaisingEvents = true;
        if (File.Exists(file))
        {
            await gone.Task.WaitAsync(_patience);
        }
    }

    public async Task<Answer> SendAsync(string method, string path, string? body = null, string mediaType = "application/json")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", mediaType);

            // Who asks first is answered before the body is sent, and not cut off in the middle of it.
            request.Headers.ExpectContinue = body.Length > 1_000_000;
        }

        using var response = await Client.SendAsync(request);
        var headers = response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        return new Answer((int)response.StatusCode, response.Content.Headers.ContentType?.ToString(), await response.Content.ReadAsStringAsync(), headers);
    }

    public async Task<string> AddKeyAsync(params string[] scopes) => await _engine.Keys.AddAsync(_engine.Store, Time.Now, [.. scopes], default);

    public Task<Answer> PostAsync(string body) => SendAsync("POST", "/v1/events", body);

    public async ValueTask DisposeAsync()
    {
        if (_isOver)
        {
            return;
        }

        _isOver = true;
        Client.Dispose();
        await _host.StopAsync();
        await _host.DisposeAsync();
        await _engine.DisposeAsync();
    }
}

internal sealed record Answer(int Status, string? MediaType, string Body, IReadOnlyDictionary<string, string> Headers);
