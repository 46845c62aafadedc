using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Tests.Execution;

/// <summary>What holds for walks that nobody wrote: random events, reactions and refusals, at random times.</summary>
public sealed class PropertyTests
{
    private static readonly Lazy<Workspace> _workspace = new(() => Written.Workspace("""
        policy rare:
          purpose marketing
          quiet from 21:00 to 08:00
          during quiet hours wait
          at most 1 email per day
          at most 3 messages per 7 days
          when capped wait up to 1 day, then skip

        segment active:
          count of seen in last 2 days >= 2

        journey cart version 1:
          enter on event began
            keyed by event.id
          when already inside restart
          goal done on event bought where event.id = entry.id within 3 days
          exit on goal done
          exit after 5 days
          policy rare
          flow:
            wait 30 minutes
            send email mail as hello
            wait up to 1 day:
              on hello.clicked:
                send web banner
              on event bought:
                do nothing
              on timeout:
                send first of:
                  push note needs open within 4 hours
                  email mail_two
            in parallel:
              branch one:
                wait until 09:00 to 11:00
                set customer.tier = "silver"
              branch two:
                repeat at most 3 times, every 1 day, until customer.points > 2:
                  increase customer.points by 1
            call webhook coupons as coupon
              with percent = 10%
            run journey talk as talk
            if talk.skipped:
              exit "no talk"

        journey talk version 1:
          eligible:
            customer.points < 6
          flow:
            ask chat question up to 1 day as reply:
              on "The first":
                record event seen
              on any other answer:
                decrease customer.points by 3
              on timeout:
                do nothing

        journey back version 1:
          enter on segment active entered
          enter again after 2 days
          exit on segment active left
          priority 80
          policy rare
          flow:
            split two:
              arm a 50%:
                send email mail
              arm b 50%:
                send push note
            wait 3 days

        journey weekly version 1:
          enter on schedule every monday at 10:00
            for segment active
          enter again any time
          flow:
            start journey talk
        """));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Walk_Random_KeepsEveryPromise(int seed)
    {
        var walk = Walked(seed, checks: true);

        Assert.Equal(walk.Messages.Count, walk.Messages.Select(m => m.SendKey).Distinct().Count());
        Assert.Empty(walk.Journal.OfType<Incident>());
        Assert.Empty(walk.Customer.Runs);
        Assert.Equal(walk.Journal.OfType<Entered>().Count(e => !e.Restarted), walk.Journal.OfType<Exited>().Count());
        Assert.Equal(
            walk.Journal.OfType<EventApplied>().Count(),
            walk.Journal.OfType<EventApplied>().Select(e => (e.Source, e.Id)).Distinct().Count());
        NothingIsEarly(walk);
        NothingGoesInTheQuiet(walk);
        CapsHold(walk);
    }

    [Fact]
    public void Walks_Together_ReachEveryKindOfEntry()
    {
        var kinds = Enumerable.Range(1, 40).SelectMany(seed => Walked(seed, checks: false).Journal).Select(e => e.GetType()).ToHashSet();

        var never = typeof(JournalEntry).Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(JournalEntry)) && !t.IsAbstract && !kinds.Contains(t))
            .Select(t => t.Name)
            .Order(StringComparer.Ordinal);
        Assert.Equal([nameof(ConsentWithdrawn), nameof(Incident), nameof(ValueMade)], never);
    }

    public static IEnumerable<object[]> Seeds => Enumerable.Range(1, 40).Select(seed => new object[] { seed });

    private static Walk Walked(int seed, bool checks)
    {
        var chance = new Chance(seed);
        var walk = Written.Walk(_workspace.Value, chance.Of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe"));
        walk.Checks = checks;
        walk.Channel = _ => chance.Of<OutcomeKind?>(OutcomeKind.Accepted, OutcomeKind.Accepted, OutcomeKind.Rejected, OutcomeKind.Unknown, null);
        walk.Webhook = _ => chance.Of(null, RecordValue.Of(("code", new TextValue("X"))));
        walk.Delay = Duration.FromMinutes(chance.Of(0, 0, 1, 700));
        Plan(walk, chance);
        return walk.Run();
    }

    private static void Plan(Walk walk, Chance chance)
    {
        var at = walk.At("2025-03-24 00:00");
        for (var i = 0; i < 40; i++)
        {
            at += Duration.FromMinutes(chance.Of(0, 1, 20, 300, 1_500));
            var happened = at - Duration.FromMinutes(chance.Of(0, 0, 0, 1, 200));
            var template = chance.Of("mail", "note", "question", "mail_two");
            var input = chance.Of<Func<Input?>>(
                Event("began"),
                Event("bought"),
                Event("seen"),
                Event("seen"),
                React(template, OutcomeKind.Opened),
                React(template, OutcomeKind.Clicked),
                React("question", OutcomeKind.Answered),
                () => new Attributes(RecordValue.Of(("time_zone", new TextValue("Asia/Tokyo")))),
                Consent(chance.Of(Channel.Email, Channel.Push, Channel.Web), chance.Of(true, false)));
            walk.On(at, input);
            if (chance.Of(Enumerable.Range(0, 200).ToArray()) == 0)
            {
                var forgotten = at;
                walk.On(at, () => new Erase(forgotten));
            }

            Func<Input?> Consent(Channel channel, bool granted)
            {
                var when = at;
                return () => new ConsentChanged(channel, "marketing", granted, when, "page");
            }

            Func<Input?> Event(string type)
            {
                var @event = new CustomerEvent("test", $"{i}", type, happened, at, RecordValue.Of(Written.Id(chance.Of("a", "b"))));
                return () => new Events([@event]);
            }

            Func<Input?> React(string of, OutcomeKind kind)
            {
                var (when, text) = (at, chance.Of("1", "what?"));
                return () => walk.Messages.LastOrDefault(m => m.Template == of) is { } message ? new Outcome(message.SendKey, kind, when, text) : null;
            }
        }
    }

    private static void NothingIsEarly(Walk walk)
    {
        var before = Instant.MinValue;
        foreach (var entry in walk.Journal)
        {
            Assert.True(entry.At >= before, "time went back");
            before = entry.At;
            Assert.True(entry is not Paused { Until: { } until } || until > entry.At, "a pause is over before it began");
            Assert.True(entry is not MessageHeld held || held.Until >= entry.At);
        }
    }

    private static void NothingGoesInTheQuiet(Walk walk)
    {
        foreach (var message in walk.Messages.Where(m => m.Policy == "rare"))
        {
            Assert.True(message.NotAfter > message.At, "it went in the quiet");
        }
    }

    private static void CapsHold(Walk walk)
    {
        var refused = walk.Journal.OfType<OutcomeNoted>().Where(o => o.Kind == OutcomeKind.Rejected).Select(o => o.SendKey).ToHashSet();
        var counted = walk.Messages.Where(m => m.Policy == "rare" && !refused.Contains(m.SendKey)).ToList();
        foreach (var message in counted)
        {
            Assert.True(counted.Count(m => m.At <= message.At && m.At > message.At - Duration.FromDays(7)) <= 3, "four in a week");
        }
    }

    /// <summary>A small generator of its own: the same seed gives the same walk for ever.</summary>
    private sealed class Chance(int seed)
    {
        private ulong _state = ((ulong)seed * 0x9E3779B97F4A7C15UL) + 1;

        public T Of<T>(params ReadOnlySpan<T> values)
        {
            _state ^= _state << 13;
            _state ^= _state >> 7;
            _state ^= _state << 17;
            return values[(int)((_state >> 11) % (ulong)values.Length)];
        }
    }
}
