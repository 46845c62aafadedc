using System.Collections.Immutable;
using System.Diagnostics;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Review;

/// <summary>Folds the steps of a journey into blocks: a block ends where its owner goes on.</summary>
internal sealed class OutlineBuilder
{
    private readonly Journey _journey;
    private readonly HashSet<string> _placed = new(StringComparer.Ordinal);

    private OutlineBuilder(Journey journey) => _journey = journey;

    public static Block Build(Journey journey) => new OutlineBuilder(journey).Sequence(journey.Entry, null);

    private Block Sequence(string? start, string? end)
    {
        var nodes = ImmutableArray.CreateBuilder<Node>();
        for (var id = start; id != end && _journey.Find(id) is { } step && _placed.Add(step.Id);)
        {
            var node = Fold(step);
            nodes.Add(node);
            id = step is StopStep ? end : node.Join is { } join ? join.Next : step.Next;
        }

        return nodes.Count == 0 ? Block.Empty : new(nodes.ToImmutable());
    }

    private Node Fold(Step step)
    {
        switch (step)
        {
            case BranchStep branch:
                return new(step, [.. Conditions(branch)]);
            case SwitchStep choice:
                return new(step, [.. choice.Cases.Select(c => new PatternWay(c, Sequence(c.Then, step.Next))), new ElseWay(Sequence(choice.Else, step.Next))]);
            case WaitForStep wait:
                var cases = wait.Cases.Select(c => (Way)new HappensWay(c, Sequence(c.Then, step.Next))).ToList();
                var timeout = new TimeoutWay(Sequence(wait.OnTimeout, step.Next));
                return new(step, IsOneLine(cases, timeout) ? [] : [.. cases, timeout]);
            case AskStep ask:
                var answers = ask.Cases.Select(c => (Way)new AnswerWay(c, Sequence(c.Then, step.Next)));
                var other = ask.HasOther ? [new OtherAnswerWay(Sequence(ask.OnOther, step.Next))] : Array.Empty<Way>();
                return new(step, [.. answers, .. other, new TimeoutWay(Sequence(ask.OnTimeout, step.Next))]);
            case ExperimentStep experiment:
                return new(step, Arms(experiment.Arms, step.Next));
            case BanditStep bandit:
                return new(step, Arms(bandit.Arms, step.Next));
            case ForkStep fork:
                var branches = fork.Branches.Select(b => (Way)new ParallelWay(b, Sequence(b.Then, fork.Join))).ToImmutableArray();
                _placed.Add(fork.Join);
                return new(step, branches) { Join = (JoinStep)_journey[fork.Join] };
            case LoopStep loop:
                return new(step, [new BodyWay(Sequence(loop.Body, step.Id))]);
            case EachStep each:
                return new(step, [new BodyWay(Sequence(each.Body, step.Id))]);
            case WaitStep or WaitUntilStep or SendStep or SendFirstStep or CallStep or JoinStep or LetStep or WriteStep or WithdrawConsentStep or RecordEventStep
                or RunStep or ReturnStep or StopStep or ExitStep or ReachGoalStep or NothingStep:
                return new(step, []);
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>An `else` that holds nothing but another `if` reads on as `else if`.</summary>
    private IEnumerable<Way> Conditions(BranchStep branch)
    {
        yield return new ConditionWay(branch, Sequence(branch.Then, branch.Next));
        if (branch.Else != branch.Next && _journey.Find(branch.Else) is BranchStep next && next.Next == branch.Next && _placed.Add(next.Id))
        {
            foreach (var way in Conditions(next))
            {
                yield return way;
            }
        }
        else
        {
            yield return new ElseWay(Sequence(branch.Else, branch.Next));
        }
    }

    private ImmutableArray<Way> Arms(ImmutableArray<Arm> arms, string? next) => [.. arms.Select(a => new ArmWay(a, Sequence(a.Then, next)))];

    private static bool IsOneLine(List<Way> cases, TimeoutWay timeout) => cases.Count == 1 && cases[0].Block.IsEmpty && timeout.Block.IsEmpty;
}
