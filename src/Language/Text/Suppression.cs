namespace Personalization.Journeys.Language.Text;

/// <summary>`# allow JRN0310: reason`: diagnostics of the code on <see cref="AppliesToLine"/> (1-based) are not shown.</summary>
internal sealed record Suppression(string Code, string Reason, Location Location, int AppliesToLine);
