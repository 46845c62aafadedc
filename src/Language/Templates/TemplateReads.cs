using System.Collections.Immutable;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Templates;

/// <summary>What a message needs to know: only this is handed over with it.</summary>
public static class TemplateReads
{
    /// <summary>The customer's fields that the template's texts read, in ordinal order; the zone when something of it is a time.</summary>
    public static ImmutableArray<string> CustomerFields(Template template)
    {
        var fields = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var expression in ProgramExpressions.Of(template).SelectMany(ExpressionTree.All))
        {
            if (expression is MemberExpression { Target: RootExpression { Root: Root.Customer }, Name: var name })
            {
                fields.Add(name);
            }

            if (expression is TodayExpression or { Type: MomentType })
            {
                fields.Add("time_zone");
            }
        }

        return [.. fields];
    }
}
