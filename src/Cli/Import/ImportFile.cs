using System.Security.Cryptography;
using System.Text;
using Personalization.Journeys.Cli.Data;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Cli.Import;

/// <summary>What a file is imported as.</summary>
internal enum ImportKind
{
    Events,
    Customers,
}

/// <summary>A file to import, and everything that decides what its records become.</summary>
/// <param name="Name">As the user wrote it.</param>
/// <param name="IsLive">Events that are not old may start journeys; otherwise all are history.</param>
internal sealed record ImportFile(string Name, string Path, ImportKind Kind, bool IsLive, Workspace Workspace, ColumnMap? EventMap, CustomerMap? CustomerMap)
{
    /// <summary>The same for the same content under the same rules: an import that was cut off goes on, and a whole one is not begun again.</summary>
    public string Identity()
    {
        using var stream = File.OpenRead(Path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(SHA256.HashData(stream));
        hash.AppendData(Encoding.UTF8.GetBytes(JsonAnswer.Of(json =>
        {
            json.WriteString("kind", Kind.ToString());
            json.WriteBoolean("live", IsLive);
            json.WriteString("workspace", Workspace.Hash);
            json.WriteString("name", System.IO.Path.GetExtension(Name));
            json.WriteString("map", EventMap is { } map ? Text(map.Type, map.Id, map.Time, map.Subject) + Text(map.Data) : CustomerMap is { } customer ? customer.Id + Text(customer.Data) + Text(customer.Consents) : "");
        })));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    private static string Text(params string[] parts) => string.Join('\n', parts);

    private static string Text(IReadOnlyDictionary<string, string> names) =>
        string.Join('\n', names.OrderBy(n => n.Key, StringComparer.Ordinal).Select(n => $"{n.Key}={n.Value}"));
}
