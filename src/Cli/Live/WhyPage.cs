using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Ingress;
using Personalization.Journeys.Runtime.Timeline;
using Spectre.Console;

namespace Personalization.Journeys.Cli.Live;

/// <summary>Why things happened to a customer: what came, what each line of text made of it, and what is next.</summary>
internal sealed class WhyPage(LiveData live, Person person, ImmutableArray<RecordedDecision> decisions, IReadOnlyDictionary<string, OutboxEntry> sent, bool isNewest)
{
    private static readonly LocalDateTimePattern _second = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss");

    /// <param name="isNewest">Nothing was decided after these.</param>
    public static async ValueTask<WhyPage> OfAsync(LiveData live, Person person, ImmutableArray<RecordedDecision> decisions, bool isNewest, CancellationToken cancellation)
    {
        var sent = new Dictionary<string, OutboxEntry>(StringComparer.Ordinal);
        foreach (var key in decisions.SelectMany(d => d.Rows).Select(r => KeyOf(r.Entry)).OfType<string>())
        {
            if (await live.History.OutboxAsync(key, cancellation) is { } entry)
            {
                sent[key] = entry;
            }
        }

        return new WhyPage(live, person, decisions, sent, isNewest);
    }

    public void Write(CommandIo io)
    {
        var console = io.Tables();
        console.MarkupLine($"[bold]{Markup.Escape(person.Document.Id)}[/]  [grey]{person.Zone.Id} time[/]");
        foreach (var decision in decisions)
        {
            console.WriteLine();
            console.MarkupLine($"[bold]{Second(decision.At)}  {Markup.Escape(CauseText(decision.Cause))}[/]");
            string? told = null;
            foreach (var (row, line) in Lines(decision))
            {
                var place = row.Place?.ToString() ?? "";
                console.MarkupLine($"  {Markup.Escape(Listing.Fitted(line.Text, Math.Max(20, io.Width - place.Length - 4)))}  [grey]{Markup.Escape(place)}[/]");
                foreach (var text in row.Place?.ToString() == told ? [] : live.Releases.Statement(row))
                {
                    console.MarkupLine($"    [grey]{Markup.Escape(Listing.Fitted(text, io.Width - 4).TrimEnd())}[/]");
                }

                told = row.Place?.ToString();

                if (KeyOf(row.Entry) is { } key && sent.TryGetValue(key, out var entry))
                {
                    console.MarkupLine($"    {Markup.Escape(OutboxText.Status(entry, Minute))}  [grey]{key}[/]");
                }
            }
        }

        if (isNewest)
        {
            console.WriteLine();
            console.MarkupLine($"[grey]{(person.Row.DueAt is { } due ? $"Next: {Minute(due)}, if nothing comes before." : "Nothing more happens by itself.")}[/]");
        }
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("customer", person.Document.Id);
        json.WriteString("time_zone", person.Zone.Id);
        json.WriteList("decisions", decisions, decision =>
        {
            json.WriteNumber("decision", decision.Number);
            json.WriteMoment("at", decision.At);
            Write(json, decision.Cause);
            json.WriteList("lines", Lines(decision), line => Write(json, line.Row, line.Line));
        });
        json.WriteMoment("due_at", person.Row.DueAt);
    }

    private void Write(Utf8JsonWriter json, JournalRow row, TimelineEntry line)
    {
        json.WriteString("kind", line.Kind.ToString().ToLowerInvariant());
        json.WriteString("text", line.Text);
        if (row.Entry is RunEntry run)
        {
            json.WriteString("run", run.Run);
            json.WriteString("journey", run.Journey);
            json.WriteNumber("version", run.Version);
        }

        json.WriteString("file", row.Place?.Path);
        json.WriteNumber("line", row.Place?.Line ?? 0);
        json.WriteString("source", string.Join('\n', live.Releases.Statement(row)));
        if (KeyOf(row.Entry) is { } key)
        {
            json.WriteString("send_key", key);
            json.WriteString("status", sent.TryGetValue(key, out var entry) ? entry.Status.ToString().ToLowerInvariant() : null);
        }
    }

    private void Write(Utf8JsonWriter json, Cause cause)
    {
        json.WriteStartObject("cause");
        json.WriteString("kind", cause switch
        {
            EventCame => "event",
            OutcomeCame => "outcome",
            TimeCame => "time",
            WebhookSpoke => "answer",
            WordCame => "change",
            ErasureCame => "erasure",
            _ => "other",
        });
        json.WriteString("text", CauseText(cause));
        if (cause is EventCame { Applied: var applied, Event: var given })
        {
            json.WriteString("source", applied.Source);
            json.WriteString("id", applied.Id);
            json.WriteString("type", applied.Type);
            json.WriteMoment("happened_at", applied.HappenedAt);
            json.WritePropertyName("data");
            ValueWriter.Write(json, given is null ? Value.Missing : WithoutPersonal(given));
        }

        json.WriteEndObject();
    }

    private RecordValue WithoutPersonal(CustomerEvent given)
    {
        var declared = person.Workspace.Event(given.Type);
        return new(given.Data.Fields.ToImmutableSortedDictionary(
            f => f.Key, f => declared?.Find(f.Key) is { Personal: false } ? f.Value : new TextValue(CustomerJson.Masked), StringComparer.Ordinal));
    }

    /// <summary>The first row is told as the cause; what tells a reader nothing is left out.</summary>
    private IEnumerable<(JournalRow Row, TimelineEntry Line)> Lines(RecordedDecision decision)
    {
        foreach (var row in decision.Cause is EventCame or OutcomeCame or WordCame ? decision.Rows[1..] : decision.Rows)
        {
            if (TimelineText.Line(row.Entry, row.Place, person.Zone, e => Describe(row.Event)) is { } line)
            {
                yield return (row, line);
            }
        }
    }

    private string CauseText(Cause cause) => cause switch
    {
        EventCame came => TimelineText.Line(came.Applied, null, person.Zone, _ => Describe(came.Event))!.Text,
        OutcomeCame { Message: { } message, Noted: var noted } => $"{ChannelNames.Of(message.Channel)} {message.Template} of {Minute(message.At)} {Word(noted)}",
        OutcomeCame { Noted: var noted } => $"a message {Word(noted)}",
        TimeCame { Held: { } message, Since: { } since } => $"{message} was held since {Second(since)}",
        TimeCame { Since: { } since, Journey: var journey } => $"a wait of {journey} since {Second(since)} was over",
        TimeCame { Journey: var journey } => $"the time of {journey} had come",
        WebhookSpoke { Webhook: var webhook } => $"webhook {webhook} answered, or its time was over",
        WordCame said => TimelineText.Line(said.Said, null, person.Zone, _ => "")!.Text,
        ErasureCame => "everything was to be forgotten",
        _ => "no event: time passed, or a fact changed",
    };

    private string Describe(CustomerEvent? given) => given is null ? "" : EventText.Of(person.Workspace.Event(given.Type), given, showPersonal: false);

    private static string Word(OutcomeNoted noted) => $"{(noted.Kind is OutcomeKind.Unknown ? "may have gone or not" : $"was {noted.Kind.ToString().ToLowerInvariant()}")}{(noted.Reason is null ? "" : $": {noted.Reason}")}";

    private static string? KeyOf(JournalEntry entry) => (entry as MessageSent)?.SendKey;

    private string Minute(Instant at) => TimelineText.Minute(person.Local(at));

    /// <summary>Where waits are short, the minute says too little.</summary>
    private string Second(Instant at) => _second.Format(person.Local(at));
}
