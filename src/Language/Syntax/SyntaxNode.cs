using System.Collections.Immutable;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Syntax;

/// <summary>What the parser made of a stretch of text. Nodes carry no meaning: names are not resolved, types not known.</summary>
internal abstract record SyntaxNode(Span Span);

/// <summary>A name as written. An empty <see cref="Text"/> stands for a name that is not there (already reported).</summary>
internal sealed record NameSyntax(string Text, Span Span) : SyntaxNode(Span);

/// <summary>`order_placed.items.sku`</summary>
internal sealed record PathSyntax(ImmutableArray<NameSyntax> Names, Span Span) : SyntaxNode(Span);

/// <summary>`name = value`, of `with`, `return`, `given` and records.</summary>
internal sealed record BindingSyntax(NameSyntax Name, ExpressionSyntax Value, Span Span) : SyntaxNode(Span);

/// <summary>The tree of one file; broken lines are left out of it and reported.</summary>
internal sealed record FileSyntax(SourceText Source, ImmutableArray<DeclarationSyntax> Declarations, Span Span) : SyntaxNode(Span);
