using System.Text.Json;
using Personalization.Journeys.Cli.Terminal;

namespace Personalization.Journeys.Cli.Data;

/// <summary>A JSON file that says which column of a CSV file is what.</summary>
internal sealed class MapFile
{
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> _groups = new(StringComparer.Ordinal);

    private MapFile()
    {
    }

    public string Text(string name) => _texts[name];

    /// <summary>What stands under a name; empty when nothing does.</summary>
    public IReadOnlyDictionary<string, string> Names(string group) => _groups[group];

    /// <param name="groups">Objects of names; the first must be there.</param>
    public static (MapFile? Map, Refusal? Refusal) Load(CommandIo io, string file, string help, string[] texts, string[] groups)
    {
        var path = io.PathOf(file);
        if (!File.Exists(path))
        {
            return (null, Refusal.Misuse($"there is no file `{file}`", "`--map` names a JSON file that says which column is what"));
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return Read(document.RootElement, file, help, texts, groups);
        }
        catch (JsonException failure)
        {
            return (null, Refusal.Misuse($"`{file}` is not JSON: {failure.Message}"));
        }
    }

    private static (MapFile? Map, Refusal? Refusal) Read(JsonElement json, string file, string help, string[] texts, string[] groups)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return (null, Refusal.Misuse($"`{file}` is not an object", help));
        }

        var map = new MapFile();
        foreach (var name in texts)
        {
            if (!json.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
            {
                return (null, Refusal.Misuse($"`{file}` does not say `{name}`", help));
            }

            map._texts[name] = value.GetString()!;
        }

        foreach (var group in groups)
        {
            var columns = new Dictionary<string, string>(StringComparer.Ordinal);
            var isThere = json.TryGetProperty(group, out var value) && value.ValueKind == JsonValueKind.Object;
            if (!isThere && group == groups[0])
            {
                return (null, Refusal.Misuse($"`{file}` does not say `{group}`", help));
            }

            foreach (var field in isThere ? value.EnumerateObject().ToArray() : [])
            {
                if (field.Value.ValueKind != JsonValueKind.String)
                {
                    return (null, Refusal.Misuse($"the column of `{field.Name}` in `{file}` is not a name", help));
                }

                columns[field.Name] = field.Value.GetString()!;
            }

            map._groups[group] = columns;
        }

        return (map, null);
    }
}
