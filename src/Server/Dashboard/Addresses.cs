using System.Globalization;

namespace Personalization.Journeys.Server.Dashboard;

/// <summary>Where everything stands.</summary>
internal static class Addresses
{
    public static string Journey(string name, int version, int? line = null) => string.Create(
        CultureInfo.InvariantCulture, $"/journeys/{Uri.EscapeDataString(name)}?version={version}{(line is { } l ? Line(l) : "")}");

    public static string Line(int line) => string.Create(CultureInfo.InvariantCulture, $"#L{line}");

    /// <summary>A key is any text; what a browser or a proxy would read as part of the path goes into the query.</summary>
    public static string Customer(string key) => key.Length > 0 && !key.All(c => c == '.') && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
        ? $"/customers/{key}"
        : $"/customers?id={Uri.EscapeDataString(key)}";

    public static string Search(string key, string after) =>
        $"/customers?key={Uri.EscapeDataString(key)}&after={Uri.EscapeDataString(after)}";
}
