using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Tests.Diagnostics;

public sealed class DiagnosticRendererTests
{
    [Fact]
    public void Render_PlacesInOneFile_ShowsThemInOrderWithTheEditBelow()
    {
        var source = Numbered("journeys/churn_winback.journey", (9, "  goal came_back on event order_placed within 21 days"), (10, "  exit on goal came_back"), (39, "    wait up to 7 days for event order_placed as order"));
        var diagnostic = new Diagnostic("JRN0507", Severity.Error, Of(source, 39, "order_placed"), "the journey ends before this wait can see `order_placed`")
        {
            Label = "at most 10 days after entry, inside the 21 days",
            Related =
            [
                new RelatedPlace(Of(source, 10, "exit on goal came_back"), "so the run ends here first"),
                new RelatedPlace(Of(source, 9, "came_back"), "reached by every `order_placed` in the first 21 days"),
            ],
            Why = "`order` is always missing below, and the branch on line 41 never runs",
            Help = "wait for the time alone; the goal does the rest",
            Fix = [new TextEdit(Of(source, 39, "wait up to 7 days for event order_placed as order").Span, "wait 7 days")],
        };

        Assert.Equal(
            """
            error JRN0507: the journey ends before this wait can see `order_placed`
              --> journeys/churn_winback.journey:39:33
               |
             9 |   goal came_back on event order_placed within 21 days
               |        --------- reached by every `order_placed` in the first 21 days
            10 |   exit on goal came_back
               |   ---------------------- so the run ends here first
               :
            39 |     wait up to 7 days for event order_placed as order
               |                                 ^^^^^^^^^^^^ at most 10 days after entry, inside the 21 days
               |
               = why:  `order` is always missing below, and the branch on line 41 never runs
               = help: wait for the time alone; the goal does the rest
               |
            39 |     wait 7 days
               |     ~~~~~~~~~~~
               = fix:  journey fix JRN0507
               = more: journey explain JRN0507

            """,
            DiagnosticRenderer.Render([diagnostic]));
    }

    [Fact]
    public void Render_PlaceInAnotherFile_GetsAnExcerptOfItsOwn()
    {
        var mail = Numbered("templates/mail.journey", (3, "  subject \"{customer.first_name}, your {item.name} is still here\""));
        var schema = Numbered("schema.journey", (13, "  first_name text, optional, personal"));
        var name = Of(mail, 3, "customer.first_name");
        var diagnostic = new Diagnostic("JRN0301", Severity.Error, name, "`customer.first_name` may be missing here")
        {
            Label = "18 % of customers have no first name",
            Related = [new RelatedPlace(Of(schema, 13, "optional"), "declared optional here")],
            Why = "they would read \", your Trail Boot is still here\"",
            Help = "say what to write instead",
            Suggestion = [new TextEdit(new Span(name.Span.End, 0), " default 'Hello'")],
        };

        Assert.Equal(
            """
            error JRN0301: `customer.first_name` may be missing here
              --> templates/mail.journey:3:13
               |
             3 |   subject "{customer.first_name}, your {item.name} is still here"
               |             ^^^^^^^^^^^^^^^^^^^ 18 % of customers have no first name
               |
              --> schema.journey:13:20
               |
            13 |   first_name text, optional, personal
               |                    -------- declared optional here
               |
               = why:  they would read ", your Trail Boot is still here"
               = help: say what to write instead
               |
             3 |   subject "{customer.first_name default 'Hello'}, your {item.name} is still here"
               |                                ++++++++++++++++
               = more: journey explain JRN0301

            """,
            DiagnosticRenderer.Render([diagnostic]));
    }

    [Fact]
    public void Render_TwoOfOneLine_ShareTheLineThatFixesThem()
    {
        var source = Numbered("journeys/welcome.journey", (10, "    if customer.tier == \"gold\""), (11, "      send push hello"));
        var colon = JourneyDiagnostics.MissingColon(new Location(source, new Span(source.LineStart(10) + 30, 0)), Of(source, 11, "send push hello"));
        var equality = JourneyDiagnostics.ForeignOperator(Of(source, 10, "=="), "==", "=");

        Assert.Equal(
            """
            error JRN0107: equality is one `=`
              --> journeys/welcome.journey:10:22
               |
            10 |     if customer.tier == "gold"
               |                      ^^ write `=`
               |
            error JRN0102: this line needs a `:` because the lines below belong to it
              --> journeys/welcome.journey:10:31
               |
            10 |     if customer.tier == "gold"
               |                               ^ add `:`
            11 |       send push hello
               |       --------------- belongs to the line above
               |
               = fix:  journey fix JRN0107 JRN0102

            """,
            DiagnosticRenderer.Render([colon, equality]));
    }

    [Fact]
    public void Render_SameCodeAgainInAFile_DoesNotExplainItAgain()
    {
        var source = new SourceText("a.journey", "one\ntwo\n");
        var first = new Diagnostic("JRN0501", Severity.Error, Of(source, 1, "one"), "first") { Why = "because" };
        var second = new Diagnostic("JRN0501", Severity.Error, Of(source, 2, "two"), "second") { Why = "because" };

        var text = DiagnosticRenderer.Render([second, first]);

        Assert.Equal(1, text.Split("= why:").Length - 1);
        Assert.True(text.IndexOf("first", StringComparison.Ordinal) < text.IndexOf("second", StringComparison.Ordinal));
    }

    [Fact]
    public void Render_WithColour_KeepsTheTextAndAddsOnlyEscapes()
    {
        var source = new SourceText("a.journey", "wait 30 minuets");
        var diagnostic = JourneyDiagnostics.Expected(Of(source, 1, "minuets"), "a unit of time", "minuets", "minutes");

        var coloured = DiagnosticRenderer.Render([diagnostic], colour: true);

        Assert.Contains("\u001b[1;31merror JRN0100", coloured, StringComparison.Ordinal);
        Assert.Equal(DiagnosticRenderer.Render([diagnostic]), System.Text.RegularExpressions.Regex.Replace(coloured, "\u001b\\[[0-9;]*m", ""));
    }

    [Fact]
    public void Render_HostileLine_CannotMoveTheCursorOrFillTheScreen()
    {
        var source = new SourceText("a.journey", "x\u001b[2J\u202E " + new string('y', 5_000) + " z");
        var diagnostic = new Diagnostic("JRN0001", Severity.Error, Of(source, 1, "z"), "no");

        var text = DiagnosticRenderer.Render([diagnostic]);

        Assert.DoesNotContain('\u001b', text);
        Assert.DoesNotContain('\u202E', text);
        Assert.True(text.Length < 600);
    }

    private static SourceText Numbered(string path, params (int Line, string Text)[] lines)
    {
        var all = Enumerable.Repeat("", lines.Max(l => l.Line)).ToArray();
        foreach (var (line, text) in lines)
        {
            all[line - 1] = text;
        }

        return new SourceText(path, string.Join('\n', all));
    }

    private static Location Of(SourceText source, int line, string part)
    {
        var start = source.LineStart(line) + source.LineText(line).LastIndexOf(part, StringComparison.Ordinal);
        return new Location(source, new Span(start, part.Length));
    }
}
