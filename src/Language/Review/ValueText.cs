using System.Diagnostics;
using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Review;

/// <summary>Values as an author writes them: `30 EUR`, `10%`, `"home"`, `09:00`.</summary>
internal static class ValueText
{
    public static string Of(Value value) => Of(value, '"');

    internal static string Of(Value value, char quote) => value switch
    {
        MissingValue => "missing",
        TextValue text => quote + Escape(text.Value, quote) + quote,
        NumberValue number => Number(number.Value),
        PercentValue percent => Percent(percent.Fraction),
        BooleanValue boolean => boolean.Value ? "true" : "false",
        MoneyValue money => Money(money),
        DurationValue duration => LengthText.Of(duration.Value),
        DateValue date => LocalDatePattern.Iso.Format(date.Value),
        TimeValue time => Time(time.Value),
        LocalMomentValue moment => LocalDatePattern.Iso.Format(moment.Value.Date) + " " + Time(moment.Value.TimeOfDay),
        MomentValue moment => InstantPattern.General.Format(moment.Value),
        ListValue list => "[" + string.Join(", ", list.Elements.Select(e => Of(e, quote))) + "]",
        RecordValue record => "{" + string.Join(", ", record.Fields.Select(f => $"{f.Key}: {Of(f.Value, quote)}")) + "}",
        _ => throw new UnreachableException(),
    };

    public static string Time(LocalTime time) =>
        (time.Second == 0 ? LocalTimePattern.CreateWithInvariantCulture("HH:mm") : LocalTimePattern.CreateWithInvariantCulture("HH:mm:ss")).Format(time);

    public static string Percent(decimal fraction) => Plain(fraction * 100) + "%";

    /// <summary>Groups of three from five digits on: `1000`, `100_000`.</summary>
    internal static string Number(decimal value)
    {
        var plain = Plain(value);
        var start = plain.StartsWith('-') ? 1 : 0;
        var point = plain.IndexOf('.', StringComparison.Ordinal);
        var end = point < 0 ? plain.Length : point;
        if (end - start < 5)
        {
            return plain;
        }

        var text = new StringBuilder(plain);
        for (var i = end - 3; i > start; i -= 3)
        {
            text.Insert(i, '_');
        }

        return text.ToString();
    }

    /// <summary>The inside of a text between <paramref name="quote"/>s.</summary>
    internal static string Escape(string text, char quote)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            _ = c switch
            {
                '\n' => escaped.Append("\\n"),
                '\\' or '{' => escaped.Append('\\').Append(c),
                _ when c == quote => escaped.Append('\\').Append(c),
                _ when char.IsControl(c) => escaped.Append(CultureInfo.InvariantCulture, $"\\u{{{(int)c:X}}}"),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }

    private static string Money(MoneyValue money)
    {
        var whole = money.Amount == decimal.Truncate(money.Amount);
        var amount = whole ? Number(money.Amount) : money.Amount.ToString("0.00##########", CultureInfo.InvariantCulture);
        return $"{amount} {money.Currency}";
    }

    private static string Plain(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);
}
