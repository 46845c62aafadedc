using NodaTime;
using Personalization.Journeys.Language.Review;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Domains;

namespace Personalization.Journeys.Language.Semantics.Paths;

/// <summary>
/// What is known at every step of a journey, found in one walk over its structured flow. A step that is not in
/// <see cref="Arrivals"/> is never reached.
/// </summary>
internal sealed class JourneyPaths
{
    private readonly WorkspacePaths _workspace;
    private readonly Journey _journey;
    private readonly Dictionary<string, PathState> _arrivals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Lengths> _rounds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<PathState>> _stops = new(StringComparer.Ordinal);
    private readonly List<PathState> _ends = [];
    private int _probes;

    private JourneyPaths(WorkspacePaths workspace, Journey journey)
    {
        _workspace = workspace;
        _journey = journey;
    }

    public IReadOnlyDictionary<string, PathState> Arrivals => _arrivals;

    /// <summary>How long a run can be: from entry to its end by itself.</summary>
    public Lengths Length { get; private set; }

    /// <summary>The latest time since entry at which a run can be at this step, null when there is no bound.</summary>
    public Duration? Latest(string step) => _arrivals.TryGetValue(step, out var state) ? Capped(state.Since.Most) : null;

    public static JourneyPaths Of(WorkspacePaths workspace, Journey journey)
    {
        var paths = new JourneyPaths(workspace, journey);
        var start = EntryFacts.Of(workspace, journey);
        if (paths.Walk(journey.Entry, null, start) is { } end)
        {
            paths._ends.Add(end);
        }

        var all = paths._ends.Select(e => e.Since).DefaultIfEmpty(Lengths.None).Aggregate((a, b) => a.Or(b));
        paths.Length = new Lengths(all.Least, all.Soonest, paths.Capped(all.Planned), paths.Capped(all.Most));
        return paths;
    }

    private Duration? Capped(Duration? length) =>
        _journey.ExitAfter is { } limit ? length is { } l ? Duration.Min(l, limit) : limit : length;

    /// <summary>From a step to the end of its block; null when no way gets there.</summary>
    private PathState? Walk(string? id, string? end, PathState? state)
    {
        var steps = 0;
        while (state is not null && id is not null && id != end && _journey.Find(id) is { } step && steps++ <= _journey.Steps.Length)
        {
            if (_probes == 0)
            {
                _arrivals[id] = state;
            }

            state = Pass(step, Asked(step, state));
            id = step is ForkStep fork && _journey.Find(fork.Join) is { } join ? join.Next : step.Next;
        }

        return state;
    }

    private PathState? Pass(Step step, PathState at) => step switch
    {
        WaitStep w => at.After(Lengths.Of(w.Duration), DayTime.After(at.DayTime, w.Duration)),
        WaitUntilStep w => Until(w, at),
        WaitForStep w => WaitFor(w, at),
        BranchStep b => Meet(at, [Block(b.Then, b, Told(at, b.Condition, Truths.Yes)), Block(b.Else, b, Told(at, b.Condition, Truths.NotYes))]),
        SwitchStep s => Switch(s, at),
        ExperimentStep e => Arms(e, at with { Experiments = at.Experiments.Add(e.Id) }),
        BanditStep b => Meet(at, b.Arms.Select(a => Block(a.Then, b, at))),
        SendStep s => Send(s, at),
        SendFirstStep s => SendFirst(s, at),
        AskStep a => Ask(a, at),
        CallStep c => at.After(_workspace.Program.Webhook(c.Webhook) is { } hook ? Lengths.Hold(hook.LongestWait) : Lengths.None, DayTime.Within(at.DayTime, Duration.FromHours(1))),
        ForkStep f => Fork(f, at),
        WriteStep w => at.Write(w.Field),
        WithdrawConsentStep w => at with { Facts = at.Facts.Where((_, fact) => fact.Subject is not (ConsentExpression or InSegmentExpression)) },
        RunStep { WaitForEnd: true } r => at.After(_workspace.LengthOf(r.Journey).OrNone(), null),
        LoopStep l => Repeat(l.Id, l.Body, l.AtMost, l.Every, l.Until is not null, at),
        EachStep e => Repeat(e.Id, e.Body, e.AtMost, null, true, at),
        StopStep s => Stop(s, at),
        ExitStep or ReturnStep => End(at),
        _ => at,
    };

    private PathState? Until(WaitUntilStep wait, PathState at)
    {
        var after = at.After(Holds.OfMoment(wait.Moment, wait.IfMissing, at.DayTime), Holds.AfterMoment(wait.Moment));
        if (wait.IfMissing == IfMissing.Exit)
        {
            End(at);
        }

        return wait.IfMissing == IfMissing.Skip ? Meet(at, [at, after]) : after;
    }

    private PathState? WaitFor(WaitForStep wait, PathState at)
    {
        var happened = at.After(Lengths.UpTo(wait.Limit), DayTime.Within(at.DayTime, wait.Limit));
        var timeout = at.After(Lengths.Exactly(wait.Limit), DayTime.After(at.DayTime, CalendarDuration.OfExact(wait.Limit)));
        return Meet(at, wait.Cases.Select(c => Block(c.Then, wait, happened)).Append(Block(wait.OnTimeout, wait, timeout)));
    }

    private PathState? Arms(ExperimentStep step, PathState at) => Meet(at, step.Arms.Select(a => Block(a.Then, step, at)));

