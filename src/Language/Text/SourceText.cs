using System.Collections.Immutable;

namespace Personalization.Journeys.Language.Text;

/// <summary>One file of a workspace: its path relative to the workspace root, with forward slashes, and its text.</summary>
public sealed class SourceText
{
    private readonly ImmutableArray<int> _lineStarts;

    public SourceText(string path, string text)
    {
        Path = path;
        Text = text;
        _lineStarts = FindLineStarts(text);
    }

    public string Path { get; }

    public string Text { get; }

    public int LineCount => _lineStarts.Length;

    /// <summary>Line (1-based) and column (1-based, in characters as a reader counts them) of an offset.</summary>
    public (int Line, int Column) PositionOf(int offset)
    {
        var line = LineIndexOf(offset);
        var column = 1;
        for (var i = _lineStarts[line]; i < offset && i < Text.Length; i++)
        {
            if (!char.IsLowSurrogate(Text[i]))
            {
                column++;
            }
        }

        return (line + 1, column);
    }

    /// <summary>The text of a line (1-based) without its line end.</summary>
    public string LineText(int line)
    {
        var start = _lineStarts[line - 1];
        var end = line < _lineStarts.Length ? _lineStarts[line] : Text.Length;
        return Text[start..end].TrimEnd('\r', '\n');
    }

    /// <summary>The offset at which a line (1-based) starts.</summary>
    public int LineStart(int line) => _lineStarts[line - 1];

    private int LineIndexOf(int offset)
    {
        var index = _lineStarts.BinarySearch(offset);
        return index >= 0 ? index : ~index - 1;
    }

    private static ImmutableArray<int> FindLineStarts(string text)
    {
        var starts = ImmutableArray.CreateBuilder<int>();
        starts.Add(0);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n')
            {
                starts.Add(i + 1);
            }
        }

        return starts.ToImmutable();
    }
}
