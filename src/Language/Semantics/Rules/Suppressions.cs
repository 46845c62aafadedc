using System.Collections.Frozen;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Semantics.Rules;

/// <summary>
/// `# allow JRN0310: reason`. Warnings, notes and the errors of a rule can be allowed; what keeps a text from having
/// a meaning can not. An allowance that allows nothing is told, once the whole text has a meaning.
/// </summary>
internal static class Suppressions
{
    private static readonly FrozenSet<string> _errorsOfRules = new[]
    {
        "JRN0401", "JRN0403", "JRN0407", "JRN0502", "JRN0505", "JRN0506", "JRN0507", "JRN0511", "JRN0519", "JRN0604", "JRN0605", "JRN0606",
        "JRN0703", "JRN0706", "JRN0707", "JRN0709", "JRN0710", "JRN0902", "JRN0903", "JRN1001", "JRN1004",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static IEnumerable<Diagnostic> Apply(IReadOnlyCollection<Diagnostic> diagnostics, IReadOnlyCollection<Suppression> suppressions)
    {
        var used = new HashSet<Suppression>();
        var shown = new List<Diagnostic>();
        foreach (var diagnostic in diagnostics)
        {
            var allowances = suppressions.Where(s => Allows(s, diagnostic)).ToList();
            used.UnionWith(allowances);
            if (allowances.Count == 0 || !CanBeAllowed(diagnostic))
            {
                shown.Add(diagnostic);
            }
        }

        if (shown.TrueForAll(d => d.Severity != Severity.Error || CanBeAllowed(d)))
        {
            shown.AddRange(suppressions.Where(s => !used.Contains(s)).Select(s => JourneyDiagnostics.AllowNotNeeded(s.Location, s.Code)));
        }

        return shown;
    }

    private static bool Allows(Suppression suppression, Diagnostic diagnostic) =>
        suppression.Code == diagnostic.Code && suppression.Location.Path == diagnostic.Location.Path && suppression.AppliesToLine == diagnostic.Location.Line;

    private static bool CanBeAllowed(Diagnostic diagnostic) => diagnostic.Severity != Severity.Error || _errorsOfRules.Contains(diagnostic.Code);
}
