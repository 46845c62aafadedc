using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Simulation;

namespace Personalization.Journeys.Cli.Data;

/// <summary>A file of records: JSON Lines or CSV, packed or not, by its name.</summary>
internal static class RecordedFile
{
    public static bool IsCsv(string file) =>
        file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".csv.gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>Why it can not be begun with.</summary>
    public static Refusal? Problem(CommandIo io, string file, bool hasMap)
    {
        var path = io.PathOf(file);
        if (File.Exists(path))
        {
            return IsCsv(file) && !hasMap ? Refusal.Misuse($"`{file}` is CSV", "say with `--map FILE` which column is what") : null;
        }

        var folder = Path.GetDirectoryName(path)!;
        var names = Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f)) : [];
        var near = Closest.To(Path.GetFileName(path), names);
        return Refusal.Misuse($"there is no file `{file}`", near is null ? null : $"did you mean `{near}`?");
    }

    public static Refusal? ReadEvents(Workspace workspace, ColumnMap? map, Stream stream, string file, Action<HistoryEvent> take, Action<Reject> refuse) =>
        Read(file, () =>
        {
            if (IsCsv(file))
            {
                return new CsvEventReader(workspace, map!).Read(stream, file, take, refuse);
            }

            new CloudEventReader(workspace).Read(stream, file, take, refuse);
            return null;
        });

    public static Refusal? ReadCustomers(Workspace workspace, CustomerMap? map, Stream stream, string file, Action<CustomerSeed> take, Action<Reject> refuse) =>
        Read(file, () =>
        {
            if (IsCsv(file))
            {
                return new CsvCustomerReader(workspace, map!).Read(stream, file, take, refuse);
            }

            new CustomerReader(workspace).Read(stream, file, take, refuse);
            return null;
        });

    private static Refusal? Read(string file, Func<Refusal?> read)
    {
        try
        {
            return read();
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
}
