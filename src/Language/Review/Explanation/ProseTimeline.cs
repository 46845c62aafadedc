using System.Text;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Review.Explanation;

/// <summary>The steps as a list with times since entry on the left and branches as a tree.</summary>
internal sealed class ProseTimeline
{
    private const int AlignedLabel = 24;

    /// <summary>Spaces that stay together when lines are broken.</summary>
    private const string Gap = "\u00a0\u00a0 ";

    private readonly StringBuilder _text = new();
    private readonly Timing _timing;
    private readonly StepProse _words;
    private readonly int _timeWidth;
    private string _lastTime = "";
    private string _rest = "";
    private string _restTree = "";
    private int _loops;

    private ProseTimeline(Timing timing, StepProse words, int timeWidth)
    {
        _timing = timing;
        _words = words;
        _timeWidth = timeWidth;
    }

    public static string Write(Block flow, Timing timing, StepProse words)
    {
        var width = flow.Steps.SelectMany(s => Split(Time(timing[s.Id]))).Append("+0").Max(t => t.Length);
        var timeline = new ProseTimeline(timing, words, width + 2);
        timeline.Line("+0", "", "", "enters");
        timeline.Nodes(flow, "");
        if (!flow.Ends)
        {
            timeline.Line("", "", "", "→ finished");
        }

        timeline.Flush();
        return timeline._text.ToString();
    }

    /// <summary>A long span takes two lines, so that its column stays narrow.</summary>
    private static string[] Split(string time) =>
        time.Length > 16 && time.IndexOf(" to ", StringComparison.Ordinal) is > 0 and var at ? [time[..at], time[(at + 1)..]] : [time];

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
        var ways = node.Ways.Where(w => w is not ElseWay || !w.Block.IsEmpty).ToList();
        var isIf = node.Step is BranchStep && ways.Count == 1;
        if (isIf && Inline(ways[0].Block, out var start) is { } then && start == time && Fits(tree, _words.Of(node), then))
        {
            Line(time, tree, tree, _words.Of(node) + Gap + then);
            return;
        }

        Line(time, tree, tree, _words.Of(node) + (isIf ? ":" : ""));
        var loop = node.Step is LoopStep or EachStep ? 1 : 0;
        _loops += loop;
        var labels = ways.Max(w => (int?)StepProse.Of(w, node).Length) ?? 0;
        foreach (var way in ways)
        {
            var isLast = way == ways[^1];
            if (isIf)
            {
                Nodes(way.Block, tree + "   ");
            }
            else
            {
                Way(StepProse.Of(way, node), Math.Min(labels, AlignedLabel), way.Block, tree + (isLast ? "└─ " : "├─ "), tree + (isLast ? "   " : "│  "));
            }
        }

        _loops -= loop;
    }

    private void Way(string label, int width, Block block, string first, string rest)
    {
        if (Inline(block, out var time) is { } inline && Fits(first, label.PadRight(width), inline))
        {
            Line(time, first, rest, label.Length == 0 ? inline : label + new string('\u00a0', Math.Max(0, width - label.Length)) + Gap + inline);
        }
        else if (label.Length == 0 && block.Nodes is [{ Ways.IsEmpty: true } only])
        {
            Line(Time(only.Step), first, rest, _words.Of(only));
        }
        else
        {
            Line("", first, rest, label.Length == 0 ? "all of this:" : $"{label}:");
            Nodes(block, rest);
        }
    }

    private bool Fits(string tree, string label, string inline) =>
        tree.Length + label.Length + Gap.Length + inline.Length <= TextLines.PageWidth - _timeWidth;

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

        return string.Join(Gap, told.Select(_words.Of));
    }

    private string Time(Step step) => _loops > 0 ? "" : Time(_timing[step.Id]);

    private void Line(string time, string tree, string continued, string text)
    {
        var shown = time.Length > 0 && time != _lastTime ? time : "";
        _lastTime = time.Length > 0 ? time : _lastTime;
        var lines = TextLines.Wrap(text, Math.Max(40, TextLines.PageWidth - _timeWidth - tree.Length));
        if (shown.Length > 0)
        {
            Flush();
            var parts = Split(shown);
            shown = parts[0];
            _rest = parts.Length > 1 ? parts[1] : "";
            _restTree = continued;
        }

        for (var i = 0; i < lines.Count; i++)
        {
            var line = $"  {(i == 0 && shown.Length > 0 ? shown : Rest()).PadRight(_timeWidth)}{(i == 0 ? tree : continued + "  ")}{lines[i]}";
            _text.Append(line.Replace('\u00a0', ' ').TrimEnd()).Append('\n');
        }
    }

    /// <summary>The second half of a long span stands on the next line that has no time of its own.</summary>
    private string Rest()
    {
        var rest = _rest;
        _rest = "";
        return rest;
    }

    private void Flush()
    {
        if (_rest.Length > 0)
        {
            _text.Append($"  {Rest().PadRight(_timeWidth)}{_restTree}".TrimEnd()).Append('\n');
        }
    }
}
