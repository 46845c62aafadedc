using System.CommandLine;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Cli.Workspaces;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Formatting;

namespace Personalization.Journeys.Cli.Commands;

/// <summary>`journey fmt`: one layout for every text. Needs no workspace, only files.</summary>
internal static class FmtCommand
{
    public static Command Create(CommandIo io)
    {
        var path = Choice.Path();
        var check = new Option<bool>("--check") { Description = "Writes nothing; says which files would change." };
        var command = new Command("fmt", "Lays texts out in the one way.") { path, check };
        command.SetAction(parsed => Run(io, parsed.GetValue(path) ?? ".", parsed.GetValue(check)));
        return command;
    }

    private static int Run(CommandIo io, string path, bool check)
    {
        var start = io.PathOf(path);
        var files = File.Exists(start) ? [start]
            : Directory.Exists(start) ? FolderWalk.Files(start).Where(f => f.EndsWith(".journey", StringComparison.Ordinal)).ToList()
            : null;
        if (files is null)
        {
            return io.Refuse(Refusal.Misuse($"there is no file or folder `{path}`"));
        }

        int changed = 0, unreadable = 0;
        foreach (var file in files)
        {
            var (text, problems) = TextFile.Read(file, io.Shown(file));
            if (!problems.IsEmpty)
            {
                unreadable++;
                io.Error.Write(DiagnosticRenderer.Render(problems));
                continue;
            }

            var formatted = Formatter.Format(text);
            if (formatted == text.Text)
            {
                continue;
            }

            changed++;
            io.Output.WriteLine($"{(check ? "would change" : "formatted")} {text.Path}");
            if (!check)
            {
                TextFile.Replace(file, formatted);
            }
        }

        io.Output.WriteLine($"{Counted.Of(files.Count, "file")}, {(changed == 0 ? "all in their layout" : check ? $"{changed} would change" : $"{changed} formatted")}");
        return unreadable > 0 || (check && changed > 0) ? ExitCode.No : ExitCode.Fine;
    }
}
