using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;
using System.Collections.Immutable;
using Personalization.Journeys.Language.Review;
using Personalization.Journeys.Language.Semantics.Domains;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>A `match` without `else` that leaves values out.</summary>
internal static class MissingCase
{
    private const int MostWholeNumbers = 100;

    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths) =>
        from journey in paths.Program.Journeys
        let found = paths.Of(journey)
        from step in journey.Steps.OfType<SwitchStep>()
        where step.Else is null || step.Else == step.Next
        where found.Arrivals.ContainsKey(step.Id)
        let value = LeftOut(step, found.Arrivals[step.Id])
        where value is not null
        select JourneyDiagnostics.NoCaseFor(step.Value.Location ?? step.Location, value);

    private static string? LeftOut(SwitchStep step, PathState at)
    {
        var (subject, standIn) = ConditionDomains.WithoutDefault(step.Value);
        var allowed = step.Cases.Select(c => ConditionDomains.Allowed(c.Pattern)).ToList();
        if (standIn is not null || allowed.Contains(null))
        {
            return null;
        }

        var rest = allowed.OfType<ValueSet>().Aggregate(Known(subject, at), (left, a) => left.Intersect(a.Complement()));
        return rest switch
        {
            NameSet { AllBut: false, IsEmpty: false } names => subject.Type is BooleanType
                ? names.Names[0] == NameSet.Yes ? "true" : "false"
                : $"\"{names.Names[0]}\"",
            RangeSet { IsEmpty: false } range when Subjects.IsWhole(subject) && range.Whole() is { IsEmpty: false } whole && IsSmall(whole.Hull) =>
                ValueText.Number(whole.Intervals[0].Low ?? 0),
            RangeSet { IsEmpty: false } range when !Subjects.IsWhole(subject) && subject.Type is NumberType { From: not null, To: not null } => Between(range.Intervals[0]),
            _ => null,
        };
    }

    private static ValueSet Known(Expression subject, PathState at)
    {
        var text = ExpressionText.Of(subject);
        var possible = Subjects.Everything(subject);
        var facts = at.Facts.Ways.Select(w => w.Facts.GetValueOrDefault(text)?.Values).ToImmutableArray();
        return facts is [{ } only] ? possible.Intersect(only) : possible;
    }

    private static bool IsSmall(Interval hull) => hull is { Low: { } low, High: { } high } && high - low <= MostWholeNumbers;

    private static string Between(Interval gap) => gap is { Low: { } low, High: { } high }
        ? low == high ? ValueText.Number(low) : $"{ValueText.Number(low)} to {ValueText.Number(high)}"
        : gap.Low is { } from ? $">= {ValueText.Number(from)}" : $"<= {ValueText.Number(gap.High ?? 0)}";
}
