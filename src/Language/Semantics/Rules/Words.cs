using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Review;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>The author's own words, and lengths as they would write them.</summary>
internal static class Words
{
    /// <summary>What stands at a place, on one line.</summary>
    public static string At(Location? location) => location is null
        ? ""
        : string.Join(' ', location.Source.Text.Substring(location.Span.Start, Math.Min(location.Span.Length, location.Source.Text.Length - location.Span.Start))
            .Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));

    public static string Of(Expression expression) => At(expression.Location) is { Length: > 0 } text ? text : ExpressionText.Of(expression);

    /// <summary>A length in its two largest units: `2 days 14 hours`.</summary>
    public static string Of(Duration length)
    {
        var seconds = (long)length.TotalSeconds;
        var parts = new (long Count, string Unit)[] { (seconds / 86400, "day"), (seconds % 86400 / 3600, "hour"), (seconds % 3600 / 60, "minute"), (seconds % 60, "second") };
        var text = string.Join(' ', parts.Where(p => p.Count != 0).Take(2).Select(p => LengthText.Count(p.Count, p.Unit)));
        return text.Length == 0 ? "0 seconds" : text;
    }

    public static string Of(Channel channel) => channel == Channel.Email ? "e-mail" : ChannelNames.Of(channel);
}
