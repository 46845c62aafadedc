using System.Collections.Immutable;
using Personalization.Journeys.Cli.Live;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Runtime.Timeline;

namespace Personalization.Journeys.Cli.Commands;

/// <summary>The two questions about what an engine decided.</summary>
internal static partial class ExplainCommand
{
    /// <param name="asked">`CUSTOMER@TIME`.</param>
    private static async Task<int> WhyAsync(CommandIo io, string asked, string data, bool json, CancellationToken cancellation)
    {
        var at = asked.LastIndexOf('@');
        if (at <= 0 || at == asked.Length - 1)
        {
            return io.Refuse(Refusal.Misuse($"`--why {asked}` does not say a customer and a time", "write CUSTOMER@last, CUSTOMER@2026-03-02 or \"CUSTOMER@2026-03-02 10:00\""));
        }

        return await LiveData.WithPersonAsync(io, data, asked[..at], WhyAsync, cancellation);

        async ValueTask<int> WhyAsync(LiveData live, Person person)
        {
            var (time, refusal) = AskedTime.Read(asked[(at + 1)..], person.Zone);
            if (time is null)
            {
                return io.Refuse(refusal!);
            }

            var all = RecordedDecision.Of(await live.History.JournalAsync(person.Document.Id, cancellation));
            ImmutableArray<RecordedDecision> told = time == AskedTime.Last
                ? [.. all.Where(d => !d.IsOnlyNoted).DefaultIfEmpty(all.LastOrDefault()).OfType<RecordedDecision>().TakeLast(1)]
                : [.. all.Where(d => time.Holds(d.At))];
            if (told.IsEmpty)
            {
                return io.Refuse(NothingThen(person, all, time));
            }

            var page = await WhyPage.OfAsync(live, person, told, all.Last(d => !d.IsOnlyNoted || d == told[^1]).At <= told[^1].At, cancellation);
            if (json)
            {
                io.WriteJson(page.Write);
            }
            else
            {
                page.Write(io);
            }

            return ExitCode.Fine;
        }
    }

    private static async Task<int> WhyNotAsync(CommandIo io, string customer, string? name, string data, bool json, CancellationToken cancellation)
    {
        if (name is null)
        {
            return io.Refuse(Refusal.Misuse("`--why-not` needs a journey or a template too", $"write `journey explain --why-not {customer} NAME`"));
        }

        return await LiveData.WithPersonAsync(io, data, customer, WhyNotAsync, cancellation);

        async ValueTask<int> WhyNotAsync(LiveData live, Person person)
        {
            var workspace = live.Releases.Current;
            var journal = await live.History.JournalAsync(customer, cancellation);
            var answer = workspace.Journey(name) is { } journey ? WhyNot.OfJourney(live.Releases, person, journey, journal)
                : workspace.Template(name) is { } template ? WhyNot.OfTemplate(live.Releases, person, template, journal)
                : null;
            if (answer is null)
            {
                var near = Closest.To(name, workspace.Journeys.Select(j => j.Name).Concat(workspace.Templates.Select(t => t.Name)));
                return io.Refuse(Refusal.Misuse($"there is no journey or template `{name}`", near is null ? null : $"did you mean `{near}`?"));
            }

            if (json)
            {
                io.WriteJson(answer.Write);
            }
            else
            {
                answer.Write(io);
            }

            return ExitCode.Fine;
        }
    }

    private static Refusal NothingThen(Person person, IReadOnlyList<RecordedDecision> all, AskedTime time)
    {
        var before = all.LastOrDefault(d => d.At < time.From);
        var after = all.FirstOrDefault(d => d.At >= time.To);
        string Minute(RecordedDecision decision) => TimelineText.Minute(person.Local(decision.At));
        var near = (before, after) switch
        {
            (null, null) => "nothing is recorded of them yet",
            (null, _) => $"the first decision is of {Minute(after)}",
            (_, null) => $"the last decision is of {Minute(before)}",
            _ => $"the nearest decisions are of {Minute(before)} and {Minute(after)}",
        };
        return new Refusal(ExitCode.No, $"nothing was decided for `{person.Document.Id}` then", $"{near}, by the customer's clock ({person.Zone.Id})");
    }
}
