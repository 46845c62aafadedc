using System.Text.RegularExpressions;
using NodaTime;
using Personalization.Journeys.Backends.Sqlite;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Backends.Tests.Sqlite;

/// <summary>A statement that looks at every row is fast in a test and stops an engine after a year.</summary>
public sealed partial class QueryPlanTests
{
    /// <summary>Tables that stay small, readers that want all of it, and an index of what is not over.</summary>
    private static readonly string[] _mayBeRead = ["SCAN tally", "SCAN reference", "SCAN parked", "SCAN inbox", "SCAN forget", "SCAN f", "SCAN sqlite_master", "SCAN json_each", "SCAN outbox USING INDEX outbox_open"];

    [Fact]
    public void NoStatement_LooksAtEveryRow()
    {
        using var folder = new TestFolder();
        folder.Open().Dispose();
        using var connection = Connection.Open(folder.Database, Duration.Zero, mayCreate: false);
        var statements = Statements();
        Assert.True(statements.Count > 30);

        var slow = statements.SelectMany(sql => Plan(connection, sql)
            .Where(step => step.StartsWith("SCAN", StringComparison.Ordinal) && !_mayBeRead.Any(m => step.StartsWith(m, StringComparison.Ordinal)))
            .Select(step => $"{step}: {sql}"));

        Assert.False(slow.Any(), string.Join("\n\n", slow));
    }

    private static List<string> Plan(Connection connection, string sql)
    {
        using var plan = connection.Prepare("explain query plan " + sql);
        var steps = new List<string>();
        while (plan.Next())
        {
            steps.Add(plan.Text(3));
        }

        return steps;
    }

    /// <summary>Every statement as it stands in the room's files.</summary>
    private static List<string> Statements() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Samples.Root, "..", "..", "src", "Backends", "Sqlite"), "*.cs")
            .Order(StringComparer.Ordinal)
            .SelectMany(file => Literals().Matches(File.ReadAllText(file)))
            .Select(m => (m.Groups["raw"].Success ? m.Groups["raw"] : m.Groups["plain"]).Value.Trim())
            .Where(sql => Queries().IsMatch(sql)),
    ];

    [GeneratedRegex("\"\"\"(?<raw>.*?)\"\"\"|\"(?<plain>(?:select|update|delete) [^\"\r\n]*)\"", RegexOptions.Singleline)]
    private static partial Regex Literals();

    [GeneratedRegex("^(select|update|delete|insert)\\b[^;]*$", RegexOptions.Singleline)]
    private static partial Regex Queries();
}
