using System.Globalization;

namespace Personalization.Journeys.Channels.Email;

/// <summary>An address as it stands in a header, with the name that goes before it. Made by <see cref="Find"/> only, so it is always well formed.</summary>
public sealed record Mailbox
{
    private const string AtomMarks = "!#$%&'*+-/=?^_`{|}~";

    private Mailbox(string name, string local, string domain)
    {
        Name = name;
        Local = local;
        Domain = domain;
    }

    /// <summary>Empty when there is none.</summary>
    public string Name { get; }

    public string Local { get; }

    /// <summary>In ASCII: `bücher.example` is `xn--bcher-kva.example`.</summary>
    public string Domain { get; }

    /// <summary>`ada@example.org`, the local part quoted where its dots need it.</summary>
    public string Address => (IsDotAtom(Local) ? Local : "\"" + Local + "\"") + "@" + Domain;

    /// <summary>Null when this is no address that mail can be sent to.</summary>
    public static Mailbox? Find(string address, string name = "")
    {
        var trimmed = address.Trim();
        var at = trimmed.LastIndexOf('@');
        if (at is <= 0 or > 64 || !trimmed[..at].All(c => IsAtom(c) || c == '.') || Ascii(trimmed[(at + 1)..]) is not { } domain)
        {
            return null;
        }

        return new Mailbox(name, trimmed[..at], domain);
    }

    private static string? Ascii(string domain)
    {
        try
        {
            var ascii = new IdnMapping().GetAscii(domain);
            var labels = ascii.Split('.');
            return ascii.Length <= 253 && labels.All(IsLabel) ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63 && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && label[0] != '-' && label[^1] != '-';

    private static bool IsDotAtom(string local) => local[0] != '.' && local[^1] != '.' && !local.Contains("..", StringComparison.Ordinal);

    private static bool IsAtom(char c) => char.IsAsciiLetterOrDigit(c) || AtomMarks.Contains(c, StringComparison.Ordinal);
}
