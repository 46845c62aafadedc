using System.Collections.Immutable;

namespace Personalization.Journeys.Language.Text;

/// <summary>A file cut into logical lines, before anything of it is understood.</summary>
internal sealed record Layout(
    SourceText Source,
    ImmutableArray<PhysicalLine> Lines,
    ImmutableArray<LogicalLine> Roots,
    ImmutableArray<Suppression> Suppressions);
