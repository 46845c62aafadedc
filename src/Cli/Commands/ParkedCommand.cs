using System.CommandLine;
using System.Globalization;
using NodaTime;
using Personalization.Journeys.Cli.Live;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Ingress;
using Personalization.Journeys.Runtime.Serialization;
using Personalization.Journeys.Runtime.Timeline;

namespace Personalization.Journeys.Cli.Commands;

/// <summary>`journey parked`: inputs that could not be decided; they wait for somebody's word.</summary>
internal static class ParkedCommand
{
    public static Command Create(CommandIo io)
    {
        var data = Choice.Data();
        var most = Choice.Most(50);
        var after = new Option<long>("--after") { Description = "Goes on after this number." };
        var format = Choice.Format("text", "json");
        var command = new Command("parked", "Lists inputs that could not be decided; shows, replays and closes them.") { most, after, data, format, Show(io), Replay(io), Close(io) };
        command.SetAction((p, c) => LiveData.WithAsync(io, p.GetRequiredValue(data), async live =>
        {
            var rows = await live.Store.ParkedAsync(p.GetValue(after), p.GetRequiredValue(most) + 1, c);
            List(io, live, [.. rows.Take(p.GetRequiredValue(most))], rows.Count > p.GetRequiredValue(most), p.GetRequiredValue(format) == "json");
            return ExitCode.Fine;
        }, c));
        return command;
    }

    private static Command Show(CommandIo io)
    {
        var id = new Argument<long>("ID") { Description = "Its number in the list." };
        var personal = Choice.Personal();
        var data = Choice.Data();
        var format = Choice.Format("text", "json");
        var command = new Command("show", "Shows a parked input and why it was parked.") { id, personal, data, format };
        command.SetAction((p, c) => LiveData.WithAsync(io, p.GetRequiredValue(data), async live =>
        {
            if (await FindAsync(live, p.GetRequiredValue(id), c) is not { } row)
            {
                return io.Refuse(NoSuch(p.GetRequiredValue(id)));
            }

            if (p.GetRequiredValue(format) == "json")
            {
                io.WriteJson(json => Write(json, row));
                return ExitCode.Fine;
            }

            io.Output.WriteLine($"{row.Id}  {InputText.Of(row.Input.Span)}, for customer {row.Customer}");
            io.Output.WriteLine($"  parked {Minute(live, row.At)}: {row.Reason}");
            foreach (var line in InputText.Fields(row.Input.Span, live.Releases.Current, p.GetValue(personal)))
            {
                io.Output.WriteLine($"  {line}");
            }

            return ExitCode.Fine;
        }, c));
        return command;
    }

    private static Command Replay(CommandIo io)
    {
        var command = ForEach(io, "replay", "Decides parked inputs again, with their own ids. Events count as old: they update what is known and start nothing.", "replaying", async (live, row, c) =>
        {
            if (InputText.Read(row.Input.Span) is not { } input)
            {
                return "it can not be read";
            }

            // In this order: what stops in between is replayed twice, and the same ids are dropped the second time.
            await live.Store.AddToInboxAsync([new InboxRow(0, row.Customer, InputCodec.Encode(AsOld(input)))], c);
            await live.Store.CloseParkedAsync(row.Id, c);
            return null;
        });
        return command;
    }

    private static Command Close(CommandIo io) => ForEach(io, "close", "Ends parked inputs without deciding them.", "closed", async (live, row, c) =>
        await live.Store.CloseParkedAsync(row.Id, c) ? null : "it is gone already");

    /// <param name="work">Answers why it could not be done, or null.</param>
    private static Command ForEach(CommandIo io, string name, string description, string done, Func<LiveData, ParkedRow, CancellationToken, ValueTask<string?>> work)
    {
        var ids = new Argument<long[]>("ID") { Description = "Numbers of the list.", Arity = ArgumentArity.OneOrMore };
        var data = Choice.Data();
        var format = Choice.Format("text", "json");
        var command = new Command(name, description) { ids, data, format };
        command.SetAction((p, c) => LiveData.WithAsync(io, p.GetRequiredValue(data), async live =>
        {
            var rows = new List<ParkedRow>();
            foreach (var id in p.GetRequiredValue(ids).Distinct())
            {
                if (await FindAsync(live, id, c) is not { } row)
                {
                    return io.Refuse(NoSuch(id));
                }

                rows.Add(row);
            }

            foreach (var row in rows)
            {
                if (await work(live, row, c) is { } problem)
                {
                    return io.Refuse(new Refusal(ExitCode.No, $"parked input {row.Id} can not be {(name == "close" ? "closed" : "replayed")}: {problem}", "`journey parked close` ends it"));
                }
            }

            if (p.GetRequiredValue(format) == "json")
            {
                io.WriteJson(json =>
                {
                    json.WriteStartArray(done);
                    rows.ForEach(r => json.WriteNumberValue(r.Id));
                    json.WriteEndArray();
                });
            }
            else
            {
                io.Output.WriteLine($"{done} {string.Join(", ", rows.Select(r => r.Id))}" + (name == "replay" ? $"; {live.Soon}. What fails again is parked again." : ""));
            }

            return ExitCode.Fine;
        }, c));
        return command;
    }

    private static Input AsOld(Input input) => input is Events events ? new Events([.. events.Items.Select(e => e with { IsHistory = true })]) : input;

    private static async ValueTask<ParkedRow?> FindAsync(LiveData live, long id, CancellationToken cancellation) =>
        (await live.Store.ParkedAsync(id - 1, 1, cancellation)) is [var row] && row.Id == id ? row : null;

    private static Refusal NoSuch(long id) => Refusal.Misuse($"there is no parked input {id}", "`journey parked` lists what there is");

    private static void List(CommandIo io, LiveData live, IReadOnlyList<ParkedRow> rows, bool more, bool asJson)
    {
        if (asJson)
        {
            io.WriteJson(json =>
            {
                json.WriteList("parked", rows, row => Write(json, row));
                json.WriteBoolean("more", more);
            });
            return;
        }

        if (rows.Count == 0)
        {
            io.Output.WriteLine("Nothing is parked.");
            return;
        }

        var listing = new Listing(4, "Id", "Parked", "Customer", "Input", "Reason");
        foreach (var row in rows)
        {
            listing.Add(row.Id.ToString(CultureInfo.InvariantCulture), Minute(live, row.At), row.Customer, InputText.Of(row.Input.Span), row.Reason);
        }

        listing.Write(io);
        if (more)
        {
            io.Output.WriteLine($"There are more: `--after {rows[^1].Id}` goes on.");
        }
    }

    private static void Write(System.Text.Json.Utf8JsonWriter json, ParkedRow row)
    {
        json.WriteNumber("id", row.Id);
        json.WriteString("customer", row.Customer);
        json.WriteMoment("at", row.At);
        json.WriteString("input", InputText.Of(row.Input.Span));
        json.WriteString("reason", row.Reason);
    }

    private static string Minute(LiveData live, Instant at) => TimelineText.Minute(LocalTimes.ToLocal(at, live.Releases.Current.Settings.Zone));
}
