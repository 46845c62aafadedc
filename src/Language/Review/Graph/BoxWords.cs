namespace Personalization.Journeys.Language.Review.Graph;

/// <summary>The lines of a box where a picture has no place of its own for time and purpose.</summary>
internal static class BoxWords
{
    public static IEnumerable<string> Lines(GraphBox box)
    {
        yield return box.Title;
        foreach (var detail in box.Details)
        {
            yield return detail;
        }

        if (Meta(box) is { Length: > 0 } meta)
        {
            yield return meta;
        }
    }

    /// <summary>`+30 min · marketing`</summary>
    private static string Meta(GraphBox box) =>
        string.Join(" · ", new[] { box.Kind == BoxKind.Join ? null : box.Since?.ToString(), box.Purpose }.OfType<string>());
}
