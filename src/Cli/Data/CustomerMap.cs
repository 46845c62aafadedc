using Personalization.Journeys.Cli.Terminal;

namespace Personalization.Journeys.Cli.Data;

/// <summary>
/// Which column of a CSV file is what of a customer: `{"id": "Customer", "data": {"email": "Mail"}, "consents":
/// {"email for marketing": "Newsletter"}}`. A consent is given where its column says yes, true or 1.
/// </summary>
internal sealed record CustomerMap(string Id, IReadOnlyDictionary<string, string> Data, IReadOnlyDictionary<string, string> Consents)
{
    private const string Help = "write {\"id\": …, \"data\": {\"FIELD\": \"COLUMN\"}, \"consents\": {\"email for PURPOSE\": \"COLUMN\"}}";

    public IEnumerable<string> Columns => [Id, .. Data.Values, .. Consents.Values];

    public static (CustomerMap? Map, Refusal? Refusal) Load(CommandIo io, string file)
    {
        var (map, refusal) = MapFile.Load(io, file, Help, ["id"], ["data", "consents"]);
        return map is null ? (null, refusal) : (new CustomerMap(map.Text("id"), map.Names("data"), map.Names("consents")), null);
    }
}
