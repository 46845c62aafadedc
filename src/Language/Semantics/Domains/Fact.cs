using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Semantics.Domains;

/// <summary>What a condition says about one subject: the values it may have, and whether it may be missing.</summary>
internal sealed record Fact(Expression Subject, bool MayBeMissing, ValueSet Values)
{
    public bool IsImpossible => !MayBeMissing && Values.IsEmpty;

    public bool MustBePresent => !MayBeMissing;

    public bool MustBeMissing => Values.IsEmpty;

    public Fact And(Fact other) => new(Subject, MayBeMissing && other.MayBeMissing, Values.Intersect(other.Values));
}
