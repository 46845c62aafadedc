using System.Net;
using System.Net.Sockets;

using Personalization.Journeys.Backends.Sqlite;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Cli.Tests.Support;

namespace Personalization.Journeys.Cli.Tests.Commands;

public sealed class RunCommandTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task Run_SaysWhereItIs_ShowsTheKeyOnce_AndStopsInOrder()
    {
        await _shell.RunAsync("new", "shop");

        var first = await RunAsync(output => output.Contains("Running.", StringComparison.Ordinal), "run", "shop", "--urls", "http://127.0.0.1:0");
        var second = await RunAsync(output => output.Contains("Running.", StringComparison.Ordinal), "run", "shop", "--urls", "http://127.0.0.1:0");

        Assert.Equal((0, 0), (first.Code, second.Code));
        Assert.Contains("Workspace  my_shop in shop: welcome 1", first.Output, StringComparison.Ordinal);
        Assert.Contains("Data       journey-data: ", first.Output, StringComparison.Ordinal);
        Assert.Contains("Key        jk_", first.Output, StringComparison.Ordinal);
        Assert.EndsWith("Stopped. Everything that was taken is stored.\n", first.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("jk_", second.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(_shell.At("journey-data/journeys.db")));
    }

    [Fact]
    public async Task ARelease_SaysWhatChanged()
    {
        await _shell.RunAsync("new", "shop");
        await RunAsync(output => output.Contains("Running.", StringComparison.Ordinal), "run", "shop", "--urls", "http://127.0.0.1:0");
        var file = _shell.At("shop/welcome.journey");
        File.WriteAllText(file, File.ReadAllText(file).Replace("version 1", "version 2", StringComparison.Ordinal).Replace("wait 2 hours", "wait 3 hours", StringComparison.Ordinal));

        var answer = await RunAsync(output => output.Contains("Running.", StringComparison.Ordinal), "run", "shop", "--urls", "http://127.0.0.1:0");

        Assert.Contains("Released   ~ welcome version 1 -> 2\n", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APortThatIsTaken_ASecondProcess_AreRefused()
    {
        await _shell.RunAsync("new", "shop");
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var url = $"http://{other.LocalEndpoint}";

        var taken = await _shell.RunAsync("run", "shop", "--urls", url);
        using var held = EngineLock.Take(_shell.At("journey-data"));
        var locked = await _shell.RunAsync("run", "shop", "--urls", url);

        Assert.Equal((3, 3), (taken.Code, locked.Code));
        Assert.Contains($"{url} can not be listened on", taken.Error, StringComparison.Ordinal);
        Assert.Contains("Key        jk_", taken.Output, StringComparison.Ordinal);
        Assert.Contains("an engine runs in", locked.Error, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string> Misuses => new()
    {
        { "--urls https://127.0.0.1:5080", "{}", "is no address to listen on" },
        { "--urls http://shop.example:80", "{}", "`shop.example` is no address of this machine" },
        { "--new-key events:wrte", "{}", "did you mean `events:write`?" },
        { "", """{"email":{"form":"a@b.example"}}""", "there is no setting `email.form`" },
        { "", """{"email":{"form":"a@b.example"}}""", "did you mean `email.from`?" },
        { "", """{"email":{"from":"shop"}}""", "the setting `email.from` is `shop`, which is no address" },
        { "", """{"port":70000}""", "the setting `port` must be a whole number from 0 to 65535" },
        { "", """{"port":[1]}""", "the setting `port` must be a value" },
        { "", """{"email":{"from":{"env":"NOBODY"}}}""", "the environment has no `NOBODY`" },
        { "", """{"email":{"from":{"file":"secret.txt"}}}""", "there is no file `secret.txt`" },
        { "", """{"webhooks":{"addresses":{"crm":"https://crm.example"}}}""", "there is no webhook `crm`" },
        { "", """{"webhooks":{"allow_http":"yes"}}""", "the setting `webhooks.allow_http` must be true or false" },
        { "", "[]", "`shop/journey.json` is no JSON object" },
        { "", "{", "`shop/journey.json` is no JSON object: " },
    };

    [Theory]
    [MemberData(nameof(Misuses))]
    public async Task ASettingOrOption_ThatIsWrong_IsNamed(string options, string settings, string sentence)
    {
        await _shell.RunAsync("new", "shop");
        _shell.Write("shop/journey.json", settings);

        var answer = await _shell.RunAsync(["run", "shop", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Equal(2, answer.Code);
        Assert.Contains(sentence, answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheEnvironment_IsOverTheFile_AndTheCommandLineOverBoth()
    {
        await _shell.RunAsync("new", "shop");
        _shell.Write("shop/journey.json", """{"data":"one","email":{"from":{"file":"from.txt"}},"urls":"http://127.0.0.1:0"}""");
        _shell.Write("shop/from.txt", "shop@example.org\n");
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["JOURNEYS__DATA"] = "two", ["JOURNEYS__ENGINE__BATCH_SIZE"] = "10" };

        var answer = await RunAsync(output => output.Contains("Running.", StringComparison.Ordinal), variables, "run", "shop");

        Assert.Equal((0, ""), (answer.Code, answer.Error));
        Assert.Contains("Data       two: ", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWorkspaceWithErrors_DoesNotRun()
    {
        _shell.Write("shop/main.journey", "workspace shop:\n  language 1\n  time zone \"Nowhere\"\n");

        var answer = await _shell.RunAsync("run", "shop");

        Assert.Equal(1, answer.Code);
        Assert.False(Directory.Exists(_shell.At("journey-data")));
    }

    private Task<Shell.Answer> RunAsync(Func<string, bool> isUp, params string[] args) => RunAsync(isUp, new Dictionary<string, string>(), args);

    /// <summary>Runs until the output says that it is up, then stops it.</summary>
    private async Task<Shell.Answer> RunAsync(Func<string, bool> isUp, IReadOnlyDictionary<string, string> variables, params string[] args)
    {
        using var stop = new CancellationTokenSource();
        using var output = new HeardWriter(text =>
        {
            if (isUp(text))
            {
                stop.Cancel();
            }
        });
        using var error = new StringWriter { NewLine = "\n" };
        var code = await new App(new CommandIo(output, error, _shell.Folder) { Variables = variables }).RunAsync(args, stop.Token).WaitAsync(TimeSpan.FromSeconds(30));
        return new Shell.Answer(code, output.ToString(), error.ToString());
    }

    private sealed class HeardWriter(Action<string> hear) : StringWriter
    {
        public override string NewLine => "\n";

        public override void Flush() => hear(ToString());
    }
}
