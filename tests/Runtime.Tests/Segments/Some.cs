using NodaTime;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Runtime.Tests.Segments;

/// <summary>Test values.</summary>
internal static class Some
{
    public static readonly Workspace Workspace = new(
        new("shop", DateTimeZone.Utc, "GBP", null, Duration.FromHours(1), null, null),
        new(RecordKind.Customer, "customer", []),
        [], [], [], [], [], [], [], [], [], [], [], [], [], []);
}
