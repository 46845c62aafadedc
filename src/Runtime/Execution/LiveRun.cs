using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;

namespace Personalization.Journeys.Runtime.Execution;

/// <summary>A run while it is decided on: its newest state, and the program it follows.</summary>
/// <param name="workspace">What <paramref name="program"/> belongs to.</param>
internal sealed class LiveRun(Run state, Journey program, Workspace workspace, int priority)
{
    public Run State { get; set; } = state;

    public Journey Program { get; private set; } = program;

    public Workspace Workspace { get; private set; } = workspace;

    /// <summary>Read from the newest release.</summary>
    public int Priority { get; set; } = priority;

    public bool IsOver { get; set; }

    /// <summary>Threads that may go on while another one of this run is on its way.</summary>
    public Queue<(int Thread, string? To)> Ready { get; } = new(0);

    public bool IsMoving { get; set; }

    /// <summary>By how much the timer that moves the run now is late.</summary>
    public Duration Lateness { get; set; }

    /// <summary>What a `return` gave.</summary>
    public RecordValue? Returned { get; set; }

    public string Id => State.Id;

    /// <summary>The run is begun anew, with the newest version.</summary>
    public void Follow(Journey newest, Workspace of)
    {
        Program = newest;
        Workspace = of;
    }

    public RunThread? Thread(int id)
    {
        foreach (var thread in State.Threads)
        {
            if (thread.Id == id)
            {
                return thread;
            }
        }

        return null;
    }

    /// <summary>The thread stands at a step and rests there.</summary>
    public void Pause(int thread, string step, Pause pause)
    {
        for (var i = 0; i < State.Threads.Length; i++)
        {
            if (State.Threads[i].Id == thread)
            {
                State = State with { Threads = State.Threads.SetItem(i, State.Threads[i] with { Step = step, Pause = pause }) };
                return;
            }
        }

        throw new System.Diagnostics.UnreachableException($"run {Id} has no thread {thread}");
    }

    public int AddThread(int? parent, string step, Instant now)
    {
        var id = 0;
        foreach (var thread in State.Threads)
        {
            id = Math.Max(id, thread.Id + 1);
        }

        State = State with { Threads = State.Threads.Add(new RunThread(id, parent, step, new Moving(now))) };
        return id;
    }

    public void RemoveThread(int id) => State = State with { Threads = State.Threads.RemoveAll(t => t.Id == id) };

    public void Set(string? name, Value value)
    {
        if (name is not null)
        {
            State = State with { Variables = State.Variables.With(name, value) };
        }
    }

    public void Unset(string? name)
    {
        if (name is not null)
        {
            State = State with { Variables = new RecordValue(State.Variables.Fields.Remove(name)) };
        }
    }

    /// <summary>Begins a step that has a key of its own: 1 for the first time.</summary>
    public int Visit(string step)
    {
        var visit = State.Visits.GetValueOrDefault(step) + 1;
        State = State with { Visits = State.Visits.SetItem(step, visit) };
        return visit;
    }

    /// <summary>Priority (high first), then entry instant, journey, key.</summary>
    public static int Compare(LiveRun left, LiveRun right)
    {
        var order = right.Priority.CompareTo(left.Priority);
        order = order != 0 ? order : left.State.EnteredAt.CompareTo(right.State.EnteredAt);
        order = order != 0 ? order : string.CompareOrdinal(left.State.Journey, right.State.Journey);
        order = order != 0 ? order : string.CompareOrdinal(left.State.Key, right.State.Key);
        return order != 0 ? order : string.CompareOrdinal(left.Id, right.Id);
    }
}
