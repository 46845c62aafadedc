using System.Collections.Frozen;
using System.Collections.Immutable;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Syntax;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Parsing;

/// <summary>All that the text of one file alone can tell.</summary>
/// <param name="LostNames">Names that stand on broken lines: a later complaint that one of them does not exist would be a second message about one mistake.</param>
internal sealed record ParseResult(
    FileSyntax File,
    ImmutableArray<Diagnostic> Diagnostics,
    ImmutableArray<Suppression> Suppressions,
    Layout Layout,
    FrozenSet<string> LostNames);
