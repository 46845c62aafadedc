using System.Text.Json.Nodes;
using CsvHelper;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Ingress;
using Personalization.Journeys.Runtime.Simulation;

namespace Personalization.Journeys.Cli.Data;

/// <summary>Rows of a CSV file as customers, by a map of columns.</summary>
internal sealed class CsvCustomerReader(Workspace workspace, CustomerMap map)
{
    private static readonly string[] _yes = ["yes", "true", "1", "y"];

    private readonly CustomerLineReader _customers = new(workspace);

    public Refusal? Read(Stream stream, string file, Action<CustomerSeed> take, Action<Reject> refuse) =>
        CsvRows.Read(stream, file, map.Columns, Customer, json => _customers.Parse(json), take, refuse);

    private JsonObject Customer(CsvReader csv)
    {
        var customer = new JsonObject { ["id"] = csv.GetString(map.Id) };
        foreach (var (field, column) in map.Data.OrderBy(d => d.Key, StringComparer.Ordinal))
        {
            var text = csv.GetString(column);
            if (text.Length > 0)
            {
                customer[field] = CsvRows.Cell(text, workspace.Customer.Find(field)?.Type);
            }
        }

        var given = map.Consents.Where(c => _yes.Contains(csv.GetString(c.Value).Trim(), StringComparer.OrdinalIgnoreCase));
        customer["consents"] = new JsonArray([.. given.Select(c => JsonValue.Create(c.Key))]);
        return customer;
    }
}
