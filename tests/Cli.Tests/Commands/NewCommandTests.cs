using Personalization.Journeys.Cli.Tests.Support;

namespace Personalization.Journeys.Cli.Tests.Commands;

public sealed class NewCommandTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task New_WritesAWorkspaceWithAJourneyItsTestAndTemplates()
    {
        var answer = await _shell.RunAsync("new", "mine");

        Assert.Equal(0, answer.Code);
        Assert.All(
            ["workspace.journey", "welcome.journey", "welcome.test.journey", "templates.journey", "templates/hello.html"],
            name => Assert.True(File.Exists(_shell.At($"mine/{name}")), name));
    }

    [Fact]
    public async Task New_InAFolderWithFiles_WritesNothing()
    {
        _shell.Write("mine/notes.txt", "keep me");

        var answer = await _shell.RunAsync("new", "mine");

        Assert.Equal(2, answer.Code);
        Assert.Contains("`mine` is not empty; nothing was written", answer.Error, StringComparison.Ordinal);
        Assert.Single(Directory.GetFileSystemEntries(_shell.At("mine")));
    }
}
