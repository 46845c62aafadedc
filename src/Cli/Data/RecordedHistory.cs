using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Simulation;

namespace Personalization.Journeys.Cli.Data;

/// <summary>Everything that could be taken from the files of a backtest.</summary>
internal sealed record RecordedHistory(ImmutableArray<HistoryEvent> Events, ImmutableArray<CustomerSeed> Customers)
{
    public Instant First => Events.IsEmpty ? Instant.FromUnixTimeSeconds(0) : Events.Min(e => e.Event.At);

    public Instant Last => Events.IsEmpty ? Instant.FromUnixTimeSeconds(0) : Events.Max(e => e.Event.At);

    public int Keys => Events.Select(e => e.Customer).Distinct(StringComparer.Ordinal).Count();

    public static (RecordedHistory? History, Refusal? Refusal) Read(
        CommandIo io, Workspace workspace, string[] eventFiles, string? customerFile, string? mapFile, Rejects rejects)
    {
        ColumnMap? map = null;
        if (mapFile is not null)
        {
            (map, var badMap) = ColumnMap.Load(io, mapFile);
            if (map is null)
            {
                return (null, badMap);
            }
        }

        foreach (var file in eventFiles.Append(customerFile).OfType<string>())
        {
            if (RecordedFile.Problem(io, file, map is not null) is { } problem)
            {
                return (null, problem);
            }
        }

        var events = ImmutableArray.CreateBuilder<HistoryEvent>();
        foreach (var file in eventFiles)
        {
            using var stream = RecordedLines.Open(io.PathOf(file));
            var refusal = RecordedFile.ReadEvents(workspace, map, stream, file, events.Add, rejects.Add);
            if (refusal is not null)
            {
                return (null, refusal);
            }
        }

        var customers = ImmutableArray.CreateBuilder<CustomerSeed>();
        if (customerFile is not null)
        {
            using var stream = RecordedLines.Open(io.PathOf(customerFile));
            new CustomerReader(workspace).Read(stream, customerFile, customers.Add, rejects.Add);
        }

        return (new RecordedHistory(events.ToImmutable(), customers.ToImmutable()), null);
    }
}
