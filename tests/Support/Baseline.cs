using System.Runtime.CompilerServices;

namespace Personalization.Journeys.Tests.Support;

/// <summary>
/// Compares a result with the `*.verified.txt` beside its sample. A difference leaves a `*.received.txt`;
/// with UPDATE_BASELINES=1 the verified file is rewritten instead.
/// </summary>
public static class Baseline
{
    private static bool Updates => Environment.GetEnvironmentVariable("UPDATE_BASELINES") == "1";

    /// <param name="path">Where the baseline stands, without `.verified.txt`.</param>
    public static void Verify(string path, string actual)
    {
        var verified = path + ".verified.txt";
        var received = path + ".received.txt";
        actual = actual.ReplaceLineEndings("\n");
        var expected = File.Exists(verified) ? File.ReadAllText(verified).ReplaceLineEndings("\n") : null;
        if (expected == actual)
        {
            File.Delete(received);
            return;
        }

        if (Updates)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(verified)!);
            File.WriteAllText(verified, actual);
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, actual);
        Assert.Fail($"{Path.GetFileName(verified)} {(expected is null ? "is missing" : "differs")}; UPDATE_BASELINES=1 accepts this:\n{actual}");
    }

    /// <summary>A baseline in a `Baselines` folder beside the test that asks.</summary>
    public static void VerifyBeside(string name, string actual, [CallerFilePath] string test = "") =>
        Verify(Path.Combine(Path.GetDirectoryName(test)!, "Baselines", name), actual);
}
