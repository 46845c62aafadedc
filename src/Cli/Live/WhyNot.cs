using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Review.Explanation;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Ingress;
using Personalization.Journeys.Runtime.Timeline;
using Spectre.Console;

namespace Personalization.Journeys.Cli.Live;

/// <summary>Why a customer did not enter a journey or did not get a message, newest first.</summary>
/// <param name="Closing">What it takes, in words.</param>
internal sealed record WhyNot(Person Person, string Name, ImmutableArray<WhyNotLine> Lines, string Closing)
{
    private const int Most = 20;

    public static WhyNot OfJourney(Releases releases, Person person, Journey journey, IReadOnlyList<JournalRow> journal)
    {
        var lines = RecordedDecision.Of(journal).Reverse().SelectMany(d => OfJourney(journey, d).Reverse()).Take(Most).Select(l => l.Shown(releases, person.Zone));
        return new WhyNot(person, journey.Name, [.. lines], Prose.Who(journey));
    }

    public static WhyNot OfTemplate(Releases releases, Person person, Template template, IReadOnlyList<JournalRow> journal)
    {
        var senders = person.Workspace.Journeys.Where(j => Sends(j, template.Name)).ToList();
        var told = journal.Reverse()
            .Where(r => About(r.Entry, template.Name) || (r.Entry is WayTaken or Exited && senders.Any(j => j.Name == ((RunEntry)r.Entry).Journey)))
            .Select(r => new Told(r, null))
            .ToList();
        if (told.Count == 0 && senders is [var only, ..])
        {
            var journey = OfJourney(releases, person, only, journal);
            return journey with { Name = template.Name, Closing = $"Journey {only.Name} sends it, and this customer was never inside. {journey.Closing}" };
        }

        var closing = senders.Count == 0 ? "No journey sends it." : $"It is sent by {string.Join(", ", senders.Select(s => s.Name))}.";
        return new WhyNot(person, template.Name, [.. told.Take(Most).Select(t => t.Shown(releases, person.Zone))], closing);
    }

    public void Write(CommandIo io)
    {
        var console = io.Tables();
        console.MarkupLine($"[bold]{Markup.Escape(Person.Document.Id)}[/] and [bold]{Markup.Escape(Name)}[/], newest first  [grey]{Person.Zone.Id} time[/]");
        if (Lines.IsEmpty)
        {
            io.Output.WriteLine("  Nothing is recorded.");
        }

        string? told = null;
        foreach (var line in Lines)
        {
            var place = line.Place?.ToString() ?? "";
            var room = Math.Max(20, io.Width - place.Length - 22);
            console.MarkupLine($"  {TimelineText.Minute(line.Local)}  {Markup.Escape(Listing.Fitted(line.Text, room))}  [grey]{Markup.Escape(place)}[/]");
            foreach (var text in line.Place?.ToString() == told ? [] : line.Source)
            {
                console.MarkupLine($"                    [grey]{Markup.Escape(Listing.Fitted(text, io.Width - 20).TrimEnd())}[/]");
            }

            told = line.Place?.ToString();
        }

        io.Output.WriteLine(Commands.DemoCommand.Wrapped(Closing, io.Width));
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("customer", Person.Document.Id);
        json.WriteString("asked", Name);
        json.WriteList("reasons", Lines, line =>
        {
            json.WriteMoment("at", line.At);
            json.WriteString("text", line.Text);
            json.WriteString("file", line.Place?.Path);
            json.WriteNumber("line", line.Place?.Line ?? 0);
            json.WriteString("source", string.Join('\n', line.Source));
        });
        json.WriteString("needs", Closing);
    }

    private static IEnumerable<Told> OfJourney(Journey journey, RecordedDecision decision)
    {
        var concerned = decision.Rows.Where(r => Concerns(r.Entry, journey.Name)).ToList();
        if (concerned.Count > 0)
        {
            return concerned.Select(r => new Told(r, null));
        }

        // An event of its trigger that led neither in nor to a refusal was no trigger.
        return decision.Rows
            .Where(r => r.Entry is EventApplied)
            .SelectMany(r => journey.Triggers.OfType<EventTrigger>().Where(t => t.Event == ((EventApplied)r.Entry).Type)
                .Select(t => new Told(r with { Place = Place.Of(t.Location) }, NoTrigger((EventApplied)r.Entry))));
    }

    private static string NoTrigger(EventApplied applied) => applied.Fate switch
    {
        EventFate.Late => $"{applied.Type} was old or imported, which starts nothing",
        EventFate.Duplicate => $"{applied.Type} had come before",
        EventFate.Erased => $"{applied.Type} is from before the customer was erased",
        _ => $"{applied.Type} was no trigger: its `where` did not hold",
    };

    private static bool Concerns(JournalEntry entry, string journey) => entry switch
    {
        NotEntered refused => refused.Journey == journey,
        Entered entered => entered.Journey == journey,
        Exited exited => exited.Journey == journey,
        _ => false,
    };

    private static bool About(JournalEntry entry, string template) => entry switch
    {
        MessageSent m => m.Template == template,
        MessageSkipped m => m.Template == template,
        MessageHeld m => m.Template == template,
        _ => false,
    };

    private static bool Sends(Journey journey, string template) => journey.Steps.Any(s => s switch
    {
        SendStep send => send.Message.Template == template,
        AskStep ask => ask.Message.Template == template,
        SendFirstStep first => first.Attempts.Any(a => a.Template == template),
        _ => false,
    });

    private sealed record Told(JournalRow Row, string? Text)
    {
        public WhyNotLine Shown(Releases releases, DateTimeZone zone)
        {
            var line = TimelineText.Line(Row.Entry, Row.Place, zone, _ => "");
            return new WhyNotLine(Row.Entry.At, Language.Evaluation.LocalTimes.ToLocal(Row.Entry.At, zone), Text ?? line?.Text ?? "", Row.Place, releases.Statement(Row));
        }
    }
}

internal sealed record WhyNotLine(Instant At, LocalDateTime Local, string Text, Place? Place, ImmutableArray<string> Source);
