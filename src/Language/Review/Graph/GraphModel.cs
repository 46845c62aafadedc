using System.Collections.Immutable;

namespace Personalization.Journeys.Language.Review.Graph;

/// <summary>A journey as a picture, before anybody decided how to draw it: boxes, the edges between them, and the same as blocks.</summary>
/// <param name="Summary">What holds at every step: who enters, what ends a run, which rules the messages follow.</param>
public sealed record GraphModel(
    string Name,
    int Version,
    string? Documentation,
    ImmutableArray<string> Summary,
    GraphBlock Flow,
    ImmutableArray<GraphBox> Boxes,
    ImmutableArray<GraphEdge> Edges);

public enum BoxKind
{
    Enter,
    Message,
    Wait,
    Decision,
    Chance,
    Call,
    Write,
    Value,
    Fork,
    Join,
    Loop,
    Run,
    Nothing,
    Stop,
    Exit,
}

/// <param name="Id">The step's id; `(enter)` and `(end)` are no steps.</param>
/// <param name="Steps">The steps the box stands for: one, or all conditions of an `else if` chain.</param>
/// <param name="Purpose">What a message is for, when the box sends one.</param>
public sealed record GraphBox(string Id, BoxKind Kind, string Title, ImmutableArray<string> Details, ImmutableArray<string> Steps)
{
    public Elapsed? Since { get; init; }

    public string? Purpose { get; init; }

    public string? Documentation { get; init; }

    public string? Path { get; init; }

    public int? Line { get; init; }

    public bool IsTerminal => Kind is BoxKind.Exit or BoxKind.Stop;
}

/// <param name="Back">True when it leads to the next round of a loop.</param>
public sealed record GraphEdge(string From, string To, string? Label, bool Back = false);

public sealed record GraphBlock(ImmutableArray<GraphPart> Parts);

public enum Composition
{
    Plain,
    Choice,
    Parallel,
    Loop,
}

/// <summary>A box with the blocks that hang below it, and the box where parallel branches meet.</summary>
public sealed record GraphPart(GraphBox Box, Composition Composition, ImmutableArray<GraphWay> Ways, GraphBox? Join);

public sealed record GraphWay(string? Label, GraphBlock Block);
