using Personalization.Journeys.Cli.Terminal;

namespace Personalization.Journeys.Cli.Data;

/// <summary>
/// Which column of a CSV file becomes what: `{"type": "order_placed", "id": "Invoice", "time": "Date", "subject": "Customer",
/// "data": {"order_id": "Invoice", "total": "Total"}}`. Each row is one event of the one type.
/// </summary>
internal sealed record ColumnMap(string Type, string Id, string Time, string Subject, IReadOnlyDictionary<string, string> Data)
{
    private const string Help = "write {\"type\": …, \"id\": …, \"time\": …, \"subject\": …, \"data\": {\"FIELD\": \"COLUMN\"}}";

    public IEnumerable<string> Columns => [Id, Time, Subject, .. Data.Values];

    public static (ColumnMap? Map, Refusal? Refusal) Load(CommandIo io, string file)
    {
        var (map, refusal) = MapFile.Load(io, file, Help, ["type", "id", "time", "subject"], ["data"]);
        return map is null ? (null, refusal) : (new ColumnMap(map.Text("type"), map.Text("id"), map.Text("time"), map.Text("subject"), map.Names("data")), null);
    }
}
