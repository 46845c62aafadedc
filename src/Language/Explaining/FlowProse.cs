using System.Text;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;

namespace Personalization.Journeys.Language.Explaining;

/// <summary>The steps of a journey, one a line, with the time since entry in front and blocks below what owns them.</summary>
internal sealed class FlowProse(Journey journey, JourneyPaths paths, StringBuilder text)
{
    private const int TimeColumn = 24;

    private string _lastTime = "";

    public void Write()
    {
        Line("+0", 0, "enters");
        _lastTime = "+0";
        Block(journey.Entry, null, 0);
        text.Append('\n');
    }

    private void Block(string? id, string? end, int depth)
    {
        while (id is not null && id != end && journey.Find(id) is { } step)
        {
            One(step, depth);
            id = step is ForkStep fork ? journey.Find(fork.Join)?.Next : step.Next;
        }
    }

    private void One(Step step, int depth)
    {
        Sentence(step, depth, StepProse.Of(step));
        foreach (var (heading, first) in Blocks(step))
        {
            Line("", depth + 1, heading + ":");
            var end = step switch { ForkStep f => f.Join, LoopStep or EachStep => step.Id, _ => step.Next };
            if (first is null || first == end)
            {
                Line("", depth + 2, "goes on");
            }
            else
            {
                Block(first, end, depth + 2);
            }
        }

        switch (step)
        {
            case BranchStep branch:
                If(branch, depth);
                break;
            case LoopStep loop:
                Block(loop.Body, loop.Id, depth + 1);
                break;
            case EachStep each:
                Block(each.Body, each.Id, depth + 1);
                break;
        }
    }

    private void If(BranchStep branch, int depth)
    {
        Inner(branch.Then, branch.Next, depth + 1);
        if (branch.Else is not { } otherwise || otherwise == branch.Next)
        {
            return;
        }

        if (journey.Find(otherwise) is BranchStep next && next.Next == branch.Next)
        {
            Line("", depth, "else " + StepProse.Of(next));
            If(next, depth);
        }
        else
        {
            Line("", depth, "else");
            Inner(otherwise, branch.Next, depth + 1);
        }
    }

    private void Inner(string? first, string? end, int depth)
    {
        if (first is null || first == end)
        {
            Line("", depth, "goes on");
        }
        else
        {
            Block(first, end, depth);
        }
    }

    /// <summary>The blocks that have a heading of their own.</summary>
    private static IEnumerable<(string Heading, string? First)> Blocks(Step step) => step switch
    {
        WaitForStep w when w.Cases.Any(c => c.Then is not null && c.Then != w.Next) || (w.OnTimeout is not null && w.OnTimeout != w.Next) =>
            [.. w.Cases.Select(c => (StepProse.Of(c), c.Then)), ("in time nothing of it", w.OnTimeout)],
        SwitchStep s => [.. s.Cases.Select(c => (StepProse.Of(c.Pattern), c.Then)), ("anything else", s.Else)],
        ExperimentStep e => e.Arms.Select(a => ($"{StepProse.Percent(a.Share)} {a.Name}", a.Then)),
        BanditStep b => b.Arms.Select(a => (a.Name, a.Then)),
        AskStep a => [.. a.Cases.Select(c => (string.Join(" or ", c.Choices.Select(x => $"\"{x}\"")), c.Then)), .. a.HasOther ? new[] { ("any other answer", a.OnOther) } : [], ("no answer", a.OnTimeout)],
        ForkStep f => f.Branches.Select(b => (b.Name, b.Then)),
        _ => [],
    };

    private void Sentence(Step step, int depth, string words)
    {
        var time = paths.Arrivals.TryGetValue(step.Id, out var at) ? Time(at.Since) : "never";
        Line(time == _lastTime ? "" : time, depth, words);
        _lastTime = time;
    }

    private static string Time(Lengths since) => since.Planned is not { } planned
        ? $"+{LengthText.Short(since.Soonest)} or later"
        : since.Soonest == planned ? "+" + LengthText.Short(planned) : $"+{LengthText.Short(since.Soonest)} to +{LengthText.Short(planned)}";

    private void Line(string time, int depth, string words) =>
        text.Append(("  " + time).PadRight(TimeColumn)).Append(' ', depth * 2).Append(words).Append('\n');
}
