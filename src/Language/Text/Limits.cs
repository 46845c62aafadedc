namespace Personalization.Journeys.Language.Text;

/// <summary>What a file may measure at most. Beyond lies no text that a person would review.</summary>
internal static class Limits
{
    public const int Lines = 10_000;
    public const int Columns = 1_000;
    public const int Brackets = 64;
    public const int Blocks = 32;
    public const int NameLength = 64;
    public const int Steps = 2_000;

    /// <summary>Words and marks of one statement with its clause lines.</summary>
    public const int StatementLength = 2_000;
}
