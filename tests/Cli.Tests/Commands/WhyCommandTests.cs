using Personalization.Journeys.Cli.Tests.Support;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Cli.Tests.Commands;

/// <summary>`journey explain --why` and `--why-not`, from what an engine recorded.</summary>
public sealed class WhyCommandTests : IAsyncLifetime, IDisposable
{
    private readonly Shell _shell = new();
    private RecordedEngine _engine = null!;

    public async Task InitializeAsync()
    {
        await _shell.RunAsync("new", "mine");
        _engine = await RecordedEngine.StartAsync(_shell, "mine");
        await _engine.DecideAsync("17", "2026-03-02T08:00:00Z", new Attributes(RecordValue.Of(("first_name", new TextValue("Ada")), ("email", new TextValue("ada@shop.example")))));
        await _engine.DecideAsync("17", "2026-03-02T08:00:01Z", new ConsentChanged(Channel.Email, "marketing", true, RecordedEngine.At("2026-03-02T08:00:01Z"), "test"));
        await _engine.EventAsync("17", "2026-03-02T09:00:00Z", "order_placed", "1", ("order_id", new TextValue("1")), ("total", new MoneyValue(40, "EUR")));
        await _engine.DueAsync("17", "2026-03-02T11:00:00Z");
        await _engine.DeliverAsync("email", "2026-03-02T11:00:01Z", DeliveryResult.Accepted);
        await _engine.DueAsync("17", "2026-03-07T11:00:00Z");
        await _engine.EventAsync("18", "2026-03-02T10:00:00Z", "order_placed", "2", ("order_id", new TextValue("2")), ("total", new MoneyValue(15, "EUR")));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _engine.Dispose();
        _shell.Dispose();
    }

    [Theory]
    [InlineData("an_event", "--why", "17@2026-03-02 10:00")]
    [InlineData("a_timer", "--why", "17@2026-03-02T11:00:00Z")]
    [InlineData("a_day", "--why", "17@2026-03-02")]
    [InlineData("the_last", "--why", "17@last")]
    [InlineData("as_json", "--why", "17@2026-03-02T11:00:00Z", "--format", "json")]
    [InlineData("not_entered", "--why-not", "18", "welcome")]
    [InlineData("entered", "--why-not", "17", "welcome")]
    [InlineData("not_sent", "--why-not", "17", "small_gift")]
    [InlineData("not_sent_to_others", "--why-not", "18", "hello")]
    [InlineData("not_as_json", "--why-not", "18", "welcome", "--format", "json")]
    public async Task TheAnswer_NamesTheLineThatDecided(string baseline, params string[] asked)
    {
        var answer = await _shell.RunAsync(["explain", .. asked]);

        Assert.Equal((0, ""), (answer.Code, answer.Error));
        Assert.True(asked.Contains("json") || answer.Output.Split('\n').All(line => line.Length <= 100), answer.Output);
        Baseline.VerifyBeside($"why_{baseline}", answer.Output);
    }

    [Theory]
    [InlineData("--why 17", 2, "`--why 17` does not say a customer and a time", "write CUSTOMER@last")]
    [InlineData("--why 170@last", 2, "there is no customer `170`", "did you mean `17`?")]
    [InlineData("--why 17@yesterday", 2, "`yesterday` is not a time", "write `last`")]
    [InlineData("--why 17@2026-03-03", 1, "nothing was decided for `17` then", "the nearest decisions are of 2026-03-02 12:00 and 2026-03-07 12:00")]
    [InlineData("--why 17@last welcome", 2, "`--why` takes no `welcome`", "--why-not")]
    [InlineData("--why 17@last --why-not 17", 2, "are two questions", "one at a time")]
    [InlineData("--why-not 17", 2, "needs a journey or a template too", "--why-not 17 NAME")]
    [InlineData("--why-not 17 helo", 2, "there is no journey or template `helo`", "did you mean `hello`?")]
    [InlineData("--why 17@last --data elsewhere", 2, "there is no engine's data in `elsewhere`", "`journey run` makes it")]
    [InlineData("", 2, "say what to explain", "--why CUSTOMER@TIME")]
    public async Task WhatCanNotBeAnswered_IsRefusedWithWhatToWrite(string line, int code, string message, string help)
    {
        var answer = await _shell.RunAsync(["explain", .. line.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Equal(code, answer.Code);
        Assert.Contains(message, answer.Error, StringComparison.Ordinal);
        Assert.Contains(help, answer.Error, StringComparison.Ordinal);
    }
}
