using System.Collections.Immutable;

namespace Personalization.Journeys.Language.Text;

/// <summary>A file cut into logical lines, before anything of it is understood.</summary>
public sealed record Layout(
    SourceText Source,
    ImmutableArray<PhysicalLine> Lines,
    ImmutableArray<LogicalLine> Roots,
    ImmutableArray<Suppression> Suppressions);
