using System.Globalization;
using System.Text;
using NodaTime;

namespace Personalization.Journeys.Cli.Reports;

/// <summary>Charts as inline SVG. Colours come from classes, so light and dark need one drawing.</summary>
internal static class Charts
{
    private const int Width = 1040;

    /// <summary>Stacked columns, one a day: what of each series happened on it.</summary>
    public static string Days(IReadOnlyList<LocalDate> days, IReadOnlyList<(string Name, string Class, IReadOnlyList<int> Values)> series, string label)
    {
        const int left = 44, top = 8, height = 200, bottom = 24;
        var most = Enumerable.Range(0, days.Count).Select(i => series.Sum(s => s.Values[i])).DefaultIfEmpty(0).Max();
        var (step, limit) = Scale(most);
        var column = (double)(Width - left) / Math.Max(1, days.Count);
        double Y(double value) => top + height - value / limit * height;

        var svg = Open(Width, top + height + bottom, label);
        for (var value = 0; value <= limit; value += step)
        {
            svg.Append(CultureInfo.InvariantCulture, $"""<line class="grid" x1="{left}" x2="{Width}" y1="{Html.N(Y(value))}" y2="{Html.N(Y(value))}"/><text class="axis end" x="{left - 8}" y="{Html.N(Y(value) + 4)}">{Report.Count(value)}</text>""");
        }

        for (var i = 0; i < days.Count; i++)
        {
            var x = left + i * column;
            if (Label(days, i) is { } date)
            {
                svg.Append(CultureInfo.InvariantCulture, $"""<line class="tick" x1="{Html.N(x)}" x2="{Html.N(x)}" y1="{top + height}" y2="{top + height + 5}"/>""");
                if (Width - x > 34)
                {
                    svg.Append(CultureInfo.InvariantCulture, $"""<text class="axis" x="{Html.N(x + 3)}" y="{top + height + 18}">{date}</text>""");
                }
            }

            if (series.All(s => s.Values[i] == 0))
            {
                continue;
            }

            var told = string.Join(", ", series.Where(s => s.Values[i] > 0).Select(s => $"{Report.Count(s.Values[i])} {s.Name}"));
            svg.Append(CultureInfo.InvariantCulture, $"<g><title>{days[i].ToString("uuuu-MM-dd", CultureInfo.InvariantCulture)}: {Html.Text(told)}</title>");
            var sum = 0;
            foreach (var (_, css, values) in series)
            {
                if (values[i] > 0)
                {
                    var low = Y(sum);
                    sum += values[i];
                    svg.Append(CultureInfo.InvariantCulture, $"""<rect class="{css}" x="{Html.N(x)}" y="{Html.N(Y(sum))}" width="{Html.N(Math.Max(0.6, column - (column > 4 ? 1.2 : 0.3)))}" height="{Html.N(Math.Max(0.4, low - Y(sum)))}"/>""");
                }
            }

            svg.Append("</g>");
        }

        return svg.Append("</svg>").ToString();
    }

    /// <summary>Small columns, one a week, without an axis: the shape is what counts.</summary>
    public static string Weeks(IReadOnlyList<(LocalDate Week, int Value)> weeks, string what)
    {
        const int width = 460, height = 56;
        var most = Math.Max(1, weeks.Select(w => w.Value).DefaultIfEmpty(0).Max());
        var column = (double)width / Math.Max(1, weeks.Count);
        var svg = Open(width, height + 2, $"{what} a week, at most {Report.Count(most)}");
        svg.Append(CultureInfo.InvariantCulture, $"""<line class="tick" x1="0" x2="{width}" y1="{height + 1}" y2="{height + 1}"/>""");
        for (var i = 0; i < weeks.Count; i++)
        {
            var tall = (double)weeks[i].Value / most * height;
            if (weeks[i].Value > 0)
            {
                svg.Append(CultureInfo.InvariantCulture, $"""<rect class="entries" x="{Html.N(i * column)}" y="{Html.N(height - Math.Max(1, tall))}" width="{Html.N(Math.Max(0.8, column - 1.5))}" height="{Html.N(Math.Max(1, tall))}"><title>Week of {weeks[i].Week.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture)}: {Report.Count(weeks[i].Value)} {what}</title></rect>""");
            }
        }

        return svg.Append("</svg>").ToString();
    }

    /// <summary>Bars under each other, each with its name, its number and its share of the first or of the whole.</summary>
    public static string Bars(IReadOnlyList<(string Name, string Class, long Value)> bars, long whole, int width, int names, string label)
    {
        const int row = 26, thick = 16, figures = 112;
        var room = width - names - figures;
        var svg = Open(width, Math.Max(1, bars.Count) * row, label);
        for (var i = 0; i < bars.Count; i++)
        {
            var (name, css, value) = bars[i];
            var length = whole == 0 ? 0 : (double)value / whole * room;
            var middle = i * row + row / 2;
            svg.Append(CultureInfo.InvariantCulture, $"""<text class="name" x="0" y="{middle + 4}">{Html.Text(Cut(name, names / 7))}<title>{Html.Text(name)}</title></text>""");
            svg.Append(CultureInfo.InvariantCulture, $"""<rect class="track" x="{names}" y="{middle - thick / 2}" width="{room}" height="{thick}" rx="3"/>""");
            if (value > 0)
            {
                svg.Append(CultureInfo.InvariantCulture, $"""<rect class="{css}" x="{names}" y="{middle - thick / 2}" width="{Html.N(Math.Max(2, length))}" height="{thick}" rx="3"/>""");
            }

            svg.Append(CultureInfo.InvariantCulture, $"""<text class="figure" x="{names + room + 10}" y="{middle + 4}">{Report.Count(value)}<tspan class="share" dx="6">{Report.Share(value, whole)}</tspan></text>""");
        }

        return svg.Append("</svg>").ToString();
    }

    /// <summary>Months on a long axis, Mondays on a short one.</summary>
    private static string? Label(IReadOnlyList<LocalDate> days, int index)
    {
        const int shortAxis = 70;
        var day = days[index];
        if (days.Count <= shortAxis)
        {
            return day.DayOfWeek == IsoDayOfWeek.Monday ? day.ToString("d MMM", CultureInfo.InvariantCulture) : null;
        }

        return day.Day == 1 ? day.ToString(day.Month == 1 || index == 0 ? "MMM uuuu" : "MMM", CultureInfo.InvariantCulture) : null;
    }

    private static StringBuilder Open(int width, int height, string label) => new StringBuilder().Append(
        CultureInfo.InvariantCulture, $"""<svg class="chart" viewBox="0 0 {width} {height}" role="img" aria-label="{Html.Text(label)}">""");

    private static string Cut(string text, int most) => text.Length <= most ? text : string.Concat(text.AsSpan(0, Math.Max(1, most - 1)), "…");

    /// <summary>A round step and a limit at or above the highest value.</summary>
    private static (int Step, int Limit) Scale(int most)
    {
        var step = 1;
        int[] factors = [1, 2, 5];
        for (var i = 0; step * 5 < most; i++)
        {
            step = factors[i % 3] * (int)Math.Pow(10, i / 3);
        }

        return (step, Math.Max(step, (most + step - 1) / step * step));
    }
}
