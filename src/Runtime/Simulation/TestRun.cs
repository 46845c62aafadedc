using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Simulation;

/// <summary>What happened when the happenings of a test were played.</summary>
/// <param name="Impossible">Happenings that could not happen, with the reason.</param>
internal sealed record TestRun(
    TestSetup Setup,
    CustomerDocument Customer,
    Instant End,
    ImmutableArray<JournalEntry> Journal,
    ImmutableDictionary<string, HandOver> Messages,
    ImmutableArray<(Happening Happening, string Why)> Impossible)
{
    /// <summary>How long the clock runs on when nobody enters: every date and schedule of a year comes by.</summary>
    private static readonly Duration _longestWaitForEntry = Duration.FromDays(400);

    /// <summary>No journey is longer; one that is has a loop without an end, and is cut off here.</summary>
    private static readonly Duration _longestRun = Duration.FromDays(3_660);

    private const int MostSteps = 200_000;

    public static TestRun Play(TestSetup setup)
    {
        var journal = ImmutableArray.CreateBuilder<JournalEntry>();
        var messages = ImmutableDictionary.CreateBuilder<string, HandOver>(StringComparer.Ordinal);
        var order = new List<HandOver>();
        var alive = new HashSet<string>(StringComparer.Ordinal);
        var entries = 0;
        void Observe(Instant at, Decision decision)
        {
            foreach (var message in decision.Messages)
            {
                messages[message.SendKey] = message;
                order.Add(message);
            }

            foreach (var entry in decision.Journal)
            {
                journal.Add(entry);
                if (entry is Entered entered)
                {
                    alive.Add(entered.Run);
                    entries++;
                }
                else if (entry is Exited exited)
                {
                    alive.Remove(exited.Run);
                }
            }
        }

        var simulator = new Simulator(setup.Release, setup.Customer)
        {
            Observe = Observe,
            Answer = call => setup.Answers.GetValueOrDefault(call.Webhook, RecordValue.Empty),
        };
        simulator.Schedule(setup.Clock.Start, new Attributes(setup.Customer.Attributes));
        var impossible = ImmutableArray.CreateBuilder<(Happening, string)>();
        var last = setup.Clock.Start;
        foreach (var happening in setup.Clock.InOrder(setup.Test.Happenings, h => h.At))
        {
            last = Instant.Max(last, setup.Clock.At(happening.At));
            if (happening is EventHappens @event)
            {
                simulator.Schedule(last, new Events([Made(setup, @event, last)]));
            }
            else if (happening is CustomerReacts reacts)
            {
                simulator.RunBefore(last, setup.Facts);
                if (Latest(order, reacts.Template) is null)
                {
                    simulator.RunThrough(last, setup.Facts);
                }

                if (Latest(order, reacts.Template) is { } message)
                {
                    simulator.Schedule(last, new Outcome(message.SendKey, KindOf(reacts.Reaction), last, reacts.Answer));
                }
                else
                {
                    impossible.Add((reacts, $"no message {reacts.Template} had been handed over by then"));
                }
            }
        }

        simulator.RunThrough(last, setup.Facts);
        var end = last;
        for (var steps = 0; steps < MostSteps && simulator.NextAt is { } next; steps++)
        {
            var limit = last + (entries == 0 ? _longestWaitForEntry : _longestRun);
            if (next > limit || (entries > 0 && alive.Count == 0))
            {
                break;
            }

            end = next;
            simulator.Step(setup.Facts);
        }

        return new TestRun(setup, simulator.Customer, end, journal.ToImmutable(), messages.ToImmutable(), impossible.ToImmutable());
    }

    /// <summary>The event of a happening, with what the test does not give filled in.</summary>
    public static CustomerEvent Made(TestSetup setup, EventHappens happening, Instant at)
    {
        var given = Evaluator.Record(happening.With, setup.Scope(setup.Customer, at, setup.Names));
        var type = setup.Workspace.Event(happening.Event);
        var data = type is null ? given : setup.Filling.Fill(type.Fields, given);
        return new CustomerEvent("test", happening.Location.ToString() + ":" + happening.Event, happening.Event, at, at, data);
    }

    private static HandOver? Latest(List<HandOver> messages, string template) => messages.FindLast(m => m.Template == template);

    private static OutcomeKind KindOf(Reaction reaction) => reaction switch
    {
        Reaction.Opens => OutcomeKind.Opened,
        Reaction.Clicks => OutcomeKind.Clicked,
        Reaction.Answers => OutcomeKind.Answered,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
