using System.CommandLine;
using Personalization.Journeys.Cli.Terminal;
using Personalization.Journeys.Cli.Workspaces;
using Personalization.Journeys.Language.Review.Graph;

namespace Personalization.Journeys.Cli.Commands;

/// <summary>`journey graph`: a journey as a picture.</summary>
internal static class GraphCommand
{
    public static Command Create(CommandIo io)
    {
        var name = new Argument<string>("JOURNEY") { Description = "The journey's name." };
        var path = Choice.Path();
        var format = Choice.Format("svg", "mermaid", "dot", "json");
        var target = new Option<string?>("--out") { Description = "The file to write; the terminal when left out." };
        var command = new Command("graph", "Draws a journey.") { name, path, format, target };
        command.SetAction(parsed =>
        {
            var (compiled, refusal) = CompiledFolder.LoadRunnable(io, parsed.GetValue(path));
            if (compiled is null)
            {
                return io.Refuse(refusal!);
            }

            var (journey, unknown) = compiled.Journey(parsed.GetRequiredValue(name));
            return journey is null
                ? io.Refuse(unknown!)
                : Write(io, GraphBuilder.Build(compiled.Workspace, journey), parsed.GetRequiredValue(format), parsed.GetValue(target));
        });
        return command;
    }

    private static int Write(CommandIo io, GraphModel graph, string format, string? target)
    {
        var text = format switch
        {
            "mermaid" => MermaidWriter.Write(graph),
            "dot" => DotWriter.Write(graph),
            "json" => GraphJson.Write(graph),
            _ => SvgWriter.Write(graph),
        };
        if (target is null)
        {
            io.Output.Write(text);
            return ExitCode.Fine;
        }

        TextFile.Replace(io.PathOf(target), text);
        io.Output.WriteLine($"wrote {target}");
        return ExitCode.Fine;
    }
}
