using System.Globalization;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Sending;

/// <summary>What the name of a send holds: flags that start as no, and change with what the channel learns.</summary>
internal static class OutcomeRecord
{
    public const string Sent = "sent";
    public const string Failed = "failed";
    public const string Skipped = "skipped";
    public const string Unknown = "unknown";
    public const string Opened = "opened";
    public const string Clicked = "clicked";
    public const string Channel = "channel";
    public const string Text = "text";
    public const string Reason = "reason";

    /// <summary>Which step and visit the record is of: a late answer to an earlier round must not change it.</summary>
    private const string Of = "of";

    /// <summary>Of which nothing is known yet: every flag is no.</summary>
    public static readonly RecordValue Nothing = RecordValue.Of(
        (Sent, Value.False),
        (Failed, Value.False),
        (Skipped, Value.False),
        (Unknown, Value.False),
        ("delivered", Value.False),
        (Opened, Value.False),
        (Clicked, Value.False),
        ("answered", Value.False),
        ("bounced", Value.False),
        ("complained", Value.False),
        ("dismissed", Value.False));

    public static void Begin(LiveRun run, string? name, string step, int visit)
    {
        if (name is not null)
        {
            run.Set(name, Nothing.With(Of, new TextValue(Mark(step, visit))));
        }
    }

    public static void Set(LiveRun run, string? name, string field, Value value)
    {
        if (name is not null && run.State.Variables[name] is RecordValue record)
        {
            run.Set(name, record.With(field, value));
        }
    }

    public static void Note(LiveRun run, SentMessage message, Outcome outcome)
    {
        if (message.Name is not { } name || run.State.Variables[name] is not RecordValue record || record[Of] is not TextValue mark
            || mark.Value != Mark(message.Step, message.Visit))
        {
            return;
        }

        record = outcome.Kind switch
        {
            OutcomeKind.Rejected or OutcomeKind.Expired => record.With(Failed, Value.True).With(Sent, Value.False),
            OutcomeKind.Skipped => record.With(Skipped, Value.True).With(Sent, Value.False),
            OutcomeKind.Unknown => record.With(Unknown, Value.True),
            OutcomeKind.Delivered => record.With("delivered", Value.True),
            OutcomeKind.Opened => record.With(Opened, Value.True),

            // Who clicks has seen it, whatever the mail program says.
            OutcomeKind.Clicked => record.With(Clicked, Value.True).With(Opened, Value.True),
            OutcomeKind.Answered => record.With("answered", Value.True),
            OutcomeKind.Bounced => record.With("bounced", Value.True),
            OutcomeKind.Complained => record.With("complained", Value.True),
            OutcomeKind.Dismissed => record.With("dismissed", Value.True),
            _ => record,
        };
        if (outcome.Text is { } text)
        {
            record = record.With(Text, new TextValue(text));
        }

        run.Set(name, outcome.Reason is { } reason ? record.With(Reason, new TextValue(reason)) : record);
    }

    private static string Mark(string step, int visit) => step + "/" + visit.ToString(CultureInfo.InvariantCulture);
}
