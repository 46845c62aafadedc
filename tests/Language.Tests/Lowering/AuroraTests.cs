using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Language.Tests.Lowering;

public class AuroraTests
{
    [Fact]
    public void Aurora_Compiled_HasNoError()
    {
        var compilation = Compiled.Aurora;

        Assert.Equal("", Compiled.Shown(compilation, Severity.Error));
        Assert.Equal(11, compilation.Workspace.Journeys.Length);
        Assert.Equal(5, compilation.Workspace.Tests.Length);
    }
}
