using System.Collections.Immutable;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Lowering;
using Personalization.Journeys.Language.Parsing;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics;
using Personalization.Journeys.Language.Semantics.Rules;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language;

/// <summary>The files of a workspace: its `.journey` texts, and every other text file that a template may name as its body.</summary>
public sealed record WorkspaceFiles(ImmutableArray<SourceText> Sources, ImmutableArray<SourceText> Bodies);

/// <summary>What became of a workspace. With errors the program is as complete as the text allows, and must not be run.</summary>
public sealed record Compilation(WorkspaceFiles Files, Workspace Workspace, ImmutableArray<Diagnostic> Diagnostics)
{
    public bool HasErrors => Diagnostics.Any(d => d.Severity == Severity.Error);
}

/// <summary>Texts in, a program and everything that is wrong with them out. Pure: the same files give the same result.</summary>
public static class JourneyCompiler
{
    public static Compilation Compile(WorkspaceFiles files)
    {
        var diagnostics = new List<Diagnostic>();

        var parsed = files.Sources.Select(FileParser.Parse).ToList();
        diagnostics.AddRange(parsed.SelectMany(p => p.Diagnostics));

        var symbols = SymbolTable.Of(parsed.Select(p => p.File), diagnostics);
        var schema = new WorkspaceSchema(symbols) { BrokenFiles = parsed.Where(p => p.Diagnostics.Any(d => d.Severity == Severity.Error)).Select(p => p.File.Source.Path).ToHashSet(StringComparer.Ordinal) };
        SchemaLowering.Lower(schema, diagnostics);
        var audiences = AudienceLowering.Lower(schema, diagnostics);
        PolicyLowering.Lower(schema, diagnostics);
        TemplateLowering.Lower(schema, files.Bodies, diagnostics);
        var journeys = JourneyLowering.Lower(schema, diagnostics);
        var tests = TestLowering.Lower(schema, journeys, diagnostics);

        var workspace = new Workspace(
            schema.Settings, schema.Customer, SchemaLowering.Records(schema), [.. schema.Events.Values], SchemaLowering.Purposes(schema),
            [.. schema.Catalogs.Values], [.. schema.Models.Values], [.. schema.Webhooks.Values], audiences.Metrics, [.. schema.Rfms.Values],
            audiences.Segments, [.. schema.Policies.Values], [.. schema.Templates.Values], journeys, tests, []);
        workspace = Hashed(workspace with { Kept = KeptEvents.Of(workspace), Journeys = [.. journeys.Select(j => j with { EntryPaths = FieldPaths.OfEntry(j) })] });
        diagnostics.AddRange(RuleFindings.Of(workspace, diagnostics).ToList());

        return new Compilation(files, workspace, ReportOrder.Of(diagnostics, parsed));
    }

    private static Workspace Hashed(Workspace workspace)
    {
        var hashed = workspace with
        {
            Journeys = [.. workspace.Journeys.Select(j => j with { Hash = CanonicalJson.HashOf(CanonicalJson.Of(j)) })],
        };
        return hashed with { Hash = CanonicalJson.HashOf(hashed) };
    }
}
