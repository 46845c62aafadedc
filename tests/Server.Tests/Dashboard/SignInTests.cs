using Personalization.Journeys.Server.Tests.Support;

namespace Personalization.Journeys.Server.Tests.Dashboard;

public sealed class SignInTests : IDisposable
{
    private const string Form = "application/x-www-form-urlencoded";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("key=", 100, 401)]
    [InlineData("key=", 20_000, 413)]
    [InlineData("", 3_000, 400)]
    public async Task SignIn_StrangerSendsMuch_LittleIsTaken(string before, int length, int status)
    {
        await using var engine = await LiveEngine.StartAsync(_folder.Path);

        Assert.Equal(status, (await engine.SendAsync("POST", "/sign-in", before + new string('x', length), Form)).Status);
        Assert.Empty(engine.Log.Lines);
    }
}
