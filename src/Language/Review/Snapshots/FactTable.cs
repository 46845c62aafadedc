using System.Text;

namespace Personalization.Journeys.Language.Review.Snapshots;

/// <summary>Lines of a label, a kind and the rest, each column wide enough for the usual and never for the longest: a long name must not move its neighbours.</summary>
internal sealed class FactTable
{
    private const int LabelWidth = 24;
    private const int KindWidth = 14;

    private readonly StringBuilder _text = new();

    public void Title(string text) => _text.Append(text).Append('\n');

    public void Gap() => _text.Append('\n');

    public void Fact(string label, string kind, string rest = "")
    {
        var line = Column(label, LabelWidth) + (rest.Length == 0 ? kind : Column(kind, KindWidth) + rest);
        _text.Append(line.TrimEnd()).Append('\n');
    }

    public override string ToString() => _text.ToString();

    private static string Column(string text, int width) => text.Length < width ? text.PadRight(width) : text + "  ";
}
