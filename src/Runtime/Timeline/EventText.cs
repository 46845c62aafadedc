using System.Globalization;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Timeline;

/// <summary>An event's key and what it is worth: `489434, 120.50 GBP`.</summary>
public static class EventText
{
    /// <param name="type">Null when no release declares the event any more.</param>
    public static string Of(EventType? type, CustomerEvent happened, bool showPersonal) => string.Join(", ", (type?.Fields ?? [])
        .Where(f => (f.IsKey || f.Type is MoneyType) && (showPersonal || !f.Personal))
        .Select(f => Text(happened.Data[f.Name]))
        .Where(p => p.Length > 0));

    private static string Text(Value value) => value switch
    {
        TextValue text => text.Value,
        MoneyValue money => string.Create(CultureInfo.InvariantCulture, $"{money.Amount:0.00} {money.Currency}"),
        NumberValue number => number.Value.ToString(CultureInfo.InvariantCulture),
        _ => "",
    };
}
