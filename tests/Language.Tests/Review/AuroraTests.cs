using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Review.Explanation;
using Personalization.Journeys.Language.Review.Graph;
using Personalization.Journeys.Language.Review.Snapshots;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Language.Tests.Review;

public sealed class AuroraTests
{
    private static readonly Workspace Aurora = Compiled.Aurora.Workspace;

    public static TheoryData<string> Journeys => [.. Aurora.Journeys.Select(j => j.Name)];

    [Theory]
    [MemberData(nameof(Journeys))]
    public void Snapshot_OfAJourney_IsOneFactALine(string journey)
    {
        var snapshot = Snapshot.Write(Aurora, Aurora.Journey(journey)! with { Hash = "" });
        Assert.InRange(snapshot.Count(c => c == '\n'), 5, 200);
        Baseline.VerifyBeside($"aurora/{journey}.snapshot", snapshot);
    }

    [Theory]
    [InlineData("snapshots/policies.txt")]
    [InlineData("snapshots/segments.txt")]
    [InlineData("snapshots/templates.txt")]
    public void Snapshot_OfWhatJourneysShare_HasAFileOfItsOwn(string path) =>
        Baseline.VerifyBeside($"aurora/{Path.GetFileNameWithoutExtension(path)}", Snapshot.Files(Aurora).Single(f => f.Path == path).Text);

    [Theory]
    [MemberData(nameof(Journeys))]
    public void Prose_OfAJourney_TellsItsGraph(string journey) =>
        Baseline.VerifyBeside($"aurora/{journey}.prose", Prose.Write(Aurora, Aurora.Journey(journey)!));

    [Theory]
    [MemberData(nameof(Journeys))]
    public void Mermaid_OfAJourney_IsAFlowchart(string journey) => Baseline.VerifyBeside($"aurora/{journey}.mermaid", MermaidWriter.Write(Model(journey)));

    [Theory]
    [MemberData(nameof(Journeys))]
    public void Dot_OfAJourney_IsADigraph(string journey) => Baseline.VerifyBeside($"aurora/{journey}.dot", DotWriter.Write(Model(journey)));

    [Theory]
    [InlineData("abandoned_cart")]
    [InlineData("onboarding_chat")]
    [InlineData("post_purchase")]
    public void Svg_OfAJourney_IsAPicture(string journey) => Baseline.VerifyBeside($"aurora/{journey}.svg", SvgWriter.Write(Model(journey)));

    private static GraphModel Model(string journey) => GraphBuilder.Build(Aurora, Aurora.Journey(journey)!);
}
