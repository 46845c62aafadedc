namespace Personalization.Journeys.Language.Text;

/// <summary>A place in a file. Programs carry it to explain themselves; canonical forms leave it out.</summary>
public sealed record Location(SourceText Source, Span Span)
{
    public string Path => Source.Path;

    public int Line => Source.PositionOf(Span.Start).Line;

    public int Column => Source.PositionOf(Span.Start).Column;

    /// <summary>`path:line`, as a reader of a timeline wants it.</summary>
    public override string ToString() => $"{Path}:{Line}";
}
