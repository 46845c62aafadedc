using System.Globalization;

namespace Personalization.Journeys.Cli.Terminal;

/// <summary>`no errors`, `1 error`, `2 errors`.</summary>
internal static class Counted
{
    public static string Of(long count, string one, string? many = null) => count switch
    {
        0 => $"no {many ?? one + "s"}",
        1 => $"1 {one}",
        _ => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {many ?? one + "s"}"),
    };
}
