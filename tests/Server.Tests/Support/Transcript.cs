using System.Globalization;
using System.Text;

namespace Personalization.Journeys.Server.Tests.Support;

/// <summary>Requests with their answers, as a page to be reviewed.</summary>
internal sealed class Transcript(LiveEngine engine)
{
    private const int Shown = 160;

    private static readonly string[] _headers = ["WWW-Authenticate", "Retry-After", "Allow"];

    private readonly StringBuilder _text = new();

    public async Task<Answer> AskAsync(string what, string method, string path, string? body = null, string mediaType = "application/json")
    {
        var answer = await engine.SendAsync(method, path, body, mediaType);
        _text.AppendLine(CultureInfo.InvariantCulture, $"# {what}");
        _text.AppendLine(CultureInfo.InvariantCulture, $"{method} {path}{(body is null ? "" : mediaType == "application/json" ? "" : $"  ({mediaType})")}");
        if (body is not null)
        {
            _text.AppendLine(body.Length > Shown ? body[..Shown] + $"… {body.Length} characters" : body);
        }

        _text.AppendLine(CultureInfo.InvariantCulture, $"-> {answer.Status} {answer.MediaType}");
        foreach (var name in _headers.Where(answer.Headers.ContainsKey))
        {
            _text.AppendLine(CultureInfo.InvariantCulture, $"   {name}: {answer.Headers[name]}");
        }

        if (answer.Body.Length > 0)
        {
            _text.AppendLine(answer.Body);
        }

        _text.AppendLine();
        return answer;
    }

    public override string ToString() => _text.ToString();
}
