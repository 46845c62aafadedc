using System.Text.Json;
using Personalization.Journeys.Cli.Terminal;

namespace Personalization.Journeys.Cli.Data;

/// <summary>
/// Which column of a CSV file becomes what: `{"type": "order_placed", "id": "Invoice", "time": "Date", "subject": "Customer",
/// "data": {"order_id": "Invoice", "total": "Total"}}`. Each row is one event of the one type.
/// </summary>
internal sealed record ColumnMap(string Type, string Id, string Time, string Subject, IReadOnlyDictionary<string, string> Data)
{
    private static readonly string[] _needed = ["type", "id", "time", "subject", "data"];

    public static (ColumnMap? Map, Refusal? Refusal) Load(CommandIo io, string file)
    {
        var path = io.PathOf(file);
        if (!File.Exists(path))
        {
            return (null, Refusal.Misuse($"there is no file `{file}`", "`--map` names a JSON file that says which column is what"));
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return Read(document.RootElement, file);
        }
        catch (JsonException failure)
        {
            return (null, Refusal.Misuse($"`{file}` is not JSON: {failure.Message}"));
        }
    }

    private static (ColumnMap? Map, Refusal? Refusal) Read(JsonElement json, string file)
    {
        var help = "write {\"type\": …, \"id\": …, \"time\": …, \"subject\": …, \"data\": {\"FIELD\": \"COLUMN\"}}";
        if (json.ValueKind != JsonValueKind.Object)
        {
            return (null, Refusal.Misuse($"`{file}` is not an object", help));
        }

        foreach (var name in _needed)
        {
            var expected = name == "data" ? JsonValueKind.Object : JsonValueKind.String;
            if (!json.TryGetProperty(name, out var value) || value.ValueKind != expected)
            {
                return (null, Refusal.Misuse($"`{file}` does not say `{name}`", help));
            }
        }

        var columns = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in json.GetProperty("data").EnumerateObject())
        {
            if (field.Value.ValueKind != JsonValueKind.String)
            {
                return (null, Refusal.Misuse($"the column of `{field.Name}` in `{file}` is not a name", help));
            }

            columns[field.Name] = field.Value.GetString()!;
        }

        string Text(string name) => json.GetProperty(name).GetString()!;
        return (new ColumnMap(Text("type"), Text("id"), Text("time"), Text("subject"), columns), null);
    }

    /// <summary>The first column the map names that the file does not have.</summary>
    public string? MissingFrom(IReadOnlyList<string> headers) =>
        new[] { Id, Time, Subject }.Concat(Data.Values).FirstOrDefault(c => !headers.Contains(c, StringComparer.Ordinal));
}
