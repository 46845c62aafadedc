using System.Diagnostics;

namespace Personalization.Journeys.Language.Review.Graph;

/// <summary>One colour a kind, on light and on dark ground.</summary>
internal static class Palette
{
    public static string Light(BoxKind kind) => Colors(kind).Light;

    public static string Dark(BoxKind kind) => Colors(kind).Dark;

    private static (string Light, string Dark) Colors(BoxKind kind) => kind switch
    {
        BoxKind.Enter => ("#15803d", "#4ade80"),
        BoxKind.Message => ("#1d4ed8", "#7aa2ff"),
        BoxKind.Wait => ("#94620a", "#e7b552"),
        BoxKind.Decision => ("#7c3aed", "#b794f6"),
        BoxKind.Chance => ("#be185d", "#f472b6"),
        BoxKind.Call or BoxKind.Run => ("#0f766e", "#4fd1c5"),
        BoxKind.Write or BoxKind.Value => ("#57606a", "#a3b0bd"),
        BoxKind.Fork or BoxKind.Join or BoxKind.Loop => ("#7c3aed", "#b794f6"),
        BoxKind.Nothing => ("#8c959f", "#6e7a86"),
        BoxKind.Stop or BoxKind.Exit => ("#b42318", "#f28b82"),
        _ => throw new UnreachableException(),
    };
}
