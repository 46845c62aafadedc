using System.Collections.Immutable;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language;

/// <summary>The files of a workspace: its `.journey` texts, and every other text file that a template may name as its body.</summary>
public sealed record WorkspaceFiles(ImmutableArray<SourceText> Sources, ImmutableArray<SourceText> Bodies);

/// <summary>What became of a workspace. With errors the program is as complete as the text allows, and must not be run.</summary>
public sealed record Compilation(WorkspaceFiles Files, Workspace Workspace, ImmutableArray<Diagnostic> Diagnostics)
{
    public bool HasErrors => Diagnostics.Any(d => d.Severity == Severity.Error);
}
