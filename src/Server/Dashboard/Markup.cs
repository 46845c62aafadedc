using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace Personalization.Journeys.Server.Dashboard;

/// <summary>HTML. Text becomes it only by <see cref="Of"/>, which escapes every hole that is not markup already.</summary>
internal readonly record struct Markup(string Html)
{
    public static Markup Empty { get; } = new("");

    public static Markup Of(Builder text) => new(text.ToString());

    public static Markup Join(IEnumerable<Markup> parts) => new(string.Concat(parts.Select(p => p.Html)));

    public override string ToString() => Html;

    [InterpolatedStringHandler]
    public readonly struct Builder(int literalLength, int holes)
    {
        private readonly StringBuilder _html = new(literalLength + (holes * 16));

        public void AppendLiteral(string literal) => _html.Append(literal);

        public void AppendFormatted(string? text) => _html.Append(WebUtility.HtmlEncode(text));

        public void AppendFormatted(long number) => _html.Append(number.ToString(CultureInfo.InvariantCulture));

        public void AppendFormatted(Markup markup) => _html.Append(markup.Html);

        public void AppendFormatted(IEnumerable<Markup> parts)
        {
            foreach (var part in parts)
            {
                _html.Append(part.Html);
            }
        }

        public override string ToString() => _html.ToString();
    }
}
