using System.Collections.Immutable;
using System.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Syntax;

namespace Personalization.Journeys.Language.Lowering;

/// <summary>
/// The identities of steps: the path of the names around a step, then its `as` name, else `kind.target`, else `kind`;
/// the second equal one gets `.2`. `if`, `repeat` and `for each` have no name of their own and add nothing to the path,
/// so that wrapping a step in one of them does not move the people who rest at it.
/// </summary>
internal sealed class StepIds
{
    private readonly Dictionary<SyntaxNode, string> _ids = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    private StepIds()
    {
    }

    public static StepIds Of(ImmutableArray<StepSyntax> flow)
    {
        var ids = new StepIds();
        ids.Block(flow, "");
        return ids;
    }

    /// <summary>Of a step, or of an `else if`, which is a branch of its own.</summary>
    public string this[SyntaxNode step] => _ids[step];

    public IEnumerable<string> All => _taken;

    public static string JoinOf(string fork) => fork + ".join";

    /// <summary>What an unnamed branch of `in parallel` is called: as its step.</summary>
    public static string NameOf(StepSyntax step) => step switch
    {
        WaitSyntax or WaitUntilSyntax or WaitCasesSyntax => "wait",
        WaitForSyntax wait => wait.As?.Text ?? wait.Event?.As?.Text ?? $"wait.{wait.Event?.Event.Text ?? Join(wait.Outcome)}",
        IfSyntax => "if",
        MatchSyntax => "match",
        SplitSyntax split => split.Name.Text,
        ExperimentSyntax experiment => experiment.Name.Text,
        BanditSyntax bandit => bandit.Name.Text,
        SendSyntax send => send.Message.As?.Text ?? $"{send.Message.Channel.Text}.{send.Message.Template.Text}",
        SendFirstSyntax first => first.As?.Text ?? "first_of",
        AskSyntax ask => ask.As?.Text ?? $"ask.{ask.Template.Text}",
        CallWebhookSyntax call => call.As?.Text ?? $"call.{call.Webhook.Text}",
        ParallelSyntax => "parallel",
        LetSyntax let => $"let.{let.Name.Text}",
        WriteSyntax write => $"{write.Operation.ToString().ToLowerInvariant()}.{(write.Path.Names.Length == 0 ? "" : write.Path.Names[^1].Text)}",
        WithdrawConsentSyntax withdraw => $"withdraw.{withdraw.Channel.Text}",
        RecordEventSyntax record => $"record.{record.Event.Text}",
        RunJourneySyntax run => run.As?.Text ?? $"{(run.WaitForEnd ? "run" : "start")}.{run.Journey.Text}",
        ReturnSyntax => "return",
        RepeatSyntax => "repeat",
        ForEachSyntax each => $"each.{each.Name.Text}",
        StopRepeatingSyntax => "stop",
        ExitSyntax => "exit",
        ReachGoalSyntax goal => $"reach.{goal.Goal.Text}",
        DoNothingSyntax => "nothing",
        BrokenStepSyntax => "",
        _ => throw new UnreachableException(),
    };

    private void Block(ImmutableArray<StepSyntax> steps, string path)
    {
        foreach (var step in steps)
        {
            Step(step, path);
        }
    }

    private void Step(StepSyntax step, string path)
    {
        if (step is BrokenStepSyntax broken)
        {
            Block(broken.Block, path);
            return;
        }

        var id = Take(step, path, NameOf(step));
        switch (step)
        {
            case WaitCasesSyntax wait:
                foreach (var @case in wait.Cases)
                {
                    Block(@case.Block, Under(path, @case.IsTimeout ? "timeout" : @case.Event?.Event.Text ?? @case.Outcome!.Names[^1].Text));
                }

                break;
            case IfSyntax @if:
                If(@if, path);
                break;
            case MatchSyntax match:
                for (var i = 0; i < match.Cases.Length; i++)
                {
                    Block(match.Cases[i].Block, Under(path, FormattableString.Invariant($"when.{i + 1}")));
                }

                Block(match.Else ?? [], Under(path, "else"));
                break;
            case SplitSyntax split:
                Arms(split.Arms, id);
                break;
            case ExperimentSyntax experiment:
                Arms(experiment.Holdout is { } holdout ? experiment.Arms.Add(holdout) : experiment.Arms, id);
                break;
            case BanditSyntax bandit:
                Arms(bandit.Arms, id);
                break;
            case AskSyntax ask:
                Answers(ask, id);
                break;
            case ParallelSyntax parallel:
                foreach (var branch in parallel.Branches)
                {
                    Block(branch.Block, branch.Name is { } name ? Under(path, name.Text) : path);
                }

                _taken.Add(JoinOf(id));
                break;
            case RepeatSyntax repeat:
                Block(repeat.Block, path);
                break;
            case ForEachSyntax each:
                Block(each.Block, path);
                break;
            default:
                break;
        }
    }

    private void If(IfSyntax syntax, string path)
    {
        for (var i = 0; i < syntax.Branches.Length; i++)
        {
            if (i > 0)
            {
                path = Under(path, "else");
                Take(syntax.Branches[i], path, "if");
            }

            Block(syntax.Branches[i].Block, path);
        }

        Block(syntax.Else ?? [], Under(path, "else"));
    }

    private void Arms(ImmutableArray<ArmSyntax> arms, string path)
    {
        foreach (var arm in arms)
        {
            Block(arm.Block, Under(path, arm.Name.Text));
        }
    }

    private void Answers(AskSyntax ask, string path)
    {
        var number = 0;
        foreach (var answer in ask.Answers)
        {
            Block(answer.Block, Under(path, answer.Kind switch
            {
                AnswerKind.Choices => FormattableString.Invariant($"{++number}"),
                AnswerKind.AnyOther => "other",
                _ => "timeout",
            }));
        }
    }

    private string Take(SyntaxNode step, string path, string name)
    {
        var first = Under(path, name);
        var id = first;
        for (var ordinal = 2; !_taken.Add(id); ordinal++)
        {
            id = FormattableString.Invariant($"{first}.{ordinal}");
        }

        _ids.Add(step, id);
        return id;
    }

    private static string Under(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static string Join(PathSyntax? path) => path is null ? "" : string.Join('.', path.Names.Select(n => n.Text));
}
