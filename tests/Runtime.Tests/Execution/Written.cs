using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Text;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Runtime.Tests.Execution;

/// <summary>Workspaces written as text: one schema for all, the journeys of each test beside it.</summary>
internal static class Written
{
    private const string Schema = """
        workspace test:
          language 1
          time zone "Europe/Berlin"
          currency EUR

        purpose marketing
        purpose service, no consent needed

        customer:
          email text, optional
          push_token text, optional
          time_zone zone, default "Europe/Berlin"
          tier one of ["basic", "silver", "gold", "vip"], default "basic"
          points number, default 0
          badges list of text
          birthday date, optional

        event began:
          id text, key
          total money, default 0 EUR
          names list of text
        event bought:
          id text, optional
          total money, default 0 EUR
        event seen
        event left_list

        webhook coupons:
          post "https://coupons.internal/issue"
          takes percent number
          gives code text
          timeout 5 seconds
          retry 1 times

        template email mail for marketing:
          subject "Hello"
          text "Hello {customer.email default 'you'}."
        template email mail_two for marketing:
          subject "Again"
          text "Again."
        template email receipt for service:
          subject "Receipt"
          text "Thanks."
        template push note for marketing:
          title "Note"
          text "Note."
        template web banner for marketing:
          title "Banner"
          text "Banner."
        template chat question for service:
          text "Which one?"
          choices ["The first", "The second"]
        template chat answer for service:
          takes name text
          text "About {name}."
        """;

    public static Workspace Workspace(string journeys) =>
        Compiled.Program(new SourceText("schema.journey", Schema), new SourceText("test.journey", journeys));

    /// <summary>One journey that begins with `began`, with these steps.</summary>
    public static Workspace Flow(string steps, string settings = "") => Workspace(
        $"""
        journey j version 1:
          enter on event began
        {Indented(settings, 2)}  flow:
        {Indented(steps, 4)}
        """);

    /// <summary>A reachable customer who consents to everything.</summary>
    public static Walk Walk(Workspace workspace, string? zone = null) => new Walk(workspace, zone)
        .With("email", "ada@example.com")
        .With("push_token", "token-1")
        .Consenting(Channel.Email, "marketing")
        .Consenting(Channel.Push, "marketing")
        .Consenting(Channel.Web, "marketing");

    public static (string Name, Value Value) Id(string id) => ("id", new TextValue(id));

    public static (string Name, Value Value) Total(decimal amount) => ("total", new MoneyValue(amount, "EUR"));

    private static string Indented(string text, int depth) =>
        text.Length == 0 ? "" : string.Concat(text.Split('\n').Select(line => new string(' ', depth) + line + "\n"));
}
