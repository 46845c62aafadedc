using System.CommandLine;
using System.Globalization;
using NodaTime;
using Personalization.Journeys.Cli.Live;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Cli.Workspaces;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Ingress;
using Personalization.Journeys.Runtime.Serialization;
using Personalization.Journeys.Runtime.Timeline;

namespace Personalization.Journeys.Cli.Commands;

/// <summary>`journey customers`: who is there, what is known of them, and how they are forgotten.</summary>
internal static class CustomersCommand
{
    public static Command Create(CommandIo io)
    {
        var prefix = new Argument<string?>("KEY-PREFIX") { Description = "Only keys that begin so.", Arity = ArgumentArity.ZeroOrOne };
        var data = Choice.Data();
        var most = Choice.Most(50);
        var after = new Option<string?>("--after") { Description = "Goes on after this key." };
        var format = Choice.Format("text", "json");
        var command = new Command("customers", "Lists customers; shows, exports and erases one.") { prefix, most, after, data, format, Show(io), Export(io), Erase(io) };
        command.SetAction((p, c) => LiveData.WithAsync(io, p.GetRequiredValue(data), live => ListAsync(
            io, live, p.GetValue(prefix) ?? "", p.GetValue(after), p.GetRequiredValue(most), p.GetRequiredValue(format) == "json", c), c));
        return command;
    }

    private static Command Show(CommandIo io)
    {
        var key = Key();
        var personal = Choice.Personal();
        var data = Choice.Data();
        var format = Choice.Format("text", "json");
        var command = new Command("show", "Shows the profile, consents, segments and journeys of a customer.") { key, personal, data, format };
        command.SetAction((p, c) => LiveData.WithPersonAsync(io, p.GetRequiredValue(data), p.GetRequiredValue(key), (_, person) =>
        {
            if (p.GetRequiredValue(format) == "json")
            {
                io.WriteJson(json => person.Json.WriteState(json, p.GetValue(personal)));
            }
            else
            {
                new CustomerPage(person, p.GetValue(personal)).Write(io);
            }

            return ValueTask.FromResult(ExitCode.Fine);
        }, c));
        return command;
    }

    private static Command Export(CommandIo io)
    {
        var key = Key();
        var data = Choice.Data();
        var target = new Option<string?>("--out") { Description = "The file to write; the terminal when left out." };
        var command = new Command("export", "Writes everything that is kept of a customer as JSON, personal data and history included.") { key, target, data };
        command.SetAction((p, c) => LiveData.WithPersonAsync(io, p.GetRequiredValue(data), p.GetRequiredValue(key), async (live, person) =>
        {
            var journal = await live.History.JournalAsync(person.Document.Id, c);
            var outbox = await live.History.OutboxAsync(0, int.MaxValue, null, person.Document.Id, c);
            var export = JsonAnswer.Of(json => person.Json.WriteAll(json, journal, outbox));
            if (p.GetValue(target) is not { } file)
            {
                io.Output.WriteLine(export);
                return ExitCode.Fine;
            }

            TextFile.Replace(io.PathOf(file), export + "\n");
            io.Output.WriteLine($"wrote {file}");
            return ExitCode.Fine;
        }, c));
        return command;
    }

    private static Command Erase(CommandIo io)
    {
        var key = Key();
        var data = Choice.Data();
        var yes = Choice.Yes();
        var format = Choice.Format("text", "json");
        var command = new Command("erase", "Forgets a customer for good.") { key, yes, data, format };
        command.SetAction((p, c) => LiveData.WithPersonAsync(io, p.GetRequiredValue(data), p.GetRequiredValue(key), async (live, person) =>
        {
            var customer = person.Document.Id;
            if (!p.GetValue(yes))
            {
                return io.Refuse(new Refusal(
                    ExitCode.No,
                    $"erasing `{customer}` can not be undone: {Counted.Of(person.Document.Runs.Length, "journey")} under way would end, open messages would not go, "
                    + "and profile, consents, history and the files of their messages would be deleted",
                    "say `--yes` to do it; `journey customers export` writes down what there is"));
            }

            var now = Instant.FromDateTimeOffset(io.Time.GetUtcNow());
            await live.Store.AddToInboxAsync([new InboxRow(0, customer, InputCodec.Encode(new Erase(now)))], c);
            if (p.GetRequiredValue(format) == "json")
            {
                io.WriteJson(json => json.WriteString("erasing", customer));
            }
            else
            {
                io.Output.WriteLine($"`{customer}` is to be forgotten; {live.Soon}. Events from before now stay forgotten, later ones begin a new, empty customer.");
            }

            return ExitCode.Fine;
        }, c));
        return command;
    }

    private static Argument<string> Key() => new("KEY") { Description = "The customer's key." };

    private static async ValueTask<int> ListAsync(CommandIo io, LiveData live, string prefix, string? after, int most, bool json, CancellationToken cancellation)
    {
        var keys = await live.History.CustomersAsync(prefix, after, most + 1, cancellation);
        var people = (await live.Store.LoadAsync([.. keys.Take(most)], cancellation)).Select(r => Person.Of(r, live.Releases.Current)).ToList();
        if (json)
        {
            io.WriteJson(answer =>
            {
                answer.WriteList("customers", people, person => person.Json.WriteSummary(answer));
                answer.WriteBoolean("more", keys.Count > most);
            });
            return ExitCode.Fine;
        }

        if (people.Count == 0)
        {
            io.Output.WriteLine(prefix.Length == 0 ? "There is no customer yet." : $"No customer's key begins with `{prefix}`.");
            return ExitCode.Fine;
        }

        var listing = new Listing(1, "Customer", "Inside", "Segments", "Next", "Decisions");
        foreach (var person in people)
        {
            var document = person.Document;
            listing.Add(
                document.Id,
                document.ErasedAt is not null && document.Runs.IsEmpty ? "(erased)" : string.Join(", ", document.Runs.Select(r => r.Journey).Distinct()),
                Counted.Of(document.Memberships.Count, "segment"),
                person.Row.DueAt is { } due ? TimelineText.Minute(LocalTimes.ToLocal(due, person.Zone)) : "nothing",
                person.Row.Version.ToString(CultureInfo.InvariantCulture));
        }

        listing.Write(io);
        if (keys.Count > most)
        {
            io.Output.WriteLine($"There are more: `--after {people[^1].Document.Id}` goes on.");
        }

        return ExitCode.Fine;
    }
}
