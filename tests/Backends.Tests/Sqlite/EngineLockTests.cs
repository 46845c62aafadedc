using Personalization.Journeys.Backends.Sqlite;
using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Backends.Tests.Sqlite;

public sealed class EngineLockTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public void Take_TheSecond_IsRefusedWithFolderAndProcess()
    {
        using var first = EngineLock.Take(_folder.Path);

        var refused = Assert.Throws<StoreException>(() => EngineLock.Take(_folder.Path));

        Assert.Equal(StoreFault.Locked, refused.Fault);
        Assert.Contains($"`{_folder.Path}`", refused.Message, StringComparison.Ordinal);
        Assert.Contains($"process {Environment.ProcessId}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Take_MakesTheFolder_ForItsOwnerOnly()
    {
        var folder = Path.Combine(_folder.Path, "new");
        EngineLock.Take(folder).Dispose();

        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(folder) == (UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
    }

    [Fact]
    public void IsHeld_OnlyWhileAnEngineHoldsIt()
    {
        Assert.False(EngineLock.IsHeld(_folder.Path));
        using (EngineLock.Take(_folder.Path))
        {
            Assert.True(EngineLock.IsHeld(_folder.Path));
        }

        Assert.False(EngineLock.IsHeld(_folder.Path));
    }

    [Fact]
    public void Take_AfterTheFirstHasEnded_IsGranted()
    {
        EngineLock.Take(_folder.Path).Dispose();

        EngineLock.Take(_folder.Path).Dispose();
    }

    [Fact]
    public void Take_WhereAFileStands_SaysSo()
    {
        var file = Path.Combine(_folder.Path, "file");
        File.WriteAllText(file, "");

        var refused = Assert.Throws<StoreException>(() => EngineLock.Take(file));

        Assert.Equal(StoreFault.Failed, refused.Fault);
        Assert.Contains($"`{file}`", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
