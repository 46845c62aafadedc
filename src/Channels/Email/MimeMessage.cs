using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using NodaTime;

namespace Personalization.Journeys.Channels.Email;

/// <summary>
/// An e-mail as it goes over the wire (RFC 5322, 2045 to 2047): plain text, and HTML beside it when there is some. The same
/// message always gives the same bytes.
/// </summary>
/// <param name="Key">The send key; names the message and parts its bodies.</param>
/// <param name="Text">What readers see that show no HTML.</param>
public sealed record MimeMessage(string Key, Instant Date, Mailbox From, Mailbox To, string Subject, string Text, string? Html)
{
    /// <summary>What a mailbox shows beside the subject.</summary>
    public string? Preview { get; init; }

    /// <summary>Headers beyond the usual ones, in order; their names are ASCII.</summary>
    public ImmutableArray<MimeHeader> Headers { get; init; } = [];

    /// <summary>The same for each try, so that whoever gets two knows that they are one.</summary>
    public string MessageId => $"<{Key}@{From.Domain}>";

    public byte[] ToBytes()
    {
        var message = new StringBuilder(1024 + Text.Length + ((Html?.Length ?? 0) * 2));
        message.Append("Date: ").Append(Date.ToString("ddd, dd MMM uuuu HH:mm:ss '+0000'", CultureInfo.InvariantCulture)).Append("\r\n");
        message.Append(HeaderText.OfMailbox("From", From));
        message.Append(HeaderText.OfMailbox("To", To));
        message.Append(HeaderText.Unstructured("Subject", Subject));
        message.Append("Message-ID: ").Append(MessageId).Append("\r\n");
        foreach (var header in Headers)
        {
            message.Append(HeaderText.Unstructured(header.Name, header.Value));
        }

        message.Append("MIME-Version: 1.0\r\n");
        if (Html is null)
        {
            Part(message, "plain", Text);
        }
        else
        {
            // `=_` can not occur in quoted-printable, so no body can hold the boundary.
            var boundary = "=_" + Key;
            message.Append("Content-Type: multipart/alternative;\r\n boundary=\"").Append(boundary).Append("\"\r\n\r\n");
            message.Append("--").Append(boundary).Append("\r\n");
            Part(message, "plain", Text);
            message.Append("\r\n--").Append(boundary).Append("\r\n");
            Part(message, "html", Preheader.Into(Html, Preview));
            message.Append("\r\n--").Append(boundary).Append("--\r\n");
        }

        return Encoding.ASCII.GetBytes(message.ToString());
    }

    private static void Part(StringBuilder message, string subtype, string text)
    {
        message.Append("Content-Type: text/").Append(subtype).Append("; charset=utf-8\r\n");
        message.Append("Content-Transfer-Encoding: quoted-printable\r\n\r\n");
        message.Append(QuotedPrintable.Encode(text));
    }
}

public sealed record MimeHeader(string Name, string Value);
