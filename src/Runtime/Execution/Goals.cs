using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;

namespace Personalization.Journeys.Runtime.Execution;

/// <summary>Goals are reached once a run, inside it or, within their own time, after it.</summary>
internal static class Goals
{
    /// <summary>True when a goal ended the run.</summary>
    public static bool Reach(DecisionDraft draft, LiveRun run, CustomerEvent @event)
    {
        string? ended = null;
        foreach (var goal in run.Program.Goals)
        {
            if (!run.State.Goals.Contains(goal.Name) && Reacting.Concerns(draft, run.State, goal.Event, @event))
            {
                Note(draft, run, goal, @event.At);
                ended ??= Ends(run.Program, goal) ? goal.Name : null;
            }
        }

        return ended is not null && End(draft, run, ended);
    }

    /// <summary>`reach goal`; true when it ended the run.</summary>
    public static bool Reach(DecisionDraft draft, LiveRun run, string name)
    {
        foreach (var goal in run.Program.Goals)
        {
            if (goal.Name == name && !run.State.Goals.Contains(name))
            {
                Note(draft, run, goal, draft.Now);
                return Ends(run.Program, goal) && End(draft, run, name);
            }
        }

        return false;
    }

    public static void OfEndedRuns(DecisionDraft draft, CustomerEvent @event)
    {
        var ended = draft.Customer.EndedRuns;
        for (var i = 0; i < ended.Length; i++)
        {
            if (!ended[i].OpenGoals.IsEmpty && draft.Release.Journey(ended[i].Journey, ended[i].Version) is { } program)
            {
                ended = ended.SetItem(i, Reach(draft, ended[i], program, @event));
            }
        }

        if (ended != draft.Customer.EndedRuns)
        {
            draft.Customer = draft.Customer with { EndedRuns = ended };
        }
    }

    /// <summary>The event behind an exit, its own or its goal's; null for a segment.</summary>
    public static EventRef? EventOf(Journey program, Exit exit) => exit switch
    {
        EventExit e => e.Event,
        GoalExit g => program.Goals.FirstOrDefault(goal => goal.Name == g.Goal)?.Event,
        _ => null,
    };

    private static EndedRun Reach(DecisionDraft draft, EndedRun ended, Journey program, CustomerEvent @event)
    {
        foreach (var goal in program.Goals)
        {
            var run = new Run(ended.Id, ended.Journey, ended.Version, ended.Key, ended.EnteredAt, ended.TriggeredAt)
            {
                Entry = ended.Entry,
                Input = ended.Input,
                Variables = ended.Locals,
            };
            if (ended.OpenGoals.Contains(goal.Name) && Reacting.Concerns(draft, run, goal.Event, @event))
            {
                draft.Write(new GoalReached(draft.Now, ended.Id, ended.Journey, ended.Version, goal.Name, @event.At, goal.Location));
                ended = ended with { OpenGoals = ended.OpenGoals.Remove(goal.Name) };
            }
        }

        return ended;
    }

    private static void Note(DecisionDraft draft, LiveRun run, Goal goal, NodaTime.Instant at)
    {
        run.State = run.State with { Goals = run.State.Goals.Add(goal.Name) };
        draft.Write(new GoalReached(draft.Now, run.Id, run.State.Journey, run.State.Version, goal.Name, at, goal.Location));
    }

    private static bool Ends(Journey program, Goal goal) => program.Exits.Any(e => e is GoalExit exit && exit.Goal == goal.Name);

    private static bool End(DecisionDraft draft, LiveRun run, string goal)
    {
        var exit = run.Program.Exits.First(e => e is GoalExit g && g.Goal == goal);
        Ending.End(draft, run, $"goal {goal}", exit.Location);
        return true;
    }
}
