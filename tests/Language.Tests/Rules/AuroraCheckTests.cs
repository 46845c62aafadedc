using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Language.Tests.Rules;

public sealed class AuroraCheckTests
{
    [Fact]
    public void Aurora_Checked_ShowsItsWarningsAndNotes()
    {
        Baseline.Verify(Samples.Folder("aurora.check"), DiagnosticRenderer.Render(Compiled.Aurora.Diagnostics));
        Assert.False(Compiled.Aurora.HasErrors);
    }
}
