using NodaTime;
using Personalization.Journeys.Language.Review.Graph;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Server.Dashboard;

/// <summary>Where each run stands, and until when.</summary>
internal static class CustomerRuns
{
    public static Markup Of(CustomerDocument customer, ReleaseSet releases, DateTimeZone zone)
    {
        if (customer.Runs.IsEmpty)
        {
            return Markup.Of($"""<h2>Journeys</h2><p class="soft">Is inside no journey.</p>""");
        }

        var runs = customer.Runs.Select(run => Markup.Of($"""
            <li class="card" data-key="{run.Id}"><h3><a href="{Addresses.Journey(run.Journey, run.Version)}">{Wording.Name(run.Journey)}</a> <span class="soft">version {run.Version}, since {Wording.Minute(run.EnteredAt, zone)}{(run.Key.Length > 0 ? Markup.Of($", for <bdi>{run.Key}</bdi>") : Markup.Empty)}</span></h3>
            <ul>{run.Threads.Where(t => t.Pause is not AwaitingBranches).Select(t => Thread(run, t, releases, zone))}</ul></li>
            """));
        return Markup.Of($"""<h2>Journeys</h2><ul class="runs">{runs}</ul>""");
    }

    private static Markup Thread(Run run, RunThread thread, ReleaseSet releases, DateTimeZone zone)
    {
        var until = thread.Pause.NextAt is { } at ? Markup.Of($" until <b>{Wording.Minute(at, zone)}</b>") : Markup.Empty;
        if (releases.Release.WorkspaceOf(run.Journey, run.Version) is not { } workspace
            || workspace.Journey(run.Journey) is not { } journey
            || journey.Find(thread.Step) is not { } step)
        {
            return Markup.Of($"<li>{Words(thread.Pause)}{until}</li>");
        }

        var box = GraphBuilder.Build(workspace, journey).Boxes.FirstOrDefault(b => b.Steps.Contains(step.Id));
        return Markup.Of($"""
            <li>{Words(thread.Pause)}{until} at <a class="where" href="{Addresses.Journey(run.Journey, run.Version, step.Location.Line)}">{step.Location.ToString()}</a> <span class="soft">{box?.Title}</span></li>
            """);
    }

    private static string Words(Pause pause) => pause switch
    {
        Waiting => "waits",
        WaitingFor => "waits for something to happen,",
        Held held => $"a message is held ({held.Reason})",
        AwaitingChannel => "waits to hear from the channel",
        AwaitingReaction => "waits for a reaction to the message",
        AwaitingReply => "waits for an answer",
        AwaitingAnswer => "waits for the webhook",
        AwaitingRun => "waits for the journey it runs",
        _ => "rests",
    };
}
