using System.CommandLine;
using NodaTime;
using Personalization.Journeys.Cli.Live;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Ingress;
using Personalization.Journeys.Runtime.Timeline;

namespace Personalization.Journeys.Cli.Commands;

/// <summary>`journey outbox`: messages and webhook calls, what became of them, and an operator's word on one.</summary>
internal static class OutboxCommand
{
    private static readonly string[] _statuses = [.. Enum.GetValues<OutboxStatus>().Select(OutboxText.Name)];

    public static Command Create(CommandIo io)
    {
        var status = new Option<string?>("--status") { Description = "Only rows that stand so: " + string.Join(", ", _statuses) + "." };
        status.AcceptOnlyFromAmong(_statuses);
        var customer = new Option<string?>("--customer") { Description = "Only rows of this customer." };
        var most = Choice.Most(50);
        var after = new Option<long>("--after") { Description = "Goes on after this row." };
        var data = Choice.Data();
        var format = Choice.Format("text", "json");
        var command = new Command("outbox", "Lists messages and webhook calls; shows, replays and closes one.") { status, customer, most, after, data, format, Show(io), Replay(io), Close(io) };
        command.SetAction((p, c) => LiveData.WithAsync(io, p.GetRequiredValue(data), async live =>
        {
            OutboxStatus? only = p.GetValue(status) is { } name ? Enum.Parse<OutboxStatus>(name, ignoreCase: true) : null;
            var count = p.GetRequiredValue(most);
            var rows = await live.History.OutboxAsync(p.GetValue(after), count + 1, only, p.GetValue(customer), c);
            List(io, live, [.. rows.Take(count)], rows.Count > count, p.GetRequiredValue(format) == "json");
            return ExitCode.Fine;
        }, c));
        return command;
    }

    private static Command Show(CommandIo io)
    {
        var personal = Choice.Personal();
        return ForOne(io, "show", "Shows a message as it is rendered, and what became of it.", [personal], (live, entry, p, _) =>
        {
            var page = new OutboxPage(live.Releases, entry, p.GetValue(personal));
            if (p.GetRequiredValue<string>("--format") == "json")
            {
                io.WriteJson(page.Write);
            }
            else
            {
                page.Write(io);
            }

            return ValueTask.FromResult(ExitCode.Fine);
        });
    }

    private static Command Replay(CommandIo io)
    {
        var yes = Choice.Yes();
        return ForOne(io, "replay", "Lets a row be tried again, with the same key.", [yes], async (live, entry, p, c) =>
        {
            var key = entry.Row.Key;
            switch (entry.Status)
            {
                case OutboxStatus.Accepted or OutboxStatus.Answered:
                    return io.Refuse(new Refusal(ExitCode.No, $"`{key}` was {OutboxText.Name(entry.Status)}; to replay it would send it twice", null));
                case OutboxStatus.Open or OutboxStatus.Trying:
                    return io.Refuse(new Refusal(ExitCode.No, $"`{key}` is {OutboxText.Name(entry.Status)}: it is under way already", "`journey run` sends what is open"));
                case OutboxStatus.Unknown when !p.GetValue(yes):
                    return io.Refuse(new Refusal(
                        ExitCode.No,
                        $"nobody knows whether `{key}` has gone: {entry.Reason ?? "its result was lost"}. To replay it may send it twice",
                        "look at the provider for this key first; then say `--yes`, or `journey outbox close` it"));
                default:
                    break;
            }

            if (!await live.History.ReopenAsync(key, c))
            {
                return io.Refuse(new Refusal(ExitCode.No, $"`{key}` can not be replayed: its content was erased with its customer", null));
            }

            return Done(io, p, "replaying", key, $"`{key}` is open again, with the same key; {live.SendsSoon}. Consent and its time limit are asked for again.");
        });
    }

    private static Command Close(CommandIo io)
    {
        var reason = new Option<string>("--reason") { Description = "Why, for those who look later.", Required = true };
        return ForOne(io, "close", "Ends a row for good, with a reason; it will not be tried again.", [reason], async (live, entry, p, c) =>
        {
            var key = entry.Row.Key;
            if (await live.History.CloseAsync(key, p.GetRequiredValue(reason), c))
            {
                return Done(io, p, "closed", key, $"`{key}` is closed; {live.Soon}: its journey goes on without it.");
            }

            return io.Refuse(entry.Status == OutboxStatus.Trying
                ? new Refusal(ExitCode.No, $"`{key}` is in the hands of its channel", "its result comes within seconds, or it becomes unknown; close it then")
                : new Refusal(ExitCode.No, $"`{key}` is {OutboxText.Name(entry.Status)}: it is over already", null));
        });
    }

    private static int Done(CommandIo io, ParseResult parsed, string what, string key, string sentence)
    {
        if (parsed.GetRequiredValue<string>("--format") == "json")
        {
            io.WriteJson(json => json.WriteString(what, key));
        }
        else
        {
            io.Output.WriteLine(sentence);
        }

        return ExitCode.Fine;
    }

    private static Command ForOne(
        CommandIo io, string name, string description, Option[] options, Func<LiveData, OutboxEntry, ParseResult, CancellationToken, ValueTask<int>> work)
    {
        var key = new Argument<string>("KEY") { Description = "The send key, as the list shows it." };
        var data = Choice.Data();
        var command = new Command(name, description) { key };
        foreach (var option in options.Concat([data, Choice.Format("text", "json")]))
        {
            command.Add(option);
        }

        command.SetAction((p, c) => LiveData.WithAsync(io, p.GetRequiredValue(data), async live =>
        {
            var asked = p.GetRequiredValue(key);
            if (await live.History.OutboxAsync(asked, c) is { } entry)
            {
                return await work(live, entry, p, c);
            }

            var near = Closest.To(asked, (await live.History.OutboxAsync(0, 1_000, null, null, c)).Select(e => e.Row.Key));
            return io.Refuse(Refusal.Misuse($"there is no row `{asked}` in the outbox", near is null ? "`journey outbox` lists what there is" : $"did you mean `{near}`?"));
        }, c));
        return command;
    }

    private static void List(CommandIo io, LiveData live, IReadOnlyList<OutboxEntry> rows, bool more, bool asJson)
    {
        if (asJson)
        {
            io.WriteJson(json =>
            {
                json.WriteList("outbox", rows, row => new OutboxPage(live.Releases, row, false).WriteRow(json));
                json.WriteBoolean("more", more);
            });
            return;
        }

        if (rows.Count == 0)
        {
            io.Output.WriteLine("No such row is in the outbox.");
            return;
        }

        var zone = live.Releases.Current.Settings.Zone;
        string Minute(Instant at) => TimelineText.Minute(LocalTimes.ToLocal(at, zone));
        var listing = new Listing(3, "Decided", "Customer", "What", "Status", "Key");
        foreach (var row in rows)
        {
            listing.Add(Minute(row.Row.At), row.Row.Customer, OutboxPage.What(row.Row), OutboxText.Name(row.Status), row.Row.Key);
        }

        listing.Write(io);
        if (more)
        {
            io.Output.WriteLine($"There are more: `--after {rows[^1].Sequence}` goes on.");
        }
    }
}
