using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Explaining;

/// <summary>The most messages one run can send: of branches the largest, of `send first of` one, of loops every round.</summary>
internal static class MostMessages
{
    public static long Of(Journey journey) => Block(journey, journey.Entry, null);

    private static long Block(Journey journey, string? id, string? end)
    {
        var count = 0L;
        while (id is not null && id != end && journey.Find(id) is { } step)
        {
            count += One(journey, step);
            id = step is ForkStep fork ? journey.Find(fork.Join)?.Next : step.Next;
        }

        return count;
    }

    private static long One(Journey journey, Step step) => step switch
    {
        SendStep => 1,
        SendFirstStep s => s.Attempts.Count(a => a.Needs is not null) + (s.Attempts.Any(a => a.Needs is null) ? 1 : 0),
        ForkStep f => f.Branches.Sum(b => Block(journey, b.Then, f.Join)),
        LoopStep l => l.AtMost * Block(journey, l.Body, l.Id),
        EachStep e => e.AtMost * Block(journey, e.Body, e.Id),
        AskStep => 1 + Largest(journey, step),
        _ => Largest(journey, step),
    };

    private static long Largest(Journey journey, Step step) =>
        Semantics.Paths.JourneyParts.Blocks(step).Select(first => first is null ? 0 : Block(journey, first, step.Next)).DefaultIfEmpty(0).Max();
}
