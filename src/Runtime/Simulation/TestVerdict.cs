using System.Collections.Immutable;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Simulation;

/// <summary>A line that a test expects to happen, from any of its expectations.</summary>
internal sealed record Expected(TestMoment? At, Channel? Channel, string? Template, ImmutableArray<NamedExpression> With, string? Goal, string? Exit, bool AnyExit)
{
    public bool Matches(Happened happened, TestSetup setup) => IsLike(happened)
        && (At is null || setup.Clock.IsAt(happened.At, At))
        && With.All(part => TestVerdict.AreEqual(happened.Part(setup, part.Name), part.Value, setup));

    /// <summary>The same line, but for its time and parts.</summary>
    public bool IsLike(Happened happened) => happened.Entry switch
    {
        MessageSent => Template is not null && happened.IsMessage(Channel, Template),
        GoalReached goal => goal.Goal == Goal,
        Exited exited => AnyExit || exited.Reason == Exit,
        _ => false,
    };

    public string Text(TestSetup setup)
    {
        if (Template is not null)
        {
            var scope = setup.Scope(setup.Customer, setup.Clock.Start, setup.Names);
            return TestText.Message(Channel ?? default, Template, With.Select(w => (w.Name, Evaluator.Evaluate(w.Value, scope))), setup.Clock.Zone);
        }

        return Goal is not null ? $"goal {Goal}" : TestText.Exit(Exit);
    }
}

/// <summary>Which expectations of a test hold, and which line of what happened each one means.</summary>
internal sealed class TestVerdict
{
    private readonly TestRun _run;
    private readonly Dictionary<int, Expected> _met = [];
    private readonly HashSet<int> _unwanted = [];
    private readonly List<(int Before, Expected Expected)> _missing = [];
    private readonly List<string> _otherwise = [];

    public TestVerdict(TestRun run)
    {
        _run = run;
        Happened = Simulation.Happened.Of(run);
        foreach (var (happening, why) in run.Impossible)
        {
            _otherwise.Add($"{happening.Location}: {why}");
        }

        foreach (var incident in run.Journal.OfType<Incident>())
        {
            _otherwise.Add($"incident: {incident.Reason}");
        }

        var position = 0;
        foreach (var expectation in run.Setup.Test.Expectations)
        {
            switch (expectation)
            {
                case ExpectTimeline timeline:
                    Timeline(timeline);
                    break;
                case ExpectMessage message:
                    position = Find(new(message.At, message.Channel, message.Template, message.With, null, null, false), position);
                    break;
                case ExpectExit exit:
                    position = Find(new(exit.At, null, null, [], null, exit.Reason, exit.Reason is null), position);
                    break;
                case ExpectGoal goal:
                    position = Find(new(goal.At, null, null, [], goal.Goal, null, false), position);
                    break;
                case ExpectNoMessage none:
                    Reject(h => h.IsMessage(none.Channel, none.Template));
                    break;
                case ExpectNotEntered refused:
                    NotEntered(refused);
                    break;
                case ExpectValue value:
                    Field(value);
                    break;
                default:
                    throw new System.Diagnostics.UnreachableException();
            }
        }
    }

    public ImmutableArray<Happened> Happened { get; }

    public bool Passed => _missing.Count == 0 && _unwanted.Count == 0 && _otherwise.Count == 0;

    /// <summary>Expected lines that did not happen, each with the place in <see cref="Happened"/> before which it belongs.</summary>
    public IReadOnlyList<(int Before, Expected Expected)> Missing => _missing;

    /// <summary>Failures that are no line of a timeline.</summary>
    public IReadOnlyList<string> Otherwise => _otherwise;

    public Expected? MetBy(int index) => _met.GetValueOrDefault(index);

    public bool IsUnwanted(int index) => _unwanted.Contains(index);

    internal static bool AreEqual(Value actual, Expression expected, TestSetup setup) => Evaluator.IsYes(
        new BinaryExpression(new Constant(actual, expected.Type, null), BinaryOperator.Equal, expected, DataType.Boolean, false, null),
        setup.Scope(setup.Customer, setup.Clock.Start, setup.Names));

