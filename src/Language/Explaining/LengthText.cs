using NodaTime;

namespace Personalization.Journeys.Language.Explaining;

/// <summary>Lengths of time for narrow columns: `1 d 30 min`.</summary>
internal static class LengthText
{
    public static string Short(Duration length)
    {
        var seconds = (long)length.TotalSeconds;
        var parts = new (long Count, string Unit)[] { (seconds / 86400, "d"), (seconds % 86400 / 3600, "h"), (seconds % 3600 / 60, "min"), (seconds % 60, "s") };
        var text = string.Join(' ', parts.Where(p => p.Count != 0).Take(3).Select(p => $"{p.Count} {p.Unit}"));
        return text.Length == 0 ? "0" : text;
    }

    public static string Long(Duration length)
    {
        var seconds = (long)length.TotalSeconds;
        var parts = new (long Count, string Unit)[] { (seconds / 86400, "day"), (seconds % 86400 / 3600, "hour"), (seconds % 3600 / 60, "minute"), (seconds % 60, "second") };
        var text = string.Join(' ', parts.Where(p => p.Count != 0).Select(p => $"{p.Count} {p.Unit}{(p.Count == 1 ? "" : "s")}"));
        return text.Length == 0 ? "0 seconds" : text;
    }
}
