using System.Text.Json;
using NodaTime;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Ingress;

/// <summary>What a channel says about a message of a customer.</summary>
public sealed record Report(string Customer, Outcome Outcome);

/// <summary>
/// CloudEvents of the reserved types `journeys.message.opened`, `.clicked` and so on: `data.send_key` names the message,
/// `data.text` is an answer, `data.reason` says why.
/// </summary>
public static class OutcomeReader
{
    private const string Prefix = EventReader.Reserved + "message.";
    private const int LongestText = 4_000;

    private static readonly Dictionary<string, OutcomeKind> _kinds =
        Enum.GetValues<OutcomeKind>().ToDictionary(k => k.ToString().ToLowerInvariant(), k => k, StringComparer.Ordinal);

    public static bool IsOutcome(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object && Text(json, "type") is { } type && type.StartsWith(Prefix, StringComparison.Ordinal);

    public static Fit<Report> Read(JsonElement json, Instant arrivedAt)
    {
        var type = Text(json, "type")!;
        var problems = new List<FieldProblem>();
        if (!_kinds.TryGetValue(type[Prefix.Length..], out var kind))
        {
            var near = Closest.To(type, _kinds.Keys.Select(k => Prefix + k));
            problems.Add(new FieldProblem("type", "this is nothing that becomes of a message" + (near is null ? "" : $", did you mean `{near}`?")));
        }

        var customer = Text(json, "subject") ?? "";
        if (customer.Length == 0)
        {
            problems.Add(new FieldProblem("subject", "`subject` is missing"));
        }
        else if (CustomerKey.Problem(customer, "subject") is { } problem)
        {
            problems.Add(new FieldProblem("subject", problem));
        }

        var at = arrivedAt;
        if (json.TryGetProperty("time", out var time))
        {
            var told = time.ValueKind == JsonValueKind.String ? MomentText.Read(time.GetString()!) : null;
            if (told is null)
            {
                problems.Add(new FieldProblem("time", "`time` must be a moment like 2010-12-24T09:00:00Z"));
            }

            at = told is { } earlier ? Instant.Min(earlier, arrivedAt) : arrivedAt;
        }

        var data = json.TryGetProperty("data", out var given) && given.ValueKind == JsonValueKind.Object ? given : default;
        var key = data.ValueKind == JsonValueKind.Object ? Text(data, "send_key") : null;
        if (key is not { Length: > 0 and <= CustomerKey.Longest })
        {
            problems.Add(new FieldProblem("data.send_key", "`send_key` must name the message"));
        }

        var (text, reason) = data.ValueKind == JsonValueKind.Object ? (Text(data, "text"), Text(data, "reason")) : (null, null);
        if (text?.Length > LongestText || reason?.Length > LongestText)
        {
            problems.Add(new FieldProblem("data", $"`text` and `reason` have at most {LongestText:N0} characters"));
        }

        return problems.Count > 0
            ? Fit.No<Report>("wrong field", problems)
            : Fit.Of(new Report(customer, new Outcome(key!, kind, at, text, WithoutAddresses(reason))));
    }

    /// <summary>Mail servers quote the address that they refuse; the journal keeps a reason for longer than a customer may stay known.</summary>
    private static string? WithoutAddresses(string? reason) => reason is null || !reason.Contains('@', StringComparison.Ordinal)
        ? reason
        : string.Join(' ', reason.Split(' ').Select(word => word.Contains('@', StringComparison.Ordinal) ? "(address)" : word));

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
