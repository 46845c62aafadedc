using Personalization.Journeys.Cli.Terminal;

namespace Personalization.Journeys.Cli.Tests.Support;

/// <summary>Runs `journey` in this process, in a folder of its own.</summary>
public sealed class Shell : IDisposable
{
    public Shell() => Folder = Directory.CreateTempSubdirectory("journey-").FullName;

    public string Folder { get; }

    public string At(string path) => Path.Combine(Folder, path);

    public string Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text.ReplaceLineEndings("\n"));
        return At(path);
    }

    public async Task<Answer> RunAsync(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = await new App(new CommandIo(output, error, Folder)).RunAsync(args);
        return new Answer(code, output.ToString(), error.ToString());
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    public sealed record Answer(int Code, string Output, string Error);
}
