using System.Xml.Linq;

namespace Personalization.Journeys.Cli.Tests.Architecture;

/// <summary>The picture of the house is law: arrows point down only.</summary>
public sealed class RoomTests
{
    private static readonly string Root = FindRoot();

    // Room → the rooms it may see, and the packages it may bring. Packages that only check the code are not listed.
    private static readonly Dictionary<string, (string[] Rooms, string[] Packages)> House = new()
    {
        ["Language"] = ([], ["NodaTime", "Sprache"]),
        ["Runtime"] = (["Language"], ["NodaTime"]),
        ["Backends"] = (["Language", "Runtime"], ["*"]),
        ["Channels"] = (["Language", "Runtime"], ["*"]),
        ["Learning"] = (["Language", "Runtime"], ["*"]),
        ["Server"] = (["Language", "Runtime", "Backends", "Channels", "Learning"], ["*"]),
        ["Cli"] = (["Language", "Runtime", "Backends", "Channels", "Learning", "Server"], ["*"]),
    };

    [Fact]
    public void EveryRoom_IsInThePicture()
    {
        var rooms = Directory.GetDirectories(Path.Combine(Root, "src")).Select(d => Path.GetFileName(d)!);

        Assert.All(rooms, room => Assert.Contains(room, House.Keys));
    }

    [Fact]
    public void ARoom_SeesOnlyTheRoomsBelowIt()
    {
        var forbidden =
            from project in Projects()
            from reference in project.References
            where !House[project.Room].Rooms.Contains(reference)
            select $"{project.Room} must not see {reference}";

        Assert.Empty(forbidden);
    }

    [Fact]
    public void ARoom_BringsOnlyItsOwnPackages()
    {
        var forbidden =
            from project in Projects()
            let allowed = House[project.Room].Packages
            where !allowed.Contains("*")
            from package in project.Packages
            where !allowed.Contains(package)
            select $"{project.Room} must not bring {package}";

        Assert.Empty(forbidden);
    }

    [Fact]
    public void TransitiveReferences_AreOff()
    {
        var properties = XDocument.Load(Path.Combine(Root, "Directory.Build.props"));

        Assert.Equal("true", properties.Descendants("DisableTransitiveProjectReferences").Single().Value);
    }

    /// <summary>What the compiler really bound, not only what the project files say.</summary>
    [Theory]
    [InlineData(typeof(Language.Compilation))]
    [InlineData(typeof(Runtime.Execution.Engine))]
    [InlineData(typeof(Backends.Sqlite.SqliteStore))]
    [InlineData(typeof(Channels.Outbox.OutboxFolder))]
    [InlineData(typeof(Server.Hosting.EmbeddedHost))]
    public void AnAssembly_ReferencesOnlyRoomsBelowIt(Type anyTypeOfTheRoom)
    {
        const string prefix = "Personalization.Journeys.";
        var room = anyTypeOfTheRoom.Assembly.GetName().Name![prefix.Length..];
        var seen = anyTypeOfTheRoom.Assembly.GetReferencedAssemblies()
            .Select(a => a.Name!)
            .Where(n => n.StartsWith(prefix, StringComparison.Ordinal))
            .Select(n => n[prefix.Length..]);

        Assert.All(seen, other => Assert.Contains(other, House[room].Rooms));
    }

    [Fact]
    public void Folders_NameAStageOrAFeature()
    {
        string[] kinds = ["Models", "Services", "Helpers", "Utils", "Common", "Contracts", "Managers", "Misc", "Enums", "Interfaces"];
        var named = Directory.GetDirectories(Path.Combine(Root, "src"), "*", SearchOption.AllDirectories)
            .Where(d => kinds.Contains(Path.GetFileName(d)));

        Assert.Empty(named);
    }

    private static IEnumerable<(string Room, string[] References, string[] Packages)> Projects() =>
        from file in Directory.GetFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories)
        let xml = XDocument.Load(file)
        select (
            Path.GetFileNameWithoutExtension(file),
            Includes(xml, "ProjectReference").Select(p => Path.GetFileNameWithoutExtension(p)!).ToArray(),
            Includes(xml, "PackageReference").ToArray());

    private static IEnumerable<string> Includes(XDocument xml, string element) =>
        xml.Descendants(element).Select(e => e.Attribute("Include")!.Value);

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Personalization.Journeys.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run inside the repository.");
        }

        return folder;
    }
}
