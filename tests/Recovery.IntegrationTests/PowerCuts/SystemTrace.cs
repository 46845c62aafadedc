using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Personalization.Journeys.Recovery.IntegrationTests.PowerCuts;

/// <summary>Reads what `strace -f -y -xx` wrote: every text in it is hexadecimal, so nothing must be unescaped.</summary>
internal static partial class SystemTrace
{
    private const int LongestText = 16 * 1024 * 1024;

    /// <summary>The words in front of a command that trace it into a file.</summary>
    public static string[] Words(string log) =>
    [
        "strace", "-f", "-y", "-xx", "-s", LongestText.ToString(CultureInfo.InvariantCulture), "-o", log, "-e",
        "trace=openat,write,pwrite64,pwritev,writev,fdatasync,fsync,ftruncate,unlink,sendto,sendmsg",
    ];

    /// <summary>The calls that succeeded, in the order in which they ended.</summary>
    public static IReadOnlyList<SystemCall> Read(string log)
    {
        var calls = new List<SystemCall>();
        var unfinished = new Dictionary<string, (int Began, string Text)>(StringComparer.Ordinal);
        var order = 0;
        foreach (var line in File.ReadLines(log))
        {
            order++;
            var thread = line[..line.IndexOf(' ', StringComparison.Ordinal)];
            var text = line[thread.Length..].TrimStart();
            if (text.EndsWith(" <unfinished ...>", StringComparison.Ordinal))
            {
                unfinished[thread] = (order, text[..^" <unfinished ...>".Length]);
                continue;
            }

            var began = order;
            if (Resumed().Match(text) is { Success: true } resumed)
            {
                (began, var start) = unfinished[thread];
                text = start + text[resumed.Length..];
            }

            if (Call(began, order, text) is { } call)
            {
                calls.Add(call);
            }
        }

        return calls;
    }

    private static SystemCall? Call(int began, int ended, string text)
    {
        var equals = text.LastIndexOf(" = ", StringComparison.Ordinal);
        var open = text.IndexOf('(', StringComparison.Ordinal);
        if (equals < 0 || open < 0 || Result().Match(text, equals + 3) is not { Success: true } result)
        {
            return null;
        }

        var name = text[..open];
        var arguments = text[(open + 1)..equals];
        var texts = Texts().Matches(arguments).Select(m => Bytes(m.Groups[1].ValueSpan)).ToList();
        var isFile = name is "openat" or "unlink";
        var path = isFile ? Encoding.UTF8.GetString(texts[0]) : Encoding.UTF8.GetString(Bytes(Descriptor().Match(arguments).Groups[1].ValueSpan));
        var afterTexts = arguments[(arguments.LastIndexOf('"') + 1)..];
        var numbers = Numbers().Matches(texts.Count == 0 || isFile ? arguments : afterTexts).Select(m => long.Parse(m.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
        return new SystemCall(
            began, ended, name, path, isFile ? [] : [.. texts.SelectMany(t => t)], [.. numbers],
            long.Parse(result.ValueSpan, CultureInfo.InvariantCulture), arguments.Contains("O_CREAT", StringComparison.Ordinal));
    }

    private static byte[] Bytes(ReadOnlySpan<char> escaped)
    {
        var bytes = new byte[escaped.Length / 4];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = byte.Parse(escaped.Slice((i * 4) + 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        }

        return bytes;
    }

    [GeneratedRegex(@"^<\.\.\. \w+ resumed>")]
    private static partial Regex Resumed();

    [GeneratedRegex(@"\G\d+")]
    private static partial Regex Result();

    [GeneratedRegex(@"""((?:\\x[0-9a-f]{2})*)""")]
    private static partial Regex Texts();

    [GeneratedRegex(@"^\d+<((?:\\x[0-9a-f]{2})*)>")]
    private static partial Regex Descriptor();

    [GeneratedRegex(@", (\d+)(?=[,)])")]
    private static partial Regex Numbers();
}
