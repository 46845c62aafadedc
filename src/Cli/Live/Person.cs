using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Timeline;

namespace Personalization.Journeys.Cli.Live;

/// <summary>A customer as committed, seen with the newest workspace.</summary>
internal sealed record Person(DocumentRow Row, CustomerDocument Document, Workspace Workspace)
{
    public DateTimeZone Zone { get; } = CustomerScope.ZoneOf(Workspace, Document);

    public static Person Of(DocumentRow row, Workspace workspace) => new(row, row.Read(), workspace);

    public LocalDateTime Local(Instant at) => LocalTimes.ToLocal(at, Zone);

    public CustomerJson Json { get; } = new(Workspace, Document);

    /// <summary>The value of a field as it may be shown.</summary>
    public Value Field(string name, bool personal) =>
        personal || !CustomerJson.IsPersonal(Workspace, name) ? Document.Attributes[name] : new TextValue(CustomerJson.Masked);
}
