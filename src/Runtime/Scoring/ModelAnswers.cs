using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Runtime.Scoring;

/// <summary>Asks a model's newest version. One that is too old or not there gives missing, or the empty list.</summary>
internal static class ModelAnswers
{
    public static Value Predict(Workspace workspace, Facts facts, string model, RecordValue inputs, EvaluationScope scope) => Fresh(workspace, facts, model, scope.Now) switch
    {
        ConstantScore constant => constant.Value,
        LogisticScore logistic => Logistic(workspace, logistic, inputs, scope),
        _ => Value.Missing,
    };

    public static ListValue Recommend(Workspace workspace, Facts facts, string model, RecordValue inputs, int? limit, EvaluationScope scope)
    {
        var declared = Find(workspace, model);
        var list = Fresh(workspace, facts, model, scope.Now) switch
        {
            ConstantScore { Value: ListValue constant } => constant.Elements,
            PopularItems popular => Recommendations.Popular(popular, KeyOf(workspace, declared), Held(declared, scope), limit),
            AlsoBought bought => Recommendations.Together(bought, inputs, Held(declared, scope), limit),
            _ => [],
        };
        return list.IsEmpty ? ListValue.Empty : new(limit < list.Length ? list[..limit.Value] : list);
    }

    private static Model? Find(Workspace workspace, string name) => workspace.Models.FirstOrDefault(m => m.Name == name);

    private static Score? Fresh(Workspace workspace, Facts facts, string model, Instant now) =>
        facts.Models.TryGetValue(model, out var fact) && (Find(workspace, model)?.StaleAfter is not { } stale || now - fact.ConfirmedAt <= stale)
            ? fact.Content
            : null;

    // Rounded, so that the last bits of the exponential of one machine or another decide nothing.
    private static Value Logistic(Workspace workspace, LogisticScore score, RecordValue inputs, EvaluationScope scope)
    {
        var sum = score.Intercept;
        foreach (var weight in score.Weights)
        {
            var value = inputs[weight.Metric];
            if (value.IsMissing && workspace.Metrics.FirstOrDefault(m => m.Name == weight.Metric) is { } metric)
            {
                value = Evaluator.Evaluate(metric.Value, scope);
            }

            sum += weight.Value * (Number(value) ?? weight.Mean);
        }

        var probability = 1 / (1 + Math.Exp(-sum));
        return double.IsNaN(probability) ? Value.Missing : new NumberValue((decimal)Math.Round(probability, 9));
    }

    private static double? Number(Value value) => value switch
    {
        NumberValue number => (double)number.Value,
        PercentValue percent => (double)percent.Fraction,
        MoneyValue money => (double)money.Amount,
        DurationValue duration => duration.Value.Measured.TotalDays,
        BooleanValue truth => truth.Value ? 1 : 0,
        _ => null,
    };

    // What the declared history of the model already holds is not recommended again.
    private static HashSet<string> Held(Model? model, EvaluationScope scope)
    {
        var held = new HashSet<string>(StringComparer.Ordinal);
        if (model?.History is not { } history)
        {
            return held;
        }

        var past = scope.Past(history.Event);
        var inner = new PastEventScope(scope);
        for (var i = WindowEdges.FirstAfter(past, WindowEdges.Back(scope.Now, history.Window)); i < past.Length; i++)
        {
            inner.Current = past[i];
            Recommendations.AddKeys(Evaluator.Evaluate(history.Value, inner), "", held);
        }

        return held;
    }

    private static string KeyOf(Workspace workspace, Model? model) =>
        model?.Gives is ListType { Element: RecordType row } ? workspace.Catalogs.FirstOrDefault(c => c.Name == row.Name)?.Key ?? "" : "";
}
