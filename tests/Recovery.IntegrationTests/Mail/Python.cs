using System.Diagnostics;

namespace Personalization.Journeys.Recovery.IntegrationTests.Mail;

/// <summary>A script beside the tests, run by the machine's own `python3`.</summary>
internal static class Python
{
    public static async Task<IReadOnlyList<string>> RunAsync(string script, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("python3") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(script);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException("python3 did not start; tests/run.sh installs it.");
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
