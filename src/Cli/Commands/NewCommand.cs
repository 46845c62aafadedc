using System.CommandLine;
using Personalization.Journeys.Cli.Terminal;

namespace Personalization.Journeys.Cli.Commands;

/// <summary>`journey new`: a small working workspace to begin with.</summary>
internal static class NewCommand
{
    private const string Resources = "starter/";

    public static Command Create(CommandIo io)
    {
        var folder = new Argument<string>("DIR") { Description = "Where to write it; must be empty or not there yet.", DefaultValueFactory = _ => "." };
        var template = new Option<string>("--template") { Description = "Which one to begin with.", DefaultValueFactory = _ => "shop" };
        template.AcceptOnlyFromAmong("shop");
        var command = new Command("new", "A small working workspace with one journey, its test and templates.") { folder, template };
        command.SetAction(parsed => Run(io, parsed.GetRequiredValue(folder)));
        return command;
    }

    private static int Run(CommandIo io, string folder)
    {
        var root = io.PathOf(folder);
        if (File.Exists(root))
        {
            return io.Refuse(Refusal.Misuse($"`{folder}` is a file", "name a folder that is empty or not there yet"));
        }

        if (Directory.Exists(root) && Directory.EnumerateFileSystemEntries(root).Any(e => Path.GetFileName(e) != ".git"))
        {
            return io.Refuse(Refusal.Misuse($"`{folder}` is not empty; nothing was written", "name a folder that is empty or not there yet"));
        }

        var assembly = typeof(NewCommand).Assembly;
        var names = assembly.GetManifestResourceNames().Where(n => n.StartsWith(Resources, StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        foreach (var name in names)
        {
            var file = Path.Combine(root, name[Resources.Length..]);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            using var resource = assembly.GetManifestResourceStream(name)!;
            using var target = File.Create(file);
            resource.CopyTo(target);
            io.Output.WriteLine($"wrote {io.Shown(file)}");
        }

        var shown = io.Shown(root);
        io.Output.WriteLine();
        io.Output.WriteLine($"Now: journey check {shown} · journey test {shown} · journey graph welcome {shown} --out welcome.svg");
        return ExitCode.Fine;
    }
}
