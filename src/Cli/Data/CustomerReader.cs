using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Ingress;
using Personalization.Journeys.Runtime.Simulation;

namespace Personalization.Journeys.Cli.Data;

/// <summary>What is known of customers beforehand, as JSON Lines.</summary>
internal sealed class CustomerReader(Workspace workspace)
{
    private readonly CustomerLineReader _customers = new(workspace);

    public void Read(Stream stream, string file, Action<CustomerSeed> take, Action<Reject> refuse)
    {
        foreach (var line in RecordedLines.Read(stream))
        {
            if (line.Bytes.IsEmpty && !line.TooLong)
            {
                continue;
            }

            var (text, badByte) = line.TooLong ? (null, -1) : RecordedLines.Decode(line.Bytes);
            var fit = text is not null ? _customers.Parse(line.Bytes)
                : line.TooLong ? Fit.No<CustomerSeed>("too large", "", $"{line.Length:N0} bytes, at most {StrictJson.Largest:N0} are taken")
                : Fit.No<CustomerSeed>("not UTF-8", "", $"byte {badByte + 1} of the line is not UTF-8");
            if (fit.Value is { } taken)
            {
                take(taken);
            }
            else
            {
                refuse(new Reject(file, line.Number, fit.Kind, fit.Reason, text, line.Length));
            }
        }
    }
}
