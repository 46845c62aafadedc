using System.Text.Json;
using NodaTime;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Ingress;

/// <summary>`{"granted": true, "at": "…", "source": "sign-up form"}`: what a customer said about a channel and a purpose, and where.</summary>
public static class ConsentReader
{
    private const int LongestSource = 256;
    private const string DefaultSource = "api";

    /// <summary>A clock that is a little ahead is nobody's fault; but what it says must not outlast a word that comes after it.</summary>
    private static readonly Duration _believableLead = Duration.FromMinutes(5);

    private static readonly string[] _fields = ["granted", "at", "source"];

    public static Fit<ConsentChanged> Read(JsonElement json, Channel channel, string purpose, Instant arrivedAt)
    {
        var problems = new List<FieldProblem>();
        foreach (var name in json.EnumerateObject().Select(p => p.Name).Where(n => !_fields.Contains(n)))
        {
            var near = Closest.To(name, _fields);
            problems.Add(new FieldProblem(name, $"`{name}` is not known" + (near is null ? "" : $", did you mean `{near}`?")));
        }

        if (!json.TryGetProperty("granted", out var granted) || granted.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            problems.Add(new FieldProblem("granted", "`granted` must be true or false"));
        }

        Instant? at = arrivedAt;
        if (json.TryGetProperty("at", out var told))
        {
            at = told.ValueKind == JsonValueKind.String ? MomentText.Read(told.GetString()!) : null;
            if (at is null || at > arrivedAt + _believableLead)
            {
                problems.Add(new FieldProblem("at", "`at` must be a moment that has been, like 2010-12-24T09:00:00Z"));
            }
        }

        var source = json.TryGetProperty("source", out var where) ? where.ValueKind == JsonValueKind.String ? where.GetString() : null : DefaultSource;
        if (source is not { Length: > 0 and <= LongestSource })
        {
            problems.Add(new FieldProblem("source", $"`source` must be text of at most {LongestSource} characters"));
        }

        return problems.Count > 0
            ? Fit.No<ConsentChanged>("wrong field", problems)
            : Fit.Of(new ConsentChanged(channel, purpose, granted.GetBoolean(), Instant.Min(at!.Value, arrivedAt), source!));
    }
}
