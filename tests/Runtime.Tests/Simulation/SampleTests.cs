using Personalization.Journeys.Language;
using Personalization.Journeys.Runtime.Simulation;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Runtime.Tests.Simulation;

/// <summary>The tests of the sample workspace and of the shop pass on the real engine.</summary>
public sealed class SampleTests
{
    private static readonly Lazy<Compilation> _shop = new(() => Compiled.Folder("../../journeys"));

    public static IEnumerable<object[]> Tests =>
    [
        .. Compiled.Aurora.Workspace.Tests.Select(t => new object[] { "aurora", t.Name }),
        .. _shop.Value.Workspace.Tests.Select(t => new object[] { "shop", t.Name }),
    ];

    [Theory]
    [MemberData(nameof(Tests))]
    public void Run_TestOfAWorkspace_Passes(string workspace, string name)
    {
        var program = workspace == "shop" ? _shop.Value.Workspace : Compiled.Aurora.Workspace;

        var result = TestRunner.Run(program, program.Tests.Single(t => t.Name == name));

        Assert.True(result.Passed, result.Difference);
        Assert.Null(result.Update);
    }
}
