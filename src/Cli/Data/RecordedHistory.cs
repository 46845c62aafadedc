using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Language.Diagnostics;
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
            if (Problem(io, file, map) is { } problem)
            {
                return (null, problem);
            }
        }

        var events = ImmutableArray.CreateBuilder<HistoryEvent>();
        foreach (var file in eventFiles)
        {
            using var stream = RecordedLines.Open(io.PathOf(file));
            var refusal = ReadEvents(workspace, map, stream, file, events, rejects);
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

    private static Refusal? ReadEvents(
        Workspace workspace, ColumnMap? map, Stream stream, string file, ImmutableArray<HistoryEvent>.Builder events, Rejects rejects)
    {
        try
        {
            if (IsCsv(file))
            {
                return new CsvEventReader(workspace, map!).Read(stream, file, events.Add, rejects.Add);
            }

            new CloudEventReader(workspace).Read(stream, file, events.Add, rejects.Add);
            return null;
        }
        catch (InvalidDataException failure)
        {
            return Refusal.Misuse($"`{file}` is not the gzip file that its name says", failure.Message);
        }
        catch (CsvHelper.CsvFormatException failure)
        {
            return Refusal.Misuse($"`{file}` is not CSV: {failure.Message}");
        }
    }

    private static Refusal? Problem(CommandIo io, string file, ColumnMap? map)
    {
        var path = io.PathOf(file);
        if (File.Exists(path))
        {
            return IsCsv(file) && map is null
                ? Refusal.Misuse($"`{file}` is CSV", "say with `--map FILE` which column is what")
                : null;
        }

        var folder = Path.GetDirectoryName(path)!;
        var names = Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f)) : [];
        var near = Closest.To(Path.GetFileName(path), names);
        return Refusal.Misuse($"there is no file `{file}`", near is null ? null : $"did you mean `{near}`?");
    }

    private static bool IsCsv(string file) =>
        file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".csv.gz", StringComparison.OrdinalIgnoreCase);
}
