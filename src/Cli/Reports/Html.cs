using System.Globalization;
using System.Net;

namespace Personalization.Journeys.Cli.Reports;

/// <summary>The few things every part of the page writes.</summary>
internal static class Html
{
    public static string Text(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A coordinate: short, and the same everywhere.</summary>
    public static string N(double number) => Math.Round(number, 1).ToString("0.#", CultureInfo.InvariantCulture);

    public static string Words(string name) => name.Replace('_', ' ');
}
