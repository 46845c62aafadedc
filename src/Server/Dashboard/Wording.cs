using System.Globalization;
using NodaTime;
using Personalization.Journeys.Runtime.Timeline;

namespace Personalization.Journeys.Server.Dashboard;

/// <summary>Figures, names and times as every page writes them.</summary>
internal static class Wording
{
    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>`1 message`, `3 messages`.</summary>
    public static string Count(long number, string one) => $"{Count(number)} {one}{(number == 1 ? "" : "s")}";

    public static string Share(long part, long whole) =>
        whole == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / whole:0.#} %");

    public static string Name(string name) => name.Replace('_', ' ');

    public static string Minute(Instant at, DateTimeZone zone) => TimelineText.Minute(at.InZone(zone).LocalDateTime);

    /// <summary>In its two largest units at most: `3 d 4 h`, `2 min`, `5 s`.</summary>
    public static string Length(Duration length)
    {
        var seconds = (long)Math.Max(0, length.TotalSeconds);
        return seconds switch
        {
            >= 86_400 => $"{Count(seconds / 86_400)} d {seconds % 86_400 / 3_600} h",
            >= 3_600 => $"{seconds / 3_600} h {seconds % 3_600 / 60} min",
            >= 60 => $"{seconds / 60} min",
            _ => $"{seconds} s",
        };
    }
}
