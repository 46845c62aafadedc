namespace Personalization.Journeys.Cli.Terminal;

/// <summary>What a command tells the shell.</summary>
internal static class ExitCode
{
    public const int Fine = 0;

    /// <summary>The answer is no: errors found, tests failed, files differ.</summary>
    public const int No = 1;

    public const int Misuse = 2;

    /// <summary>The machine failed: a disk, a missing file of the program itself.</summary>
    public const int Environment = 3;
}
