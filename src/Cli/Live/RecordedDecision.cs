using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Cli.Live;

/// <summary>What one input led to, as the journal has it.</summary>
internal sealed record RecordedDecision(long Number, ImmutableArray<JournalRow> Rows, Cause Cause)
{
    public Instant At => Rows[0].Entry.At;

    /// <summary>What a channel or the outside said was written down, and nothing came of it.</summary>
    public bool IsOnlyNoted => Rows is [{ Entry: OutcomeNoted or ProfileChanged or ConsentNoted }];

    /// <summary>A customer's decisions, oldest first.</summary>
    public static ImmutableArray<RecordedDecision> Of(IReadOnlyList<JournalRow> journal)
    {
        var decisions = ImmutableArray.CreateBuilder<RecordedDecision>();
        var begin = 0;
        for (var i = 1; i <= journal.Count; i++)
        {
            if (i == journal.Count || journal[i].Decision != journal[begin].Decision)
            {
                var rows = journal.Skip(begin).Take(i - begin).ToImmutableArray();
                decisions.Add(new RecordedDecision(rows[0].Decision, rows, Cause.Of(rows[0], journal, begin)));
                begin = i;
            }
        }

        return decisions.ToImmutable();
    }
}

/// <summary>What made a decision necessary. Closed.</summary>
internal abstract record Cause
{
    /// <summary>The first row of a decision says it, or what the run was waiting for.</summary>
    public static Cause Of(JournalRow first, IReadOnlyList<JournalRow> journal, int before)
    {
        var earlier = journal.Take(before).Select(r => r.Entry);
        return first.Entry switch
        {
            EventApplied applied => new EventCame(applied, first.Event),
            OutcomeNoted noted => new OutcomeCame(noted, earlier.OfType<MessageSent>().LastOrDefault(m => m.SendKey == noted.SendKey)),
            ProfileChanged or ConsentNoted => new WordCame(first.Entry),
            Exited { Reason: "erased" } => new ErasureCame(),
            RunEntry run => earlier.OfType<RunEntry>().LastOrDefault(e => e.Run == run.Run && e is Paused or MessageHeld or WebhookCalled) switch
            {
                Paused { Until: { } until } pause when until <= run.At => new TimeCame(pause.Journey, pause.At, null),
                MessageHeld held => new TimeCame(held.Journey, held.At, $"{ChannelNames.Of(held.Channel)} {held.Template}"),
                WebhookCalled called => new WebhookSpoke(called.Webhook),
                _ when run is Entered => new TimeCame(run.Journey, null, null),
                _ => new SomethingChanged(),
            },
            NotEntered refused => new TimeCame(refused.Journey, null, null),
            _ => new SomethingChanged(),
        };
    }
}

internal sealed record EventCame(EventApplied Applied, CustomerEvent? Event) : Cause;

internal sealed record OutcomeCame(OutcomeNoted Noted, MessageSent? Message) : Cause;

/// <param name="Since">When the wait began; null for the schedule or date of a journey.</param>
/// <param name="Held">The message that was held, if one was.</param>
internal sealed record TimeCame(string Journey, Instant? Since, string? Held) : Cause;

internal sealed record WebhookSpoke(string Webhook) : Cause;

/// <summary>The outside changed the profile or a consent.</summary>
internal sealed record WordCame(JournalEntry Said) : Cause;

internal sealed record ErasureCame : Cause;

/// <summary>A fact, or a window that an old event left: the journal has no row of its own for these.</summary>
internal sealed record SomethingChanged : Cause;
