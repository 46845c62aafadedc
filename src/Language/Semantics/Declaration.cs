using Personalization.Journeys.Language.Syntax;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Semantics;

/// <summary>A declaration with the file it stands in.</summary>
internal sealed record Declaration(DeclarationKind Kind, DeclarationSyntax Syntax, SourceText Source)
{
    public string Name => Syntax.Name.Text;

    public Location Location => new(Source, Syntax.Name.Span);
}