    private PathState? Switch(SwitchStep step, PathState at)
    {
        var ways = new List<PathState?>();
        var rest = at;
        foreach (var @case in step.Cases)
        {
            var (hit, miss) = Split(step.Value, @case.Pattern, rest);
            ways.Add(Block(@case.Then, step, hit));
            rest = miss;
        }

        return Meet(at, ways.Append(Block(step.Else, step, rest)));
    }

    /// <summary>The runs that take a case of `match`, and those that go on to the next.</summary>
    public static (PathState Hit, PathState Miss) Split(Expression value, Pattern pattern, PathState at)
    {
        var (subject, standIn) = ConditionDomains.WithoutDefault(value);
        if (standIn is not null || ConditionDomains.Allowed(pattern) is not { } allowed)
        {
            return (at, at);
        }

        var text = ExpressionText.Of(subject);
        var possible = Subjects.Everything(subject);
        return (
            at with { Facts = at.Facts.And(Cases.Of(text, new Fact(subject, false, possible.Intersect(allowed)))) },
            at with { Facts = at.Facts.And(Cases.Of(text, new Fact(subject, subject.MayBeMissing, possible.Intersect(allowed.Complement())))) });
    }

    private PathState Send(SendStep step, PathState at)
    {
        var policy = _workspace.PolicyOf(step.Message);
        var after = at.After(Holds.OfMessage(policy, at.DayTime), Holds.AfterMessage(policy, at.DayTime));
        return after with { Sent = after.Sent.Add(new PastMessage(step.Id, step.Message, true, Lengths.None, after.DayTime)) };
    }

    private PathState SendFirst(SendFirstStep step, PathState at)
    {
        var after = at.After(Holds.OfAttempts(step, _workspace.PolicyOf), null);
        var tried = step.Attempts.Select((m, i) => new PastMessage(step.Id, m, i == 0, after.Since - at.Since, null));
        return after with { Sent = after.Sent.AddRange(tried) };
    }

    private PathState? Ask(AskStep step, PathState at)
    {
        var after = at.After(Holds.OfQuestion(step, _workspace.PolicyOf(step.Message)), null);
        after = after with { Sent = after.Sent.Add(new PastMessage(step.Id, step.Message, true, after.Since - at.Since, null)) };
        var answers = step.Cases.Select(c => Block(c.Then, step, after));
        return Meet(at, step.HasOther ? [.. answers, Block(step.OnOther, step, after), Block(step.OnTimeout, step, after)] : [.. answers, Block(step.OnTimeout, step, after)]);
    }

    private PathState? Fork(ForkStep step, PathState at)
    {
        var ways = step.Branches.Select(b => Walk(b.Then, step.Join, at)).ToList();
        if (!ways.TrueForAll(w => w is not null))
        {
            return null;
        }

        var joined = ways.Count == 0 ? at : PathState.Join(at, [.. ways.OfType<PathState>()]);
        if (_probes == 0)
        {
            _arrivals[step.Join] = joined;
        }

        return joined;
    }

    private PathState? Repeat(string loop, string? body, int atMost, CalendarDuration? every, bool mayBeNone, PathState at)
    {
        var pause = every is { } e ? Lengths.Of(e) : Lengths.None;
        if (!_rounds.TryGetValue(loop, out var round))
        {
            _probes++;
            round = Walk(body, loop, at) is { } end ? end.Since - at.Since : Lengths.None;
            _probes--;
            _stops.Remove(loop);
            _rounds[loop] = round;
        }

        var before = round + pause == Lengths.None ? at : at.After(((round + pause) * Math.Max(0, atMost - 1)).OrNone(), null);
        before = before with { Facts = before.Facts.Where((_, fact) => PathState.IsStable(fact.Subject) && !ExpressionTree.AsWritten(fact.Subject).Any(v => v is VariableExpression)) };
        var last = Walk(body, loop, before);
        var ways = _stops.Remove(loop, out var stops) ? stops : [];
        if (last is not null)
        {
            ways.Add(mayBeNone ? last : last with { Since = Rounds(last.Since, at.Since + (round * atMost) + (pause * Math.Max(0, atMost - 1))) });
        }

        return PathState.Meet(at, mayBeNone ? [at, .. ways] : ways);
    }

    /// <summary>After the last round, when every round is taken.</summary>
    private static Lengths Rounds(Lengths last, Lengths all) => last with { Least = all.Least, Soonest = all.Soonest };

    private PathState? Stop(StopStep step, PathState at)
    {
        if (!_stops.TryGetValue(step.Loop, out var stops))
        {
            _stops[step.Loop] = stops = [];
        }

        stops.Add(at);
        return null;
    }

    private PathState? End(PathState at)
    {
        if (_probes == 0)
        {
            _ends.Add(at);
        }

        return null;
    }

    private PathState? Block(string? first, Step owner, PathState at) => Walk(first ?? owner.Next, owner.Next, at);

    private PathState Told(PathState at, Expression condition, Truths truth) => at with { Facts = at.Facts.And(_workspace.Domains.Of(condition, truth)) };

    private static PathState Asked(Step step, PathState at)
    {
        var asked = ProgramExpressions.Of(step).SelectMany(ExpressionTree.AsWritten).OfType<PredictExpression>().Where(p => p.Location is not null).ToList();
        return step is LoopStep || asked.Count == 0
            ? at
            : at with { Predictions = at.Predictions.AddRange(asked.Select(p => new PastPrediction(ExpressionText.Of(p), p.Location!, at.Pauses))) };
    }

    private static PathState? Meet(PathState at, IEnumerable<PathState?> ways) => PathState.Meet(at, [.. ways.OfType<PathState>()]);
}
