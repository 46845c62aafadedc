using System.Collections.Immutable;

namespace Personalization.Journeys.Runtime.Ingress;

/// <summary>A field that is wrong, and what to write instead.</summary>
public sealed record FieldProblem(string Field, string Message);

/// <summary>What came in either fits, or is refused: with a kind to count by, and a sentence for each field that is wrong.</summary>
public sealed record Fit<T>(T? Value, string Kind, ImmutableArray<FieldProblem> Problems)
    where T : class
{
    public string Reason => string.Join("; ", Problems.Select(p => p.Message));

    /// <summary>The same refusal, of something else.</summary>
    public Fit<TOther> As<TOther>()
        where TOther : class => new(null, Kind, Problems);
}

public static class Fit
{
    public static Fit<T> Of<T>(T value)
        where T : class => new(value, "", []);

    public static Fit<T> No<T>(string kind, string field, string message)
        where T : class => new(null, kind, [new FieldProblem(field, message)]);

    public static Fit<T> No<T>(string kind, IEnumerable<FieldProblem> problems)
        where T : class => new(null, kind, [.. problems]);
}
