using System.Globalization;
using Personalization.Journeys.Language;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Tests.Support;

/// <summary>Workspaces compiled for tests.</summary>
public static class Compiled
{
    private static readonly Lazy<Compilation> _aurora = new(() => Folder("aurora"));

    public static Compilation Aurora => _aurora.Value;

    /// <summary>A folder of `tests/Samples`, with every other text file as a body.</summary>
    public static Compilation Folder(string relative)
    {
        var folder = Samples.Folder(relative);
        var bodies = Directory.EnumerateFiles(folder, "*.html", SearchOption.AllDirectories)
            .Select(file => new SourceText(Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllText(file)))
            .OrderBy(b => b.Path, StringComparer.Ordinal);
        return JourneyCompiler.Compile(new WorkspaceFiles([.. Samples.In(relative)], [.. bodies]));
    }

    public static Compilation Text(string text, params (string Path, string Html)[] bodies) =>
        JourneyCompiler.Compile(new WorkspaceFiles([new SourceText("main.journey", text)], [.. bodies.Select(b => new SourceText(b.Path, b.Html))]));

    /// <summary>The program of files that must hold no errors.</summary>
    public static Workspace Program(params SourceText[] files) => Program(JourneyCompiler.Compile(new WorkspaceFiles([.. files], [])));

    public static Workspace Program(string text) => Program(Text(text));

    /// <summary>One line a diagnostic: `path:line:column code message`, the least severe asked for and everything above.</summary>
    public static string Shown(Compilation compilation, Severity least = Severity.Note) => string.Join('\n', compilation.Diagnostics
        .Where(d => d.Severity <= least)
        .Select(d => string.Create(CultureInfo.InvariantCulture, $"{d.Location.Path}:{d.Location.Line}:{d.Location.Column} {d.Code} {d.Message}")));

    private static Workspace Program(Compilation compilation)
    {
        Assert.Equal("", Shown(compilation, Severity.Error));
        return compilation.Workspace;
    }
}
