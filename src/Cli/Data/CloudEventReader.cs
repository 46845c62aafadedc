using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Ingress;
using Personalization.Journeys.Runtime.Simulation;

namespace Personalization.Journeys.Cli.Data;

/// <summary>CloudEvents 1.0 as JSON Lines, fitted to the events a workspace declares.</summary>
internal sealed class CloudEventReader(Workspace workspace)
{
    private readonly EventReader _events = new(workspace);

    /// <summary>Hands over what fits and refuses what does not, line by line.</summary>
    public void Read(Stream stream, string file, Action<HistoryEvent> take, Action<Reject> refuse)
    {
        foreach (var line in RecordedLines.Read(stream))
        {
            if (line.Bytes.IsEmpty && !line.TooLong)
            {
                continue;
            }

            if (line.TooLong)
            {
                refuse(new Reject(file, line.Number, "too large", $"{line.Length:N0} bytes, at most {StrictJson.Largest:N0} are taken", null, line.Length));
                continue;
            }

            var (text, badByte) = RecordedLines.Decode(line.Bytes);
            if (text is null)
            {
                var shown = Convert.ToBase64String(line.Bytes.Span);
                refuse(new Reject(file, line.Number, "not UTF-8", $"byte {badByte + 1} of the line is not UTF-8; the text is base64", shown, line.Length));
                continue;
            }

            var fit = _events.Parse(line.Bytes);
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
