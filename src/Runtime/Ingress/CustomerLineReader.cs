using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Simulation;

namespace Personalization.Journeys.Runtime.Ingress;

/// <summary>
/// A customer as known beforehand: `{"id": "17", "email": "…", "consents": ["email for marketing"]}`. A consent given here
/// is as old as the history.
/// </summary>
public sealed class CustomerLineReader(Workspace workspace)
{
    public Fit<CustomerSeed> Parse(ReadOnlyMemory<byte> utf8)
    {
        var json = StrictJson.Parse(utf8);
        using var document = json.Value;
        return document is null ? json.As<CustomerSeed>() : Fitted(document.RootElement);
    }

    private Fit<CustomerSeed> Fitted(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("id", out var id) || id.ValueKind != JsonValueKind.String)
        {
            return Fit.No<CustomerSeed>("no customer", "id", "`id` is missing");
        }

        if (CustomerKey.Problem(id.GetString()!, "id") is { } problem)
        {
            return Fit.No<CustomerSeed>("address as customer", "id", problem);
        }

        var reader = new FieldReader(workspace.Settings.Currency);
        var attributes = Given(json, reader.Record(json, workspace.Customer.Fields, "", "id", "consents"));
        var consents = ImmutableSortedDictionary.CreateBuilder<ConsentKey, Consent>();
        if (json.TryGetProperty("consents", out var list))
        {
            foreach (var consent in list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().ToArray() : [list])
            {
                if (ConsentIn(consent) is not { } key)
                {
                    return Fit.No<CustomerSeed>("wrong field", "consents", $"`consents` holds {consent.GetRawText()}, which is not like \"email for marketing\"");
                }

                consents[key] = new Consent(true, Instant.MinValue, "import");
            }
        }

        return reader.Wrong.Count > 0
            ? Fit.No<CustomerSeed>("wrong field", reader.Wrong)
            : Fit.Of(new CustomerSeed(id.GetString()!, attributes, consents.ToImmutable()));
    }

    /// <summary>A default is no news of this customer: who reads the field finds it anyway.</summary>
    private static RecordValue Given(JsonElement json, RecordValue fields) => new(fields.Fields.RemoveRange(
        fields.Fields.Keys.Where(f => !json.TryGetProperty(f, out var given) || given.ValueKind == JsonValueKind.Null)));

    private ConsentKey? ConsentIn(JsonElement json)
    {
        var words = json.ValueKind == JsonValueKind.String ? json.GetString()!.Split(" for ") : [];
        return words.Length == 2 && ChannelNames.Find(words[0]) is { } channel && workspace.Purpose(words[1]) is not null
            ? new ConsentKey(channel, words[1])
            : null;
    }
}
