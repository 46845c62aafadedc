using System.Collections.Immutable;
using System.Globalization;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Scoring;

namespace Personalization.Journeys.Runtime.Experiments;

/// <summary>
/// The cell of a bandit's context: its values in order, joined by `|`. A number is the count of published points at or below
/// it, a missing value is empty; a cell that is not published falls back to `*`.
/// </summary>
internal static class ContextCell
{
    public const string Anybody = "*";

    public static string Of(ImmutableArray<Value> context, ImmutableArray<ContextCuts> cuts) =>
        string.Join('|', context.Select((value, position) => Part(value, cuts.FirstOrDefault(c => c.Position == position))));

    /// <summary>The probabilities for a context, or null when nothing fits.</summary>
    public static ImmutableSortedDictionary<string, decimal>? Find(ArmProbabilities probabilities, ImmutableArray<Value> context) =>
        probabilities.Cells.GetValueOrDefault(Of(context, probabilities.Cuts)) ?? probabilities.Cells.GetValueOrDefault(Anybody);

    private static string Part(Value value, ContextCuts? cuts) => value switch
    {
        NumberValue number => Number(number.Value, cuts),
        PercentValue percent => Number(percent.Fraction, cuts),
        MoneyValue money => Number(money.Amount, cuts),
        DurationValue duration => Number((decimal)duration.Value.Measured.TotalDays, cuts),
        TextValue text => text.Value,
        BooleanValue boolean => boolean.Value ? "true" : "false",
        DateValue date => date.Value.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture),
        _ => "",
    };

    private static string Number(decimal number, ContextCuts? cuts) => cuts is null
        ? number.ToString("0.#############################", CultureInfo.InvariantCulture)
        : cuts.Points.Count(point => point <= number).ToString(CultureInfo.InvariantCulture);
}
