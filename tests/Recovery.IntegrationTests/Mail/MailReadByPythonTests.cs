using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using NodaTime;
using Personalization.Journeys.Channels.Email;
using Personalization.Journeys.Channels.Outbox;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Sending;
using Personalization.Journeys.Runtime.Serialization;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Recovery.IntegrationTests.Mail;

/// <summary>What the outbox folder writes is mail to somebody who has never seen our code.</summary>
public sealed class MailReadByPythonTests : IDisposable
{
    private const string Text = """
        workspace shop:
          language 1
          time zone "Europe/Berlin"
          currency EUR

        purpose marketing

        customer:
          email text, optional

        template email plain for marketing:
          takes words text
          takes body text
          subject "{words}"
          text "{body}"

        template email rich for marketing:
          takes words text
          takes body text
          subject "{words}"
          preview "{words}"
          body from "mail/rich.html"
        """;

    private const string Html = "<html><head><title>x</title></head><body class=\"a\">\n<p title=\"{words}\">{body}</p>\n</body></html>";

    private static readonly Instant _at = Instant.FromUtc(2025, 12, 24, 23, 59, 59);

    private static readonly ImmutableArray<string> _hostile =
    [
        "Your boots",
        "10 % für dich – nur heute €",
        "😀👩‍👩‍👧‍👦🇪🇺 " + string.Concat(Enumerable.Repeat("🎁", 200)),
        "שלום עולם, مرحبا بالعالم ‏2025‏",
        "Hi\r\nBcc: everybody@example.org\r\n\r\n<script>",
        "Hi\nSubject: another",
        "\r\n\r\nbody from here",
        new string('x', 1000),
        string.Concat(Enumerable.Repeat("word ", 300)).Trim(),
        string.Concat(Enumerable.Repeat("ünï ", 300)).Trim(),
        ".\n..\n.leading dots\n. and more",
        "From the start\nFrom again",
        "--=_boundary\n--\n--=_boundary--",
        "=?utf-8?q?not_a_word?= and = signs =3D =\n=",
        "trailing space \nand tab\t\n",
        "two  spaces   three",
        "half \uD83D a character",
        "zero\0byte and \u0007 bell \u001b[31m",
        "\"quoted\" <angle> (round) ; , : \\",
        "e\u0301 combining, \u202Eright to left override, \uFEFFmark, \u00A0space",
        "line\u2028separator\u0085next",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("mail-").FullName;

    [Theory]
    [InlineData("plain")]
    [InlineData("rich")]
    public async Task EveryMail_OfHostileWords_IsReadAsItWasMeant(string template)
    {
        var files = await WriteAsync(template);

        var lines = await Python.RunAsync(Script(), files);

        Assert.Equal(_hostile.Length, lines.Count);
        for (var i = 0; i < lines.Count; i++)
        {
            using var json = JsonDocument.Parse(lines[i]);
            Check(template, _hostile[i], i, json.RootElement);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Check(string template, string words, int number, JsonElement read)
    {
        string[] mixed = ["multipart/alternative", "text/plain", "text/html"];
        Assert.Equal([], Strings(read, "defects"));
        Assert.Equal(
            template == "plain"
                ? ["Date", "From", "To", "Subject", "Message-ID", "X-Journey", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"]
                : ["Date", "From", "To", "Subject", "Message-ID", "X-Journey", "MIME-Version", "Content-Type"],
            Strings(read, "headers"));
        Assert.Equal(OneLine(words), read.GetProperty("subject").GetString());
        Assert.Equal("Aurora \"Läden\", Berlin", read.GetProperty("from_name").GetString());
        Assert.Equal("shop@xn--lden-loa.example", read.GetProperty("from").GetString());
        Assert.Equal(["ada+1@example.org"], Strings(read, "to"));
        Assert.Equal("2025-12-24T23:59:59+00:00", read.GetProperty("date").GetString());
        Assert.Equal($"<{Key(template, number)}@xn--lden-loa.example>", read.GetProperty("id").GetString());
        Assert.Equal("cart; version=3; step=s1", read.GetProperty("journey").GetString());
        Assert.Equal(template == "plain" ? ["text/plain"] : mixed, Strings(read, "parts"));
        Assert.InRange(read.GetProperty("longest").GetInt32(), 1, 78);
        Assert.Equal(0, read.GetProperty("bare_line_ends").GetInt32());
        Assert.Equal(0, read.GetProperty("leading_dots").GetInt32());
        if (template == "plain")
        {
            Assert.Equal(Body(words), read.GetProperty("text").GetString());
        }
        else
        {
            Assert.Contains(Body(words).TrimEnd('\n').Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal), read.GetProperty("html").GetString(), StringComparison.Ordinal);
        }
    }

    private async Task<IReadOnlyList<string>> WriteAsync(string template)
    {
        var compilation = Compiled.Text(Text, ("mail/rich.html", Html));
        Assert.Equal("", Compiled.Shown(compilation));
        var workspace = compilation.Workspace;
        var sender = new EmailOptions { From = "shop@läden.example", FromName = "Aurora \"Läden\", Berlin" };
        using var outbox = OutboxFolder.Open(_folder, _ => workspace, sender, TimeProvider.System);
        var files = new List<string>();
        for (var i = 0; i < _hostile.Length; i++)
        {
            var key = Key(template, i);
            var values = RecordValue.Of(("words", new TextValue(_hostile[i])), ("body", new TextValue(_hostile[i])), ("customer", RecordValue.Empty));
            var message = new HandOver(key, _at, "c1/cart/1", "cart", 3, "s1", Channel.Email, template, "marketing", "", values, null, null, null, null);
            var row = new OutboxRow(key, "c1", "email", "marketing", _at, null, workspace.Hash, OutboxCodec.Encode(message));
            Assert.Equal(DeliveryResult.Accepted, await outbox.Channels[0].SendAsync(new Claimed(row, ["ada+1@example.org"], 1), CancellationToken.None));
            files.Add(Path.Combine(_folder, "email", "2025-12-24", key + ".eml"));
        }

        return files;
    }

    private static string Key(string template, int number) => SendKey.Of("shop", template, "s1", number, 0);

    /// <summary>What no reader may take for the end of a header is a space.</summary>
    private static string OneLine(string words) =>
        System.Text.RegularExpressions.Regex.Replace(Whole(words), "[\\p{Cc}\u2028\u2029]+", " ");

    private static string Body(string words)
    {
        var lines = Whole(words).ReplaceLineEndings("\n");
        return lines.EndsWith('\n') ? lines : lines + "\n";
    }

    private static string Whole(string words) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(words));

    private static string[] Strings(JsonElement read, string name) => [.. read.GetProperty(name).EnumerateArray().Select(e => e.GetString()!)];

    private static string Script([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "parse_mail.py");
}
