using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Language.Tests.Semantics;

/// <summary>A small workspace around a flow, so that a case is only the lines it is about.</summary>
internal static class Flows
{
    public const string Schema = """
        workspace shop:
          language 1
          time zone "Europe/Berlin"
          currency EUR
          default policy service

        purpose service, no consent needed
        purpose marketing

        policy service:
          purpose service

        customer:
          first_name text, optional, personal
          birthday date, optional, personal
          age number, optional
          points number, default 0
          balance money, default 0 EUR
          tier one of ["basic", "vip"], default "basic"
          tags list of text

        record item:
          sku text
          price money
          note text, optional

        event viewed:
          sku text, key
          coupon text, optional
          items list of item
          basket list of item, not empty

        event bought:
          order_id text, key
          total money
          stars number from 1 to 5
          items list of item

        catalog product key sku:
          sku text
          name text
          price money

        model risk:
          gives number from 0 to 1

        model trending:
          gives list of product

        webhook issue:
          post "https://shop.example/issue"
          takes percent number
          gives code text

        metric quiet = time since last bought
        metric orders = count of bought in last 30 days
        metric spent = sum of bought.total in last 90 days

        rfm buying:
          from bought
          value event.total
          over last 365 days
          scores 1 to 5

        segment regulars:
          orders > 3

        template email plain for service:
          subject "Hello"
          text "Hello."

        template email named for service:
          takes name text
          subject "Hello {name}"
          text "Hello."

        template email dated for service:
          takes day date
          subject "On {day}"
          text "Hello."

        template email counted for service:
          takes count number
          subject "{count} of them"
          text "Hello."

        template email one for service:
          takes item item
          subject "{item.sku}"
          text "Hello."

        template email picks for service:
          takes picks list of product
          subject "For you"
          text "{join(picks.name, ', ')}"

        template chat question for service:
          text "Which one?"
          choices ["Red", "Blue"]

        journey survey version 1:
          input about text
          returns stars number, default 5
          returns words text
          flow:
            return stars = 4

        """;

    private const string Settings = "  enter on event viewed\n";

    /// <summary>Errors of a flow, one a line: code and message.</summary>
    public static string Errors(string flow, string settings = Settings) => Shown(Compile(flow, settings));

    public static string Shown(Compilation compilation) =>
        string.Join('\n', compilation.Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => $"{d.Code} {d.Message}"));

    public static Journey Journey(string flow, string settings = Settings)
    {
        var compilation = Compile(flow, settings);
        Assert.Equal("", Shown(compilation));
        return compilation.Workspace.Journey("main")!;
    }

    public static Compilation Compile(string flow, string settings = Settings) =>
        Compiled.Text($"{Schema}\n## The one in question.\njourney main version 1:\n{settings}\n  flow:\n{Indented(flow)}\n");

    private static string Indented(string flow) => string.Join('\n', flow.ReplaceLineEndings("\n").Split('\n').Select(l => "    " + l));
}
