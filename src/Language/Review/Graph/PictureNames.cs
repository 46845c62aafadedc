using System.Text;

namespace Personalization.Journeys.Language.Review.Graph;

/// <summary>Names for boxes in languages that know only letters and digits; made from the step's id, so they stay when others change.</summary>
internal static class PictureNames
{
    public static Dictionary<string, string> Of(GraphModel model)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var box in model.Boxes)
        {
            var text = new StringBuilder("s_");
            foreach (var c in box.Id)
            {
                text.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
            }

            var name = text.ToString();
            while (!used.Add(name))
            {
                name += "_";
            }

            names[box.Id] = name;
        }

        return names;
    }
}
