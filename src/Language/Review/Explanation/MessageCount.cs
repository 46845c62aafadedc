using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Review.Explanation;

/// <summary>The most messages one run can hand over; what another journey sends is not counted.</summary>
internal static class MessageCount
{
    public static long AtMost(Block block) => Walk(block).Most;

    /// <summary>The most on any way, and the most on a way that goes on behind the block (null when none does).</summary>
    private static (long Most, long? Through) Walk(Block block)
    {
        var most = 0L;
        long? so = 0;
        foreach (var node in block.Nodes)
        {
            if (so is not { } before)
            {
                break;
            }

            var (here, through) = Walk(node);
            most = Math.Max(most, before + here);
            so = through is { } on ? before + on : null;
        }

        return (Math.Max(most, so ?? 0), so);
    }

    private static (long Most, long? Through) Walk(Node node)
    {
        var own = Own(node.Step);
        if (node.Ways.IsEmpty)
        {
            return (own, node.Ends ? null : own);
        }

        var ways = node.Ways.Select(w => Walk(w.Block)).ToList();
        var most = own + (node.Step switch
        {
            ForkStep => ways.Sum(w => w.Most),
            LoopStep loop => Rounds(ways[0], loop.AtMost),
            EachStep each => Rounds(ways[0], each.AtMost),
            _ => ways.Max(w => w.Most),
        });
        var through = node.Step switch
        {
            ForkStep or LoopStep or EachStep => most,
            _ => own + ways.Max(w => w.Through),
        };
        return (most, node.Ends ? null : through);
    }

    /// <summary>A round that always stops or ends is the last one.</summary>
    private static long Rounds((long Most, long? Through) round, int atMost) =>
        round.Through is { } through ? Math.Max(through * atMost, (through * (atMost - 1)) + round.Most) : round.Most;

    private static long Own(Step step) => step switch
    {
        SendStep or AskStep => 1,
        SendFirstStep s => 1 + s.Attempts.SkipLast(1).Count(a => a.Needs is not null),
        _ => 0,
    };
}
