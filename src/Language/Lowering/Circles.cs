namespace Personalization.Journeys.Language.Lowering;

/// <summary>Finds the ways that lead back to where they began.</summary>
internal static class Circles
{
    /// <summary>Each circle once, as the names on it, the first repeated at the end.</summary>
    public static IEnumerable<IReadOnlyList<string>> Of(IEnumerable<string> names, Func<string, IEnumerable<string>> leadsTo)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (!done.Contains(name) && From(name, [], done, leadsTo) is { } circle)
            {
                yield return circle;
            }
        }
    }

    private static List<string>? From(string name, List<string> way, HashSet<string> done, Func<string, IEnumerable<string>> leadsTo)
    {
        var index = way.IndexOf(name);
        if (index >= 0)
        {
            return [.. way.Skip(index), name];
        }

        if (done.Contains(name))
        {
            return null;
        }

        way.Add(name);
        List<string>? found = null;
        foreach (var next in leadsTo(name))
        {
            found ??= From(next, way, done, leadsTo);
        }

        way.RemoveAt(way.Count - 1);
        done.Add(name);
        return found;
    }
}