    /// <summary>The first such line that no other expectation means, after the last one found if there is one.</summary>
    private int Find(Expected expected, int after)
    {
        var free = Enumerable.Range(0, Happened.Length).Where(i => !_met.ContainsKey(i) && expected.Matches(Happened[i], _run.Setup)).ToList();
        if (free.Count > 0)
        {
            var found = free.FindIndex(i => i >= after) is >= 0 and var index ? free[index] : free[0];
            _met.Add(found, expected);
            return found + 1;
        }

        var place = expected.At is { } at ? FirstAtOrAfter(at) : after;
        _missing.Add((place, expected));
        return after;
    }

    /// <summary>Pairs the lines in order so that as many as possible agree; the others are missing or unwanted.</summary>
    private void Timeline(ExpectTimeline timeline)
    {
        var lines = timeline.Lines.Select(l => new Expected(l.At, l.Channel, l.Template, l.With, l.Goal, l.Exit, false)).ToImmutableArray();
        var shown = Enumerable.Range(0, Happened.Length).Where(i => Happened[i].Entry is not Entered).ToImmutableArray();
        var longest = new int[lines.Length + 1, shown.Length + 1];
        for (var i = lines.Length - 1; i >= 0; i--)
        {
            for (var j = shown.Length - 1; j >= 0; j--)
            {
                longest[i, j] = lines[i].Matches(Happened[shown[j]], _run.Setup)
                    ? longest[i + 1, j + 1] + 1
                    : Math.Max(longest[i + 1, j], longest[i, j + 1]);
            }
        }

        var (line, happened) = (0, 0);
        while (line < lines.Length || happened < shown.Length)
        {
            if (line < lines.Length && happened < shown.Length && lines[line].Matches(Happened[shown[happened]], _run.Setup))
            {
                _met[shown[happened++]] = lines[line++];
            }
            else if (line < lines.Length && (happened == shown.Length || IsNext(lines[line], longest[line + 1, happened], Happened[shown[happened]], longest[line, happened + 1])))
            {
                _missing.Add((happened < shown.Length ? shown[happened] : Happened.Length, lines[line++]));
            }
            else
            {
                _unwanted.Add(shown[happened++]);
            }
        }
    }

    /// <summary>Whether the expected line is told first: it costs fewer agreements, or as many and is earlier.</summary>
    private bool IsNext(Expected expected, int without, Happened happened, int withoutHappened) =>
        without > withoutHappened || (without == withoutHappened && (expected.At is null || _run.Setup.Clock.At(expected.At) <= happened.At));

    private void Reject(Func<Happened, bool> unwanted) =>
        _unwanted.UnionWith(Enumerable.Range(0, Happened.Length).Where(i => unwanted(Happened[i])));

    private void NotEntered(ExpectNotEntered expectation)
    {
        Reject(h => h.Entry is Entered);
        var refusals = _run.Journal.OfType<NotEntered>().Where(r => r.Journey == _run.Setup.Test.Journey).ToList();
        if (expectation.Because is { } because && !refusals.Exists(r => r.Reason == because) && !Happened.Any(h => h.Entry is Entered))
        {
            var reasons = string.Join(", ", refusals.Select(r => $"because \"{r.Reason}\"").Distinct(StringComparer.Ordinal));
            _otherwise.Add($"expected not entered because \"{because}\", was {(reasons.Length == 0 ? "not triggered at all" : "not entered " + reasons)}");
        }
    }

    private void Field(ExpectValue expectation)
    {
        var scope = _run.Setup.Scope(_run.Customer, _run.End, _run.Setup.Names);
        var equal = new BinaryExpression(expectation.Path, BinaryOperator.Equal, expectation.Value, DataType.Boolean, false, expectation.Location);
        if (!Evaluator.IsYes(equal, scope))
        {
            var zone = _run.Setup.Clock.Zone;
            var actual = TestText.Literal(Evaluator.Evaluate(expectation.Path, scope), zone);
            var wanted = TestText.Literal(Evaluator.Evaluate(expectation.Value, scope), zone);
            _otherwise.Add($"{TestText.Path(expectation.Path)} is {actual} at the end, expected {wanted}");
        }
    }

    private int FirstAtOrAfter(TestMoment moment)
    {
        var at = _run.Setup.Clock.At(moment);
        for (var i = 0; i < Happened.Length; i++)
        {
            if (Happened[i].At >= at)
            {
                return i;
            }
        }

        return Happened.Length;
    }
}
