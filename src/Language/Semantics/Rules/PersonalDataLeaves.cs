using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>Personal data handed to a webhook's parameter that is not declared personal.</summary>
internal static class PersonalDataLeaves
{
    public static IEnumerable<Diagnostic> Check(WorkspacePaths paths) =>
        from journey in paths.Program.Journeys
        let lets = Lets(journey)
        from call in journey.Steps.OfType<CallStep>()
        let webhook = paths.Program.Webhook(call.Webhook)
        where webhook is not null
        from argument in call.With
        let parameter = webhook.Takes.FirstOrDefault(t => t.Name == argument.Name)
        where parameter is { Personal: false }
        from declared in JourneyParts.Maybe(parameter.Location)
        let personal = Personal(argument.Value, lets)
        where personal is not null
        select JourneyDiagnostics.PersonalDataLeaves(personal.Location ?? call.Location, Words.Of(personal), webhook.Name, parameter.Name, declared);

    private static Dictionary<string, Expression> Lets(Journey journey) => journey.Locals.Select(l => (l.Name, l.Value))
        .Concat(journey.Steps.OfType<LetStep>().Select(l => (l.Name, l.Value)))
        .GroupBy(l => l.Name, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.First().Value, StringComparer.Ordinal);

    /// <summary>The part of an expression that is personal, as it stands there: a name made by `let` stays that name.</summary>
    private static Expression? Personal(Expression value, Dictionary<string, Expression> lets)
    {
        foreach (var part in ExpressionTree.All(value))
        {
            if (part is MemberExpression { Target.Type: RecordType record } member && record.Find(member.Name) is { Personal: true })
            {
                return part;
            }

            if (part is VariableExpression variable && lets.TryGetValue(variable.Name, out var definition)
                && Personal(definition, lets.Where(l => l.Key != variable.Name).ToDictionary(StringComparer.Ordinal)) is not null)
            {
                return part;
            }
        }

        return null;
    }
}
