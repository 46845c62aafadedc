using System.Collections.Immutable;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Lowering;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Review;
using Personalization.Journeys.Language.Text;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Language.Tests.Review;

/// <summary>What the reviewer reads is the language: put in the place of what the author wrote, it means the same.</summary>
public sealed class ReadBackTests
{
    [Fact]
    public void Of_EveryExpressionOfTheExamples_CompilesToTheSameProgram()
    {
        var original = Compiled.Aurora;
        var expressions = Expressions(original.Workspace).Where(e => e.Location is not null).ToList();
        Assert.True(expressions.Count > 150, $"{expressions.Count} expressions");

        var sources = original.Files.Sources.Select(s => Rewritten(s, expressions)).ToImmutableArray();
        var again = JourneyCompiler.Compile(original.Files with { Sources = sources });

        Assert.Equal("", Compiled.Shown(again, Severity.Error));
        Assert.Equal(Json(original.Workspace), Json(again.Workspace));
    }

    private static IEnumerable<Expression> Expressions(Workspace workspace) =>
    [
        .. workspace.Journeys.SelectMany(ProgramExpressions.Of),
        .. workspace.Segments.SelectMany(s => s.Conditions).SelectMany(ProgramExpressions.Of),
        .. workspace.Metrics.Select(m => m.Value),
        .. workspace.Rfms.Select(r => r.Value),
        .. workspace.Templates.SelectMany(t => t.Parts).Select(p => p.Text),
    ];

    private static SourceText Rewritten(SourceText source, IEnumerable<Expression> expressions)
    {
        var text = source.Text;
        foreach (var expression in expressions.Where(e => e.Location!.Path == source.Path).DistinctBy(e => e.Location!.Span).OrderByDescending(e => e.Location!.Span.Start))
        {
            var span = expression.Location!.Span;
            text = string.Concat(text.AsSpan(0, span.Start), ExpressionText.Of(expression), text.AsSpan(span.End));
        }

        return new SourceText(source.Path, text);
    }

    private static string Json(Workspace workspace) => CanonicalJson.Of(workspace, indented: true);
}
