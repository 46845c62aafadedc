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

    /// <summary>A part of a link, such as a parameter: percent-encoded.</summary>
    Url,

    /// <summary>The start of a link: a value here decides where it leads, so only known schemes may stand.</summary>
    WholeUrl,
}

public sealed record BodyValue(Expression Value, EscapeContext Context) : BodyNode;

public sealed record BodyEach(string Name, Expression List, ImmutableArray<BodyNode> Nodes) : BodyNode;

public sealed record BodyIf(Expression Condition, ImmutableArray<BodyNode> Nodes) : BodyNode;
