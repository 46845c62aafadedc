using System.Collections.Immutable;
using System.Diagnostics;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Syntax;

namespace Personalization.Journeys.Language.Semantics;

/// <summary>
/// Every declaration of a workspace by kind and name. Files share one space of names; their order does not matter:
/// declarations stand in ordinal order of file and place, and of two with one name the first counts.
/// </summary>
internal sealed class SymbolTable
{
    private static readonly ImmutableArray<string> _taken = ["customer", "entry", "event", "input", "today", "now", "true", "false"];

    private readonly Dictionary<DeclarationKind, SortedDictionary<string, Declaration>> _byKind = [];

    private SymbolTable()
    {
    }

    public static SymbolTable Of(IEnumerable<FileSyntax> files, ICollection<Diagnostic> diagnostics)
    {
        var table = new SymbolTable();
        foreach (var file in files.OrderBy(f => f.Source.Path, StringComparer.Ordinal))
        {
            foreach (var syntax in file.Declarations)
            {
                table.Add(new Declaration(KindOf(syntax), syntax, file.Source), diagnostics);
            }
        }

        return table;
    }

    public IEnumerable<Declaration> All(DeclarationKind kind) => _byKind.TryGetValue(kind, out var names) ? names.Values : [];

    public Declaration? Find(DeclarationKind kind, string name) => _byKind.TryGetValue(kind, out var names) ? names.GetValueOrDefault(name) : null;

    public IEnumerable<string> Names(DeclarationKind kind) => _byKind.TryGetValue(kind, out var names) ? names.Keys : [];

    private void Add(Declaration declaration, ICollection<Diagnostic> diagnostics)
    {
        if (declaration.Name.Length == 0)
        {
            return;
        }

        if (declaration.Kind != DeclarationKind.Customer && _taken.Contains(declaration.Name))
        {
            diagnostics.Add(JourneyDiagnostics.NameTaken(declaration.Location, declaration.Name, "has a meaning of its own", null));
            return;
        }

        // Two journeys may use tests of the same sentence; a metric and an rfm stand in the same expressions.
        var key = declaration.Syntax is TestSyntax test ? $"{test.Journey.Text}: {test.Name.Text}" : declaration.Name;
        var first = declaration.Kind switch
        {
            DeclarationKind.Metric or DeclarationKind.Rfm => Find(DeclarationKind.Metric, key) ?? Find(DeclarationKind.Rfm, key),
            DeclarationKind.Record or DeclarationKind.Catalog => Find(DeclarationKind.Record, key) ?? Find(DeclarationKind.Catalog, key),
            DeclarationKind.Workspace => All(DeclarationKind.Workspace).FirstOrDefault(),
            _ => Find(declaration.Kind, key),
        };

        if (first is not null)
        {
            diagnostics.Add(JourneyDiagnostics.DeclaredTwice(declaration.Location, declaration.Kind.Plural(), declaration.Name, first.Location));
            return;
        }

        if (!_byKind.TryGetValue(declaration.Kind, out var names))
        {
            _byKind.Add(declaration.Kind, names = new SortedDictionary<string, Declaration>(StringComparer.Ordinal));
        }

        names.Add(key, declaration);
    }

    private static DeclarationKind KindOf(DeclarationSyntax syntax) => syntax switch
    {
        WorkspaceSyntax => DeclarationKind.Workspace,
        CustomerSyntax => DeclarationKind.Customer,
        PurposeSyntax => DeclarationKind.Purpose,
        RecordSyntax => DeclarationKind.Record,
        EventSyntax => DeclarationKind.Event,
        CatalogSyntax => DeclarationKind.Catalog,
        ModelSyntax => DeclarationKind.Model,
        WebhookSyntax => DeclarationKind.Webhook,
        MetricSyntax => DeclarationKind.Metric,
        RfmSyntax => DeclarationKind.Rfm,
        SegmentSyntax => DeclarationKind.Segment,
        PolicySyntax => DeclarationKind.Policy,
        TemplateSyntax => DeclarationKind.Template,
        JourneySyntax => DeclarationKind.Journey,
        TestSyntax => DeclarationKind.Test,
        _ => throw new UnreachableException(),
    };
}
