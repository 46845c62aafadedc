using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Timing;

namespace Personalization.Journeys.Runtime.Sending;

/// <summary>Whether a message may go now: consent, address, quiet hours, caps, in this order.</summary>
internal static class Gate
{
    /// <param name="cappedSince">When a cap first held this message back, if one did.</param>
    /// <param name="waitsForCaps">False for an attempt that has another one behind it.</param>
    public static Verdict Check(DecisionDraft draft, Try made, Policy? policy, Duration? goodFor, Instant? cappedSince, bool waitsForCaps)
    {
        var template = made.Template;
        var scope = draft.Scope(made.Run.State);
        if (!scope.HasConsent(template.Channel, template.Purpose))
        {
            return new MustSkip(SkipReason.NoConsent);
        }

        if (!HasAddress(scope, template.Channel))
        {
            return new MustSkip(SkipReason.NoAddress);
        }

        Instant? notAfter = goodFor is { } good ? draft.Now + good : null;
        if (policy is null)
        {
            return new MayGo(notAfter);
        }

        var zone = scope.Zone;
        if (QuietTimes.QuietUntil(policy.Quiet, draft.Now, zone) is { } end)
        {
            return policy.WaitDuringQuiet && end < LocalTimes.Latest
                ? new MustWait(end, SkipReason.QuietHours, cappedSince)
                : new MustSkip(SkipReason.QuietHours);
        }

        if (Caps.FreeAt(draft.Customer.Messages, policy, template.Channel, draft.Now, zone) is { } free)
        {
            return Capped(draft, policy, cappedSince ?? draft.Now, free, waitsForCaps);
        }

        var open = QuietTimes.OpenUntil(policy.Quiet, draft.Now, zone);
        return new MayGo(open is null || notAfter < open ? notAfter : open);
    }

    public static Policy? PolicyOf(LiveRun run, Message message) =>
        (message.Policy ?? run.Program.Policy ?? run.Workspace.Settings.DefaultPolicy) is { } name ? run.Workspace.Policy(name) : null;

    /// <summary>Held only if the place comes free in time; the quiet after that is not counted.</summary>
    private static Verdict Capped(DecisionDraft draft, Policy policy, Instant since, Instant free, bool waits)
    {
        if (!waits || policy.WaitWhenCapped is not { } longest || free - since > longest)
        {
            return new MustSkip(SkipReason.Capped);
        }

        return new MustWait(QuietTimes.QuietUntil(policy.Quiet, free, draft.Zone) ?? free, SkipReason.Capped, since);
    }

    /// <summary>Web and chat are shown when the customer is there.</summary>
    private static bool HasAddress(CustomerScope scope, Channel channel) => channel switch
    {
        Channel.Email => IsSet(scope.Field(Root.Customer, "email")),
        Channel.Push => IsSet(scope.Field(Root.Customer, "push_token")),
        _ => true,
    };

    private static bool IsSet(Value value) => value switch
    {
        TextValue text => text.Value.Length > 0,
        ListValue list => list.Elements.Length > 0,
        _ => false,
    };
}
