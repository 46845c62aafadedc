using System.Collections.Immutable;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Review.Graph;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Language.Tests.Review;

/// <summary>What holds of every picture, whatever the journey.</summary>
public sealed class PictureTests
{
    private static readonly ImmutableArray<(Workspace Workspace, Journey Journey)> All =
    [
        .. Compiled.Aurora.Workspace.Journeys.Select(j => (Compiled.Aurora.Workspace, j)),
        .. EveryConstruct.Workspace.Journeys.Select(j => (EveryConstruct.Workspace, j)),
    ];

    public static TheoryData<string> Journeys => [.. All.Select(a => a.Journey.Name)];

    [Theory]
    [MemberData(nameof(Journeys))]
    public void Model_EveryStep_IsInOneBox(string journey)
    {
        var (workspace, program) = Find(journey);
        var steps = GraphBuilder.Build(workspace, program).Boxes.SelectMany(b => b.Steps);
        Assert.Equal(program.Steps.Select(s => s.Id).Order(StringComparer.Ordinal), steps.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Journeys))]
    public void Model_EveryEdge_LeadsFromABoxToABox(string journey)
    {
        var model = Model(journey);
        var boxes = model.Boxes.Select(b => b.Id).ToHashSet(StringComparer.Ordinal);
        Assert.All(model.Edges, e => Assert.True(boxes.Contains(e.From) && boxes.Contains(e.To), $"{e.From} to {e.To}"));
        var entered = model.Edges.Select(e => e.To).Append("(enter)").ToHashSet(StringComparer.Ordinal);
        Assert.All(model.Boxes, b => Assert.Contains(b.Id, entered));
        var left = model.Edges.Select(e => e.From).ToHashSet(StringComparer.Ordinal);
        Assert.All(model.Boxes, b => Assert.NotEqual(left.Contains(b.Id), b.Kind == BoxKind.Exit));
    }

    [Theory]
    [MemberData(nameof(Journeys))]
    public void Layout_Boxes_DoNotOverlap(string journey)
    {
        var boxes = Place(Model(journey)).Boxes;
        for (var i = 0; i < boxes.Length; i++)
        {
            for (var k = i + 1; k < boxes.Length; k++)
            {
                Assert.False(Overlap(boxes[i], boxes[k]), $"{boxes[i].Box.Id} and {boxes[k].Box.Id}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Journeys))]
    public void Layout_Lines_CrossNoBoxThatTheyDoNotTouch(string journey)
    {
        var placement = Place(Model(journey));
        foreach (var line in placement.Lines)
        {
            foreach (var (from, to) in line.Points.Zip(line.Points.Skip(1)))
            {
                Assert.DoesNotContain(placement.Boxes, b => Crosses(b, from, to));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Journeys))]
    public void Layout_Text_StaysInsideItsBox(string journey) => Assert.All(Place(Model(journey)).Boxes, box =>
    {
        var inside = box.Width - (2 * PlacedBox.PadX);
        Assert.All(box.Title, t => Assert.True(TextWidth.Of(t, PlacedBox.TitleSize, bold: true) <= inside, t));
        Assert.All(box.Details, t => Assert.True(TextWidth.Of(t, PlacedBox.DetailSize) <= inside, t));
        Assert.All(box.Times, t => Assert.True(TextWidth.Of(t, PlacedBox.MetaSize) <= inside, t));
    });

    [Theory]
    [MemberData(nameof(Journeys))]
    public void Layout_AStepIsAdded_NothingMovesSideways(string journey)
    {
        var model = Model(journey);
        var before = Place(model).Boxes.ToDictionary(b => b.Box.Id, b => b.X, StringComparer.Ordinal);
        var blocks = Blocks(model.Flow).ToList();
        foreach (var block in blocks.Where(b => !b.Parts.IsEmpty))
        {
            var grown = Place(model with { Flow = WithStep(model.Flow, block) }).Boxes;
            Assert.Equal(before.Count + 1, grown.Length);
            Assert.All(grown.Where(b => before.ContainsKey(b.Box.Id)), b => Assert.Equal(before[b.Box.Id], b.X));
        }
    }

    [Theory]
    [MemberData(nameof(Journeys))]
    public void Svg_OfEveryJourney_IsWellFormedAndReadsAloud(string journey)
    {
        var model = Model(journey);
        var svg = XDocument.Parse(SvgWriter.Write(model)).Root!;
        Assert.Equal("img", svg.Attribute("role")?.Value);
        Assert.Contains(svg.Elements(), e => e.Name.LocalName == "title" && e.Value.Contains(journey, StringComparison.Ordinal));
        var boxes = svg.Elements().Where(e => e.Name.LocalName == "g").ToList();
        Assert.Equal(model.Boxes.Length, boxes.Count);
        Assert.All(boxes, b => Assert.Equal("title", b.Elements().First().Name.LocalName));
        Assert.DoesNotContain(svg.Descendants(), e => e.Attributes().Any(a => a.Name.LocalName is "href" or "src"));
    }

    [Theory]
    [MemberData(nameof(Journeys))]
    public void Svg_WithNotes_SaysThemInEveryBox_AndStaysInItsFrame(string journey)
    {
        var model = Model(journey);
        var noted = model.Boxes.Where(b => b.Kind != BoxKind.Join).ToList();
        var svg = XDocument.Parse(SvgWriter.Write(model, b => new BoxNote($"{b.Id} <here>", "& so far", "#L1"))).Root!;
        var links = svg.Elements().Where(e => e.Name.LocalName == "a").ToList();
        Assert.Equal(noted.Select(b => $"{b.Id} <here>").Order(StringComparer.Ordinal), links.Select(l => l.Descendants().Single(d => d.Attribute("class")?.Value == "here").Value).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(svg.Descendants(), e => e.Name.LocalName == "style");
        Assert.All(links.SelectMany(l => l.Descendants()).Where(e => e.Name.LocalName == "rect"), box =>
            Assert.All(box.Parent!.Elements().Where(e => e.Name.LocalName == "text"), text =>
                Assert.InRange(Number(text, "y"), Number(box, "y"), Number(box, "y") + Number(box, "height"))));
    }

    [Theory]
    [MemberData(nameof(Journeys))]
    public void Json_OfEveryJourney_HoldsTheModel(string journey)
    {
        var model = Model(journey);
        using var json = JsonDocument.Parse(GraphJson.Write(model));
        Assert.Equal(model.Boxes.Select(b => b.Id), json.RootElement.GetProperty("boxes").EnumerateArray().Select(b => b.GetProperty("id").GetString()));
        Assert.Equal(model.Edges.Length, json.RootElement.GetProperty("edges").GetArrayLength());
    }

    [Fact]
    public void Writers_TextsWithMarkup_EscapeThem()
    {
        var box = new GraphBox("a", BoxKind.Message, "say <b>\"hi\"</b> & 'bye' `x` \\ \u0001", ["1 < 2"], ["a"]);
        var model = new GraphModel("odd", 1, "a -->", ["<i>"], new([new(box, Composition.Plain, [], null)]), [box], []);
        Assert.Contains("say <b>\"hi\"</b> & 'bye' `x` \\", XDocument.Parse(SvgWriter.Write(model)).Root!.Value, StringComparison.Ordinal);
        Assert.Contains("say #lt;b#gt;#quot;hi#quot;#lt;/b#gt; #amp; 'bye' #96;x#96; \\", MermaidWriter.Write(model), StringComparison.Ordinal);
        Assert.Contains("say <b>\\\"hi\\\"</b> & 'bye' `x` \\\\", DotWriter.Write(model), StringComparison.Ordinal);
    }

    private static (Workspace Workspace, Journey Journey) Find(string journey) => All.Single(a => a.Journey.Name == journey);

    private static GraphModel Model(string journey) => Find(journey) is var (workspace, program) ? GraphBuilder.Build(workspace, program) : throw new InvalidOperationException();

    private static Placement Place(GraphModel model) => SvgLayout.Place(model.Flow, 0, 0, noted: false);

    private static double Number(XElement element, string attribute) => XmlConvert.ToDouble(element.Attribute(attribute)!.Value);

    private static bool Overlap(PlacedBox a, PlacedBox b) => a.X < b.X + b.Width && b.X < a.X + a.Width && a.Y < b.Bottom && b.Y < a.Bottom;

    private static bool Crosses(PlacedBox box, (double X, double Y) from, (double X, double Y) to) =>
        Math.Min(from.X, to.X) < box.X + box.Width - 1 && Math.Max(from.X, to.X) > box.X + 1
        && Math.Min(from.Y, to.Y) < box.Bottom - 1 && Math.Max(from.Y, to.Y) > box.Y + 1;

    private static IEnumerable<GraphBlock> Blocks(GraphBlock block) => block.Parts.SelectMany(p => p.Ways).SelectMany(w => Blocks(w.Block)).Prepend(block);

    private static GraphBlock WithStep(GraphBlock block, GraphBlock where)
    {
        var parts = block.Parts.Select(p => p with { Ways = [.. p.Ways.Select(w => w with { Block = WithStep(w.Block, where) })] }).ToImmutableArray();
        return new(ReferenceEquals(block, where) ? parts.Insert(0, new(new GraphBox("added", BoxKind.Wait, "wait 3 days", [], []), Composition.Plain, [], null)) : parts);
    }
}
