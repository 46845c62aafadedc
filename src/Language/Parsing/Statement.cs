using System.Collections.Immutable;
using Personalization.Journeys.Language.Syntax;
using Personalization.Journeys.Language.Text;
using Sprache;

namespace Personalization.Journeys.Language.Parsing;

/// <summary>A line that was understood: what it becomes once its block is read, and what the block holds.</summary>
internal sealed record Statement(Context? Opens, bool NeedsBlock, Func<ImmutableArray<SyntaxNode>, Span, SyntaxNode> Build)
{
    /// <summary>A statement without a block.</summary>
    public static Statement Line(Func<Span, SyntaxNode> build) => new(null, false, (_, span) => build(span));

    public static Statement Block(Context opens, Func<ImmutableArray<SyntaxNode>, Span, SyntaxNode> build) => new(opens, true, build);

    public static Statement MayBlock(Context opens, Func<ImmutableArray<SyntaxNode>, Span, SyntaxNode> build) => new(opens, false, build);
}

/// <summary>How lines that start with a word are read. <see cref="Opens"/> says what a block below holds when the line itself is broken.</summary>
internal sealed record Rule(Parser<Statement> Parser, Context? Opens = null);

/// <summary>A line of a block that is no node of its own, only a value of the node around it.</summary>
internal sealed record Item(string Key, object? Value, Span Span) : SyntaxNode(Span);

/// <summary>A line that could not be read. Its block is kept; <see cref="Word"/> is what it started with, or was meant to.</summary>
internal sealed record BrokenLine(string? Word, ImmutableArray<SyntaxNode> Block, Span Span) : SyntaxNode(Span);

internal static class BlockItems
{
    public static IEnumerable<T> All<T>(this ImmutableArray<SyntaxNode> block, string key) =>
        block.OfType<Item>().Where(i => i.Key == key).Select(i => (T)i.Value!);

    public static T? One<T>(this ImmutableArray<SyntaxNode> block, string key)
        where T : class => block.All<T>(key).FirstOrDefault();

    public static T? Value<T>(this ImmutableArray<SyntaxNode> block, string key)
        where T : struct => block.OfType<Item>().Where(i => i.Key == key).Select(i => (T?)i.Value).FirstOrDefault();

    public static ImmutableArray<T> Nodes<T>(this ImmutableArray<SyntaxNode> block) => [.. block.OfType<T>()];

    public static ImmutableArray<StepSyntax> Steps(this ImmutableArray<SyntaxNode> block) => block.Nodes<StepSyntax>();
}
