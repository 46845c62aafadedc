using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using NodaTime.Text;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Timeline;
using Personalization.Journeys.Server.Security;

namespace Personalization.Journeys.Server.Api;

/// <summary>What happened to a customer and why, newest first, a page at a time.</summary>
internal sealed class TimelineApi(ReleaseSet releases, IStore store, IHistory history)
{
    private const int UsualPage = 100;
    private const int LargestPage = 1_000;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/customers/{id}/timeline", (string id, string? before, string? limit, TimelineApi api, CancellationToken stop) => api.GetAsync(id, before, limit, stop))
            .Needs(Scope.CustomersRead).WithName("GetTimeline").WithSummary("What happened to a customer and why, newest first.").Answers<TimelinePage>();

    private async Task<IResult> GetAsync(string id, string? before, string? limit, CancellationToken cancellation)
    {
        if (Number(before, long.MaxValue, long.MaxValue) is not { } from)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "`before` is not what `next` of a page said");
        }

        if (Number(limit, UsualPage, LargestPage) is not { } most)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, $"`limit` must be a number from 1 to {LargestPage:N0}");
        }

        if (await store.LoadAsync([id], cancellation) is not [var stored])
        {
            return CustomerAnswers.Nobody(id);
        }

        var zone = CustomerScope.ZoneOf(releases.Current, stored.Read());
        var rows = await history.LatestAsync(id, from, (int)most, cancellation);
        var lines = rows.Select(r => Line(r, zone)).OfType<TimelineLine>().ToImmutableArray();
        return Results.Json(new TimelinePage(id, zone.Id, lines, rows.Count < most ? null : rows[^1].Sequence), ApiProblem.Json);
    }

    private static TimelineLine? Line(JournalRow row, DateTimeZone zone) =>
        TimelineText.Line(row.Entry, row.Place, zone, _ => "") is { } line
            ? new TimelineLine(
                row.Sequence, InstantPattern.ExtendedIso.Format(row.Entry.At), LocalDateTimePattern.ExtendedIso.Format(line.At), line.Kind.ToString().ToLowerInvariant(),
                line.Text, ReasonOf(row.Entry), line.Journey.Length == 0 ? null : line.Journey, line.Place?.Path, line.Place?.Line)
            : null;

    private static string? ReasonOf(JournalEntry entry) => entry switch
    {
        NotEntered e => e.Because ?? e.Reason,
        Paused e => e.Reason,
        WayTaken e => e.Because,
        MessageSkipped e => e.Reason,
        MessageHeld e => e.Reason,
        OutcomeNoted e => e.Reason,
        Exited e => e.Reason,
        Incident e => e.Reason,
        _ => null,
    };

    private static long? Number(string? text, long otherwise, long most) => text is null ? otherwise
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && number <= most ? number
        : null;
}

/// <param name="Next">Where the next page begins, to be given as `before`; missing on the last one.</param>
internal sealed record TimelinePage(string Customer, string TimeZone, ImmutableArray<TimelineLine> Entries, long? Next);

/// <param name="LocalTime">At the customer's clock.</param>
/// <param name="File">The file and line of the text that decided it.</param>
internal sealed record TimelineLine(long Sequence, string At, string LocalTime, string Kind, string Text, string? Reason, string? Journey, string? File, int? Line);
