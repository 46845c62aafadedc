using System.Text;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Review.Explanation;

/// <summary>The steps as a list with times since entry on the left and branches as a tree.</summary>
internal sealed class ProseTimeline
{
    private readonly StringBuilder _text = new();
    private readonly Timing _timing;
    private readonly StepProse _words;
    private readonly int _timeWidth;
    private string _lastTime = "";
    private int _loops;

    private ProseTimeline(Timing timing, StepProse words, int timeWidth)
    {
        _timing = timing;
        _words = words;
        _timeWidth = timeWidth;
    }

    public static string Write(Block flow, Timing timing, StepProse words)
    {
        var width = flow.Steps.Select(s => Time(timing[s.Id])).Append("+0").Max(t => t.Length);
        var timeline = new ProseTimeline(timing, words, width + 2);
        timeline.Line("+0", "", "", "enters");
        timeline.Nodes(flow, "");
        if (!flow.Ends)
        {
            timeline.Line("", "", "", "→ finished");
        }

        return timeline._text.ToString();
    }

    private static string Time(Elapsed? since) => since?.ToString() ?? "";

    private void Nodes(Block block, string tree)
    {
        for (var i = 0; i < block.Nodes.Length; i++)
        {
            var node = block.Nodes[i];
            if (IsTold(node, i, block))
            {
                Node(node, tree);
            }
        }
    }

    /// <summary>A plain wait is told by the time of the step behind it, where times can be told.</summary>
    private bool IsTold(Node node, int index, Block block) =>
        !(node.Step is WaitStep { Late: null } && _loops == 0 && index + 1 < block.Nodes.Length);

    private void Node(Node node, string tree)
    {
        var time = Time(node.Step);
        if (node.Step is not BranchStep)
        {
            Line(time, tree, tree, _words.Of(node.Step));
        }

        if (node.Step is LoopStep or EachStep)
        {
            _loops++;
        }

        var ways = node.Ways.Where(w => w is not ElseWay || !w.Block.IsEmpty).ToList();
        foreach (var way in ways)
        {
            Way(way, node, time, tree, way == ways[^1]);
        }

        if (node.Step is LoopStep or EachStep)
        {
            _loops--;
        }
    }

    private void Way(Way way, Node node, string time, string tree, bool isLast)
    {
        var first = tree + (isLast ? "└─ " : "├─ ");
        var rest = tree + (isLast ? "   " : "│  ");
        var label = StepProse.Of(way, node);
        var inline = Inline(way.Block, out var inlineTime);
        var start = node.Step is BranchStep && way == node.Ways[0] ? time : "";
        var gap = label.Length == 0 ? "" : "   ";
        if (inline is not null && first.Length + label.Length + gap.Length + inline.Length <= TextLines.PageWidth - _timeWidth)
        {
            Line(inlineTime, first, rest, label + gap + inline);
            return;
        }

        Line(start, first, rest, label.Length == 0 ? "all of this:" : $"{label}:");
        Nodes(way.Block, rest);
    }

    /// <summary>One or two plain steps that fit behind the label.</summary>
    private string? Inline(Block block, out string time)
    {
        var told = block.Nodes.Where((n, i) => IsTold(n, i, block)).ToList();
        time = told.Count > 0 ? Time(told[0].Step) : "";
        if (block.IsEmpty)
        {
            return "goes on";
        }

        if (told.Count > 2 || told.Exists(n => !n.Ways.IsEmpty) || (told.Count == 2 && Time(told[1].Step) != time))
        {
            return null;
        }

        return string.Join("   ", told.Select(n => _words.Of(n.Step)));
    }

    private string Time(Step step) => _loops > 0 ? "" : Time(_timing[step.Id]);

    private void Line(string time, string tree, string continued, string text)
    {
        var shown = time.Length > 0 && time != _lastTime ? time : "";
        _lastTime = time.Length > 0 ? time : _lastTime;
        var lines = TextLines.Wrap(text, Math.Max(40, TextLines.PageWidth - _timeWidth - tree.Length));
        for (var i = 0; i < lines.Count; i++)
        {
            var line = $"  {(i == 0 ? shown : "").PadRight(_timeWidth)}{(i == 0 ? tree : continued + "  ")}{lines[i]}";
            _text.Append(line.TrimEnd()).Append('\n');
        }
    }
}
