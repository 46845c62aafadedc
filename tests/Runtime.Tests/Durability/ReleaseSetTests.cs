using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Runtime.Tests.Durability;

public sealed class ReleaseSetTests
{
    [Fact]
    public void PersonalFields_OfAnyRelease_AlsoWhereOnlyAPartIs()
    {
        var older = Of("note text, optional", "");
        var current = Of("note text, optional, personal", ", personal");
        var releases = new ReleaseSet(older, [current]);

        Assert.Equal(["note", "gifts"], releases.PersonalFields("ordered").AsEnumerable());
        Assert.Empty(releases.PersonalFields("seen"));
        Assert.Empty(releases.PersonalFields("nothing"));
        Assert.Empty(new ReleaseSet(older, []).PersonalFields("ordered"));
    }

    private static Workspace Of(string note, string recipient) => Compiled.Program($"""
        workspace test:
          language 1
          time zone "Europe/Berlin"
          currency EUR

        customer:
          tier text, optional

        record gift:
          recipient text{recipient}

        event ordered:
          {note}
          gifts list of gift
        event seen
        """);
}
