using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Simulation;

namespace Personalization.Journeys.Cli.Data;

/// <summary>
/// What is known of customers beforehand, as JSON Lines: `{"id": "17", "email": "…", "consents": ["email for marketing"]}`.
/// A consent given here is as old as the history.
/// </summary>
internal sealed class CustomerReader(Workspace workspace)
{
    private static readonly JsonDocumentOptions _strict = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    public void Read(Stream stream, string file, Action<CustomerSeed> take, Action<Reject> refuse)
    {
        foreach (var line in RecordedLines.Read(stream))
        {
            if (line.Bytes.IsEmpty && !line.TooLong)
            {
                continue;
            }

            var (text, badByte) = line.TooLong ? (null, -1) : RecordedLines.Decode(line.Bytes);
            var fit = text is not null ? Parse(text)
                : line.TooLong ? Fit<CustomerSeed>.No("too large", $"{line.Length:N0} bytes, at most {RecordedLines.LongestRecord:N0} are taken")
                : Fit<CustomerSeed>.No("not UTF-8", $"byte {badByte + 1} of the line is not UTF-8");
            if (fit.Value is { } taken)
            {
                take(taken);
            }
            else
            {
                refuse(new Reject(file, line.Number, fit.Kind, fit.Reason, text, line.Length));
            }
        }
    }

    private Fit<CustomerSeed> Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, _strict);
            return Fitted(document.RootElement);
        }
        catch (JsonException failure)
        {
            return Fit<CustomerSeed>.No("not JSON", failure.Message);
        }
    }

    private Fit<CustomerSeed> Fitted(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("id", out var id) || id.ValueKind != JsonValueKind.String)
        {
            return Fit<CustomerSeed>.No("no customer", "`id` is missing");
        }

        if (CloudEventReader.SubjectProblem(id.GetString()!) is { } problem)
        {
            return Fit<CustomerSeed>.No("address as customer", problem.Replace("`subject`", "`id`", StringComparison.Ordinal));
        }

        var reader = new FieldReader(workspace.Settings.Currency);
        var attributes = reader.Record(json, workspace.Customer.Fields, "", "id", "consents");
        var consents = ImmutableSortedDictionary.CreateBuilder<ConsentKey, Consent>();
        if (json.TryGetProperty("consents", out var list))
        {
            foreach (var consent in list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().ToArray() : [list])
            {
                if (ConsentIn(consent) is not { } key)
                {
                    return Fit<CustomerSeed>.No("wrong field", $"`consents` holds {consent.GetRawText()}, which is not like \"email for marketing\"");
                }

                consents[key] = new Consent(true, Instant.MinValue, "import");
            }
        }

        return reader.Wrong.Count > 0
            ? Fit<CustomerSeed>.No("wrong field", string.Join("; ", reader.Wrong))
            : Fit<CustomerSeed>.Of(new CustomerSeed(id.GetString()!, attributes, consents.ToImmutable()));
    }

    private ConsentKey? ConsentIn(JsonElement json)
    {
        var words = json.ValueKind == JsonValueKind.String ? json.GetString()!.Split(" for ") : [];
        return words.Length == 2 && Enum.TryParse<Channel>(words[0], ignoreCase: true, out var channel) && workspace.Purpose(words[1]) is not null
            ? new ConsentKey(channel, words[1])
            : null;
    }
}
