using System.CommandLine;
using System.Text.RegularExpressions;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Cli.Workspaces;
using Personalization.Journeys.Language.Diagnostics;

namespace Personalization.Journeys.Cli.Commands;

/// <summary>`journey fix`: mends what needs no judgement; everything else stays for the author.</summary>
internal static partial class FixCommand
{
    // One fix can uncover the next mistake of its line; a text that still changes after this many looks is left as it is.
    private const int MostLooks = 8;

    public static Command Create(CommandIo io)
    {
        var words = new Argument<string[]>("PATH CODE…")
        {
            Description = "The workspace (this folder when left out), and the codes to mend (all when left out).",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new Command("fix", "Mends what can be mended without asking.") { words };
        command.SetAction(parsed => Run(io, parsed.GetValue(words) ?? []));
        return command;
    }

    private static int Run(CommandIo io, string[] words)
    {
        var codes = words.Where(w => Code().IsMatch(w)).ToHashSet(StringComparer.Ordinal);
        var paths = words.Where(w => !Code().IsMatch(w)).ToList();
        if (paths.Count > 1)
        {
            return io.Refuse(Refusal.Misuse($"`{paths[1]}` is neither a code nor the one workspace", "a code looks like JRN0107"));
        }

        var total = 0;
        for (var look = 1; ; look++)
        {
            var (compiled, refusal) = CompiledFolder.Load(io, paths.FirstOrDefault());
            if (compiled is null)
            {
                return io.Refuse(refusal!);
            }

            var applied = Mend(io, compiled, codes);
            total += applied;
            if (applied == 0 || look == MostLooks)
            {
                var left = compiled.Diagnostics.Count(d => d.Severity == Severity.Error);
                io.Output.WriteLine($"{Counted.Of(total, "fix", "fixes")} applied, {Counted.Of(left, "error")} left");
                return left > 0 ? ExitCode.No : ExitCode.Fine;
            }
        }
    }

    private static int Mend(CommandIo io, CompiledFolder compiled, HashSet<string> codes)
    {
        var total = 0;
        var wanted = compiled.Diagnostics.Where(d => codes.Count == 0 || codes.Contains(d.Code)).ToList();
        foreach (var source in compiled.Folder.Files.Sources.Concat(compiled.Folder.Files.Bodies))
        {
            var (text, applied) = Fixes.Apply(source, wanted);
            if (applied > 0)
            {
                TextFile.Replace(Path.Combine(compiled.Folder.Root, source.Path), text);
                io.Output.WriteLine($"{source.Path}: {Counted.Of(applied, "fix", "fixes")}");
                total += applied;
            }
        }

        return total;
    }

    [GeneratedRegex("^JRN[0-9]{4}$")]
    private static partial Regex Code();
}
