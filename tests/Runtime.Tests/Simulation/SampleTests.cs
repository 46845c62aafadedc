using Personalization.Journeys.Language;
using Personalization.Journeys.Runtime.Simulation;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Runtime.Tests.Simulation;

/// <summary>The tests of every workspace that has some pass on the real engine: the example, the shop, and one that writes down the rules.</summary>
public sealed class SampleTests
{
    private static readonly Dictionary<string, Compilation> _workspaces = new()
    {
        ["aurora"] = Compiled.Aurora,
        ["shop"] = Compiled.Folder("../../journeys"),
        ["rules"] = Compiled.Folder("rules"),
    };

    public static TheoryData<string, string, string> Tests
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var (name, compilation) in _workspaces)
            {
                foreach (var test in compilation.Workspace.Tests)
                {
                    data.Add(name, test.Journey, test.Name);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Tests))]
    public void Run_TestOfAWorkspace_Passes(string workspace, string journey, string name)
    {
        var compilation = _workspaces[workspace];

        var result = TestRunner.Run(compilation.Workspace, compilation.Workspace.Tests.Single(t => t.Journey == journey && t.Name == name));

        Assert.False(compilation.HasErrors);
        Assert.True(result.Passed, result.Difference);
        Assert.Null(result.Update);
    }
}
