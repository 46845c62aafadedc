using System.Collections.Immutable;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Diagnostics;

public enum Severity
{
    Error,
    Warning,
    Note,
}

/// <summary>Another place that explains a diagnostic, in any file; shown underlined with dashes.</summary>
public sealed record RelatedPlace(Location Location, string Label);

/// <summary>Replaces a span of the diagnostic's own file.</summary>
public sealed record TextEdit(Span Span, string NewText);

/// <summary>
/// What is wrong with a text, as data. <see cref="Message"/> is one sentence without a period, in the author's words;
/// <see cref="Why"/> says what would happen to a customer; <see cref="Help"/> what to write instead.
/// A <see cref="Fix"/> is only there when it can be applied without asking.
/// </summary>
public sealed record Diagnostic(string Code, Severity Severity, Location Location, string Message)
{
    /// <summary>The words at the carets, at most 60 characters.</summary>
    public string? Label { get; init; }

    public ImmutableArray<RelatedPlace> Related { get; init; } = [];

    public string? Why { get; init; }

    public string? Help { get; init; }

    public ImmutableArray<TextEdit> Fix { get; init; } = [];

    /// <summary>An edit to show below <see cref="Help"/> that the author has to judge; <see cref="Fix"/> is shown when there is none.</summary>
    public ImmutableArray<TextEdit> Suggestion { get; init; } = [];
}
