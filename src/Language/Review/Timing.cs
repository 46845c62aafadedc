using System.Diagnostics;
using NodaTime;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Review;

/// <summary>
/// When each step of a journey can be reached, and when the flow can end, by the sum of the waits on the way. This is what
/// a reader is told; the proofs of <see cref="Semantics.Paths"/> also count holds, clock changes and ways that facts exclude.
/// </summary>
internal sealed class Timing
{
    private readonly Dictionary<string, Elapsed> _since = new(StringComparer.Ordinal);
    private readonly Workspace _workspace;
    private readonly Journey _journey;
    private readonly Timing? _caller;
    private Elapsed? _ended;
    private Elapsed? _stopped;

    private Timing(Workspace workspace, Journey journey, Timing? caller)
    {
        _workspace = workspace;
        _journey = journey;
        _caller = caller;
    }

    /// <summary>From entry to the end of the run, over all ways to end.</summary>
    public Elapsed End { get; private set; }

    public Elapsed? this[string step] => _since.TryGetValue(step, out var since) ? since : null;

    public static Timing Of(Workspace workspace, Journey journey, Block flow) => Of(workspace, journey, flow, null);

    private static Timing Of(Workspace workspace, Journey journey, Block flow, Timing? caller)
    {
        var timing = new Timing(workspace, journey, caller);
        var end = timing.Walk(flow, Elapsed.Zero with { Clock = ClockAtEntry(workspace, journey) });
        timing.End = timing.Limit(Either(end, timing._ended) ?? Elapsed.Zero);
        return timing;
    }

    private Elapsed Limit(Elapsed elapsed) => _journey.ExitAfter is not { } limit
        ? elapsed
        : new(Duration.Min(elapsed.Earliest, limit), elapsed.Latest is { } latest ? Duration.Min(latest, limit) : limit);

    private static Elapsed? Either(Elapsed? left, Elapsed? right) => left is { } one && right is { } other ? one.Or(other) : left ?? right;

    private Elapsed? Walk(Block block, Elapsed start)
    {
        Elapsed? at = start;
        foreach (var node in block.Nodes)
        {
            if (at is not { } reached)
            {
                break;
            }

            at = Walk(node, reached);
        }

        return at;
    }

    private Elapsed? Walk(Node node, Elapsed start)
    {
        foreach (var branch in node.Ways.OfType<ConditionWay>())
        {
            _since[branch.Branch.Id] = Limit(start);
        }

        _since[node.Step.Id] = Limit(start);
        switch (node.Step)
        {
            case WaitStep wait:
                return start.Plus(wait.Duration);
            case WaitUntilStep until:
                return WindowWait.After(start, until.Moment);
            case SendFirstStep first:
                var needs = first.Attempts.SkipLast(1).Aggregate(Duration.Zero, (sum, a) => sum + (a.Needs?.Within ?? Duration.Zero));
                return needs == Duration.Zero ? start : start.Plus(Duration.Zero, needs);
            case WaitForStep wait when node.Ways.IsEmpty:
                return start.Plus(Duration.Zero, wait.Limit);
            case WaitForStep wait:
                return Either(node, way => way is TimeoutWay ? start.Plus(wait.Limit) : start.Plus(Duration.Zero, wait.Limit));
            case AskStep ask:
                return Either(node, _ => start.Plus(Duration.Zero, ask.Limit));
            case BranchStep or SwitchStep or ExperimentStep or BanditStep:
                return Either(node, _ => start);
            case ForkStep:
                return Join(node, start);
            case LoopStep loop:
                return Repeat(node, start, loop.AtMost, loop.Every?.Measured ?? Duration.Zero, loop.Until is null);
            case EachStep each:
                return Repeat(node, start, each.AtMost, Duration.Zero, false);
            case RunStep { WaitForEnd: true } run:
                return start.Plus(Duration.Zero, LongestRun(run.Journey));
            case ExitStep or ReturnStep:
                _ended = Either(_ended, start);
                return null;
            case StopStep:
                _stopped = Either(_stopped, start);
                return null;
            case SendStep or CallStep or JoinStep or LetStep or WriteStep or WithdrawConsentStep or RecordEventStep or RunStep or ReachGoalStep or NothingStep:
                return start;
            default:
                throw new UnreachableException();
        }
    }

    private Elapsed? Either(Node node, Func<Way, Elapsed> start)
    {
        Elapsed? end = null;
        foreach (var way in node.Ways)
        {
            end = Either(end, Walk(way.Block, start(way)));
        }

        return end;
    }

    private Elapsed? Join(Node node, Elapsed start)
    {
        Elapsed? end = start;
        foreach (var way in node.Ways)
        {
            end = Walk(way.Block, start) is { } here && end is { } before
                ? new(Duration.Max(before.Earliest, here.Earliest), before.Latest is { } mine && here.Latest is { } theirs ? Duration.Max(mine, theirs) : null)
                : null;
        }

        if (end is { } joined)
        {
            _since[node.Join!.Id] = Limit(joined);
        }

        return end;
    }

    /// <summary>Steps of the body can be reached in every round.</summary>
    private Elapsed? Repeat(Node node, Elapsed start, int atMost, Duration every, bool allRounds)
    {
        var outer = _stopped;
        _stopped = null;
        start = start with { Clock = null };
        var round = Walk(node.Ways[0].Block, start);
        var stopped = _stopped;
        _stopped = outer;

        Elapsed? end = allRounds ? null : start;
        if (round is { } once)
        {
            var length = once.Latest is { } latest && start.Latest is { } from ? latest - from : (Duration?)null;
            var shortest = once.Earliest - start.Earliest;
            var pauses = every.Times(atMost - 1);
            Stretch(node.Ways[0].Block, length.Then(every).Times(atMost - 1));
            var rounds = new Elapsed(
                start.Earliest.Then(allRounds ? shortest.Times(atMost).Then(pauses) : Duration.Zero),
                start.Latest.Then(length.Times(atMost)).Then(pauses));
            end = Either(end, rounds);
        }

        if (stopped is { } early)
        {
            var later = new Elapsed(early.Earliest, round is { } r && start.Latest is { } s ? early.Latest.Then((r.Latest - s).Then(every).Times(atMost - 1)) : early.Latest);
            end = Either(end, later);
        }

        return end;
    }

    private void Stretch(Block body, Duration? later)
    {
        foreach (var step in body.Steps.Where(s => _since.ContainsKey(s.Id)))
        {
            var first = _since[step.Id];
            _since[step.Id] = Limit(first with { Latest = first.Latest.Then(later) });
        }
    }

    /// <summary>Known when every way in has the same time of day.</summary>
    private static LocalTime? ClockAtEntry(Workspace workspace, Journey journey)
    {
        var clocks = journey.Triggers.Select(t => t switch
        {
            ScheduleTrigger schedule => schedule.At,
            DateTrigger date => date.Moment.At,
            _ => null,
        }).Distinct().ToList();
        return clocks.Count == 1 && !workspace.Journeys.Any(j => j.Steps.OfType<RunStep>().Any(r => r.Journey == journey.Name)) ? clocks[0] : null;
    }

    /// <summary>Journeys do not run themselves; a text that says so is refused elsewhere and must not hang here.</summary>
    private Duration? LongestRun(string name)
    {
        for (var caller = this; caller is not null; caller = caller._caller)
        {
            if (caller._journey.Name == name)
            {
                return null;
            }
        }

        return _workspace.Journey(name) is { } journey ? Of(_workspace, journey, OutlineBuilder.Build(journey), this).End.Latest : null;
    }
}
