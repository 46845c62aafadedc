using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Runtime.Ingress;

namespace Personalization.Journeys.Cli.Workspaces;

/// <summary>
/// `journey.json` beside the workspace, and over it the environment: `email.from` is `JOURNEYS__EMAIL__FROM` there. A value
/// may say where it is instead of what: `{"env": "NAME"}` or `{"file": "PATH"}`.
/// </summary>
internal sealed class SettingsFile
{
    public const string Name = "journey.json";

    private const string Prefix = "JOURNEYS__";

    /// <summary>A group that ends with `.*` has names of its own.</summary>
    private static readonly ImmutableArray<string> _known =
    [
        "data", "email.from", "email.from_name", "engine.batch_size", "engine.cache_mib", "engine.queue_size", "port", "urls",
        "webhooks.addresses.*", "webhooks.allow_http", "webhooks.concurrency",
    ];

    private readonly SortedDictionary<string, string> _values = new(StringComparer.Ordinal);

    public static (SettingsFile? Settings, Refusal? Refusal) Load(CommandIo io, string root)
    {
        var settings = new SettingsFile();
        var file = Path.Combine(root, Name);
        if (File.Exists(file))
        {
            var parsed = StrictJson.Parse(File.ReadAllBytes(file));
            using var document = parsed.Value;
            if (document is null || document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return (null, Refusal.Misuse($"`{io.Shown(file)}` is no JSON object{(document is null ? ": " + parsed.Reason : "")}"));
            }

            if (settings.Take(io, root, document.RootElement, "") is { } wrong)
            {
                return (null, wrong);
            }
        }

        foreach (var (name, value) in io.Variables.Where(v => v.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)))
        {
            var path = name[Prefix.Length..].Replace("__", ".", StringComparison.Ordinal).ToLowerInvariant();
            if (Unknown(path, name) is { } unknown)
            {
                return (null, unknown);
            }

            settings._values[path] = value;
        }

        return (settings, null);
    }

    public string? Text(string path) => _values.GetValueOrDefault(path);

    /// <summary>The names of a group with their values.</summary>
    public IEnumerable<KeyValuePair<string, string>> Group(string path) =>
        _values.Where(v => v.Key.StartsWith(path + ".", StringComparison.Ordinal)).Select(v => KeyValuePair.Create(v.Key[(path.Length + 1)..], v.Value));

    public (int? Number, Refusal? Refusal) Number(string path, int from, int to)
    {
        if (Text(path) is not { } text)
        {
            return (null, null);
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= from && number <= to
            ? (number, null)
            : (null, Refusal.Misuse($"the setting `{path}` must be a whole number from {from} to {to}"));
    }

    public (bool? Truth, Refusal? Refusal) Truth(string path) => Text(path) switch
    {
        null => (null, null),
        "true" => (true, null),
        "false" => (false, null),
        _ => (null, Refusal.Misuse($"the setting `{path}` must be true or false")),
    };

    private Refusal? Take(CommandIo io, string root, JsonElement json, string group)
    {
        foreach (var property in json.EnumerateObject())
        {
            var path = group + property.Name;
            var isGroup = property.Value.ValueKind == JsonValueKind.Object && _known.Any(k => k.StartsWith(path + ".", StringComparison.Ordinal));
            if ((isGroup ? Take(io, root, property.Value, path + ".") : Unknown(path, path) ?? TakeValue(io, root, path, property.Value)) is { } wrong)
            {
                return wrong;
            }
        }

        return null;
    }

    private Refusal? TakeValue(CommandIo io, string root, string path, JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.String:
                _values[path] = json.GetString()!;
                return null;
            case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False:
                _values[path] = json.GetRawText();
                return null;
            case JsonValueKind.Object when json.EnumerateObject().ToList() is [{ Value.ValueKind: JsonValueKind.String } only]:
                return TakeReference(io, root, path, only.Name, only.Value.GetString()!);
            default:
                return Refusal.Misuse($"the setting `{path}` must be a value, or say where it is", "write {\"env\": \"NAME\"} or {\"file\": \"PATH\"}");
        }
    }

    private Refusal? TakeReference(CommandIo io, string root, string path, string where, string name)
    {
        switch (where)
        {
            case "env" when io.Variables.TryGetValue(name, out var value):
                _values[path] = value;
                return null;
            case "env":
                return Refusal.Misuse($"the environment has no `{name}`, where the setting `{path}` is", "set it, or take the setting out");
            case "file" when File.Exists(Path.GetFullPath(name, root)):
                _values[path] = File.ReadAllText(Path.GetFullPath(name, root)).Trim();
                return null;
            case "file":
                return Refusal.Misuse($"there is no file `{name}`, where the setting `{path}` is");
            default:
                return Refusal.Misuse($"the setting `{path}` can not be found by `{where}`", "write {\"env\": \"NAME\"} or {\"file\": \"PATH\"}");
        }
    }

    private static Refusal? Unknown(string path, string written)
    {
        if (_known.Any(k => k == path || k.EndsWith(".*", StringComparison.Ordinal) && path.Length > k.Length - 1 && path.StartsWith(k[..^1], StringComparison.Ordinal)))
        {
            return null;
        }

        var near = Closest.To(path, _known);
        return Refusal.Misuse($"there is no setting `{written}`", near is null ? $"there are {string.Join(", ", _known)}" : $"did you mean `{near}`?");
    }
}
