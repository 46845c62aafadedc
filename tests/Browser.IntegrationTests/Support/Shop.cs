using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.Logging;
using Personalization.Journeys.Language;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Text;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Server.Hosting;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Browser.IntegrationTests.Support;

/// <summary>The shop of `journeys/`, live: a real engine on a folder of its own, reached over HTTP.</summary>
public sealed class Shop : IAsyncDisposable
{
    private static readonly Lazy<Compilation> _compilation = new(Compile);

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("journeys-");
    private readonly HttpClient _client = new();
    private EmbeddedEngine _engine = null!;
    private EmbeddedHost _host = null!;
    private int _events;

    private Shop()
    {
    }

    public Uri Url { get; private set; } = null!;

    public string AdminKey { get; private set; } = null!;

    public Uri SignInLink => _host.SignInLink();

    public static async Task<Shop> OpenAsync()
    {
        var shop = new Shop();
        await shop.StartAsync("http://127.0.0.1:0");
        shop.AdminKey = shop._engine.NewKey!;
        shop._client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", shop.AdminKey);
        return shop;
    }

    /// <summary>An order as a till sends it, durable when this returns.</summary>
    public Task OrderAsync(string customer, decimal total, string? order = null)
    {
        var id = $"e{++_events}";
        return SendAsync("order_placed", id, customer, new { order_id = order ?? id, items = new[] { new { sku = "85123A", name = "T-light holder", price = total, quantity = 1 } }, total });
    }

    public async Task SendAsync(string type, string id, string customer, object data)
    {
        using var answer = await _client.PostAsJsonAsync(new Uri(Url, "/v1/events"), new
        {
            specversion = "1.0",
            id,
            source = "till",
            type,
            time = DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()),
            subject = customer,
            data,
        });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>What is known of a customer beforehand.</summary>
    public async Task KnowAsync(string customer, params (string Field, string Value)[] fields)
    {
        var changes = fields.Aggregate(RecordValue.Empty, (record, f) => record.With(f.Field, new TextValue(f.Value)));
        Assert.IsType<Taken>(await _engine.Loop.SubmitAsync(customer, new Attributes(changes), CancellationToken.None));
    }

    public async Task ConsentAsync(string customer, Channel channel, string purpose)
    {
        var now = NodaTime.Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
        Assert.IsType<Taken>(await _engine.Loop.SubmitAsync(customer, new ConsentChanged(channel, purpose, true, now, "sign-up"), CancellationToken.None));
    }

    /// <summary>What `kill` and a start do, at the same address.</summary>
    public async Task RestartAsync(Func<Task>? meanwhile = null)
    {
        await StopAsync();
        if (meanwhile is not null)
        {
            await meanwhile();
        }

        await StartAsync(Url.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _client.Dispose();
        _data.Delete(recursive: true);
    }

    private async Task StartAsync(string url)
    {
        var options = new EmbeddedOptions(_compilation.Value, _data.FullName) { Urls = url };
        var (engine, problems) = await EmbeddedEngine.OpenAsync(options, CancellationToken.None);
        Assert.Empty(problems);
        _engine = engine!;
        _host = EmbeddedHost.Create(_engine);
        await _host.StartAsync(CancellationToken.None);
        Url = _host.Url;
    }

    private async Task StopAsync()
    {
        await _host.StopAsync();
        await _host.DisposeAsync();
        await _engine.DisposeAsync();
    }

    private static Compilation Compile()
    {
        var folder = Path.GetFullPath(Path.Combine(Samples.Root, "..", "..", "journeys"));
        IEnumerable<SourceText> Files(string pattern) => Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
            .Select(file => new SourceText(Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllText(file)))
            .OrderBy(f => f.Path, StringComparer.Ordinal);
        var compilation = JourneyCompiler.Compile(new WorkspaceFiles([.. Files("*.journey")], [.. Files("*.html")]));
        Assert.False(compilation.HasErrors, Compiled.Shown(compilation));
        return compilation;
    }
}
