using System.Collections.Immutable;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Templates;

/// <summary>A body file, compiled: plain HTML with values, loops and conditions.</summary>
public sealed record TemplateBody(SourceText Source, ImmutableArray<BodyNode> Nodes);

public abstract record BodyNode;

public sealed record BodyText(string Html) : BodyNode;

/// <summary>Where in the HTML a value stands decides how it is escaped.</summary>
public enum EscapeContext
{
    Text,
    Attribute,
    Url,
}

public sealed record BodyValue(Expression Value, EscapeContext Context) : BodyNode;

public sealed record BodyEach(string Name, Expression List, ImmutableArray<BodyNode> Nodes) : BodyNode;

public sealed record BodyIf(Expression Condition, ImmutableArray<BodyNode> Nodes) : BodyNode;
