namespace Personalization.Journeys.Language.Diagnostics;

/// <summary>Colours of a terminal, or none.</summary>
internal sealed class Paint(bool colour)
{
    public string Severity(Severity severity, string text) => Coloured(text, severity switch
    {
        Diagnostics.Severity.Error => "1;31",
        Diagnostics.Severity.Warning => "1;33",
        _ => "1;36",
    });

    public string Strong(string text) => Coloured(text, "1");

    public string Frame(string text) => Coloured(text, "34");

    public string Edit(string text) => Coloured(text, "32");

    private string Coloured(string text, string code) => colour ? $"\u001b[{code}m{text}\u001b[0m" : text;
}
