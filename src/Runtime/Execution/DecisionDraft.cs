using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Scoring;

namespace Personalization.Journeys.Runtime.Execution;

/// <summary>
/// The working copy inside one decision. The document that came in is never touched; what changes is replaced here, and
/// becomes a document again in <see cref="Close"/>.
/// </summary>
internal sealed class DecisionDraft
{
    private readonly List<LiveRun> _runs;
    private readonly ImmutableArray<Run> _before;
    private ImmutableArray<HandOver>.Builder? _messages;
    private ImmutableArray<WebhookCall>.Builder? _calls;
    private ImmutableArray<JournalEntry>.Builder? _journal;
    private ImmutableArray<CustomerEvent>.Builder? _taken;
    private ImmutableArray<ulong>.Builder? _overflowed;
    private ImmutableArray<StepBegun>.Builder? _steps;

    public DecisionDraft(Release release, Facts facts, CustomerDocument customer, Instant now)
    {
        Release = release;
        Index = release.Index();
        Facts = facts;
        Customer = customer;
        Now = now;
        _before = customer.Runs;
        _runs = new List<LiveRun>(customer.Runs.Length);
        foreach (var run in customer.Runs)
        {
            var workspace = release.WorkspaceOf(run.Journey, run.Version)
                ?? throw new InvalidOperationException($"no release holds version {run.Version} of {run.Journey}, which {run.Id} is inside");
            var program = workspace.Journey(run.Journey)!;
            _runs.Add(new LiveRun(run, program, workspace, (Workspace.Journey(run.Journey) ?? program).Priority));
        }

        Sort();
    }

    public Release Release { get; }

    public ReleaseIndex Index { get; }

    public Facts Facts { get; }

    public Instant Now { get; }

    public Workspace Workspace => Release.Current;

    /// <summary>The document so far; its runs are in <see cref="Runs"/> until the end.</summary>
    public CustomerDocument Customer { get; set; }

    /// <summary>In the order they are served. One that is over stays until the decision ends.</summary>
    public IReadOnlyList<LiveRun> Runs => _runs;

    public Queue<InternalInput> Pending { get; } = new();

    /// <summary>Something that conditions of segments read has changed.</summary>
    public bool MembershipsAreStale { get; set; }

    /// <summary>Something that the next scheduled entries depend on has changed.</summary>
    public bool PlansAreStale { get; set; }

    /// <summary>Steps executed so far, over all runs.</summary>
    public int Steps => _steps?.Count ?? 0;

    public DateTimeZone Zone => CustomerScope.ZoneOf(Workspace, Customer);

    public void Add(LiveRun run)
    {
        _runs.Add(run);
        Sort();
    }

    /// <summary>A run has a place of its own in the order: it is new, or begun anew.</summary>
    public void Sort() => _runs.Sort(LiveRun.Compare);

    public LiveRun? Alive(string id)
    {
        foreach (var run in _runs)
        {
            if (!run.IsOver && run.Id == id)
            {
                return run;
            }
        }

        return null;
    }

    public LiveRun? Alive(string journey, string key)
    {
        foreach (var run in _runs)
        {
            if (!run.IsOver && run.State.Journey == journey && run.State.Key == key)
            {
                return run;
            }
        }

        return null;
    }

    public void Write(JournalEntry entry) => (_journal ??= ImmutableArray.CreateBuilder<JournalEntry>()).Add(entry);

    public void Begin(LiveRun run, Step step) =>
        (_steps ??= ImmutableArray.CreateBuilder<StepBegun>()).Add(new(run.State.Journey, run.State.Version, step.Id));

    public void Take(CustomerEvent @event) => (_taken ??= ImmutableArray.CreateBuilder<CustomerEvent>()).Add(@event);

    /// <summary>An event id leaves the document for lack of room.</summary>
    public void Overflow(ulong id) => (_overflowed ??= ImmutableArray.CreateBuilder<ulong>()).Add(id);

    public bool HasOverflowed(ulong id) => _overflowed?.Contains(id) == true;

    public void Emit(HandOver message) => (_messages ??= ImmutableArray.CreateBuilder<HandOver>()).Add(message);

    public void Emit(WebhookCall call) => (_calls ??= ImmutableArray.CreateBuilder<WebhookCall>()).Add(call);

    /// <summary>What an expression of no run sees.</summary>
    public CustomerScope Scope() => new(Workspace, Facts, Customer, Now);

    /// <summary>What an expression of a run sees; <paramref name="event"/> is the one in question.</summary>
    public CustomerScope Scope(Run run, CustomerEvent? @event = null) => new(WorkspaceOf(run), Facts, Customer, Now, run.TriggeredAt)
    {
        Entry = run.Entry,
        Variables = run.Variables,
        Input = run.Input,
        Event = @event,
    };

    private Workspace WorkspaceOf(Run run) => Release.Older.IsEmpty ? Workspace : Release.WorkspaceOf(run.Journey, run.Version) ?? Workspace;

    public Decision Close()
    {
        Plans.Refresh(this);
        var runs = StoredRuns();
        Customer = Customer with
        {
            Runs = runs,
            LastNow = Now,
            DueAt = Timers.DueAt(Customer, runs),
            Release = Workspace.Hash,
            Version = Customer.Version + 1,
        };
        return new Decision(
            Customer,
            _messages?.DrainToImmutable() ?? [],
            _calls?.DrainToImmutable() ?? [],
            _journal?.DrainToImmutable() ?? [])
        {
            Taken = _taken?.DrainToImmutable() ?? [],
            Steps = _steps?.DrainToImmutable() ?? [],
            Overflowed = _overflowed?.DrainToImmutable() ?? [],
        };
    }

    private ImmutableArray<Run> StoredRuns()
    {
        _runs.RemoveAll(r => r.IsOver);
        if (_runs.Count == _before.Length)
        {
            var same = true;
            for (var i = 0; i < _before.Length && same; i++)
            {
                same = ReferenceEquals(_before[i], _runs[i].State);
            }

            if (same)
            {
                return _before;
            }
        }

        var runs = ImmutableArray.CreateBuilder<Run>(_runs.Count);
        foreach (var run in _runs)
        {
            runs.Add(run.State);
        }

        return runs.MoveToImmutable();
    }
}
