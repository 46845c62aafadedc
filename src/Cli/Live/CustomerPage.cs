using System.Globalization;
using NodaTime;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Timeline;
using Spectre.Console;

namespace Personalization.Journeys.Cli.Live;

/// <summary>What is known of one customer now; personal fields only when asked for.</summary>
internal sealed class CustomerPage(Person person, bool personal)
{
    private CustomerDocument Document => person.Document;

    public void Write(CommandIo io)
    {
        var console = io.Tables();
        console.MarkupLine($"[bold]{Markup.Escape(Document.Id)}[/]  [grey]{Counted.Of(person.Row.Version, "decision")}, the last {Minute(Document.LastNow)} · {person.Zone.Id} time[/]");
        if (Document.ErasedAt is { } erased)
        {
            console.MarkupLine($"  everything before {Minute(erased)} is erased");
        }

        Part("Profile", Document.Attributes.Fields.Keys.Select(name => (name, PrintedValue.Of(person.Field(name, personal), person.Zone), "")));
        Part("Consents", Document.Consents.Select(c => (NameOf(c.Key), $"{(c.Value.Granted ? "granted" : "withdrawn")} {Since(c.Value.At)}, by {c.Value.Source}", "")));
        Part("Segments", Document.Memberships.Select(m => (m.Key, $"since {Minute(m.Value.Since)}", "")));
        Part("Inside", Document.Runs.SelectMany(r => r.Threads.Select(t => (NameOf(r), RestText.Of(t.Pause, Minute), PlaceOf(r, t)))));
        Part("Next", [("", Document.DueAt is { } due ? $"{Minute(due)} at the latest" : "nothing happens by itself", "")]);

        void Part(string title, IEnumerable<(string Name, string Text, string Place)> lines)
        {
            var all = lines.ToList();
            var width = all.Select(l => l.Name.Length).DefaultIfEmpty(0).Max();
            console.MarkupLine($"[bold]{title}[/]{(all.Count == 0 ? "  [grey]none[/]" : "")}");
            foreach (var (name, text, place) in all)
            {
                var room = io.Width - width - place.Length - 6;
                var line = width == 0 ? $"  {text}" : $"  {name.PadRight(width)}  {Listing.Fitted(text, Math.Max(20, room))}";
                console.MarkupLine(place.Length == 0 ? Markup.Escape(line.TrimEnd()) : $"{Markup.Escape(line)}[grey]{Markup.Escape(place)}[/]");
            }
        }
    }

    private static string NameOf(ConsentKey key) => $"{ChannelNames.Of(key.Channel)} for {key.Purpose}";

    private static string NameOf(Run run) => string.Create(CultureInfo.InvariantCulture, $"{run.Journey} {run.Version}{(run.Key.Length == 0 ? "" : $" [{run.Key}]")}");

    /// <summary>Of the newest text, if the version of the run is the newest too.</summary>
    private string PlaceOf(Run run, RunThread thread) =>
        person.Workspace.Journey(run.Journey) is { } journey && journey.Version == run.Version ? journey.Find(thread.Step)?.Location.ToString() ?? "" : "";

    private static bool IsKnown(Instant at) => at > LocalTimes.Earliest;

    private string Since(Instant at) => IsKnown(at) ? Minute(at) : "before";

    private string Minute(Instant at) => TimelineText.Minute(person.Local(at));
}
