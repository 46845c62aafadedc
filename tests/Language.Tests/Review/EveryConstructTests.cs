using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Review.Explanation;
using Personalization.Journeys.Language.Review.Graph;
using Personalization.Journeys.Language.Review.Snapshots;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Language.Tests.Review;

public sealed class EveryConstructTests
{
    public static TheoryData<string> Journeys => ["steps", "settings"];

    [Fact]
    public void Sample_Steps_HoldsEveryKindOfStep()
    {
        var kinds = typeof(Step).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Step)));
        Assert.Empty(kinds.Except(EveryConstruct.Workspace.Journey("steps")!.Steps.Select(s => s.GetType())));
    }

    [Theory]
    [MemberData(nameof(Journeys))]
    public void Snapshot_EveryConstruct_IsTold(string journey) =>
        Baseline.VerifyBeside($"{journey}.snapshot", Snapshot.Write(EveryConstruct.Workspace, EveryConstruct.Workspace.Journey(journey)!));

    [Theory]
    [MemberData(nameof(Journeys))]
    public void Prose_EveryConstruct_IsTold(string journey) =>
        Baseline.VerifyBeside($"{journey}.prose", Prose.Write(EveryConstruct.Workspace, EveryConstruct.Workspace.Journey(journey)!));

    [Theory]
    [MemberData(nameof(Journeys))]
    public void Mermaid_EveryConstruct_IsDrawn(string journey) =>
        Baseline.VerifyBeside($"{journey}.mermaid", MermaidWriter.Write(Model(journey)));

    [Theory]
    [MemberData(nameof(Journeys))]
    public void Dot_EveryConstruct_IsDrawn(string journey) =>
        Baseline.VerifyBeside($"{journey}.dot", DotWriter.Write(Model(journey)));

    [Theory]
    [MemberData(nameof(Journeys))]
    public void Svg_EveryConstruct_IsDrawn(string journey) =>
        Baseline.VerifyBeside($"{journey}.svg", SvgWriter.Write(Model(journey)));

    private static GraphModel Model(string journey) => GraphBuilder.Build(EveryConstruct.Workspace, EveryConstruct.Workspace.Journey(journey)!);
}
