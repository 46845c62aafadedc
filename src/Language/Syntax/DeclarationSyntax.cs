using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Syntax;

/// <summary>A top-level declaration. <see cref="Span"/> is its header line; <see cref="Documentation"/> its `##` lines without the marks.</summary>
internal abstract record DeclarationSyntax(NameSyntax Name, Span Span) : SyntaxNode(Span)
{
    public string? Documentation { get; init; }
}

internal sealed record WorkspaceSyntax(
    NameSyntax Name,
    int? LanguageVersion,
    TextSyntax? TimeZone,
    NameSyntax? Currency,
    NameSyntax? DefaultPolicy,
    CalendarDuration? LateAfter,
    CalendarDuration? KeepEvents,
    Span Span) : DeclarationSyntax(Name, Span);

internal sealed record PurposeSyntax(NameSyntax Name, bool NeedsConsent, Span Span) : DeclarationSyntax(Name, Span);

/// <summary>`customer:`; its name is `customer`.</summary>
internal sealed record CustomerSyntax(NameSyntax Name, ImmutableArray<FieldSyntax> Fields, Span Span) : DeclarationSyntax(Name, Span);

internal sealed record RecordSyntax(NameSyntax Name, ImmutableArray<FieldSyntax> Fields, Span Span) : DeclarationSyntax(Name, Span);

internal sealed record EventSyntax(NameSyntax Name, ImmutableArray<FieldSyntax> Fields, CalendarDuration? Keep, Span Span) : DeclarationSyntax(Name, Span);

internal sealed record CatalogSyntax(NameSyntax Name, NameSyntax Key, ImmutableArray<FieldSyntax> Fields, Span Span) : DeclarationSyntax(Name, Span);

internal sealed record ModelSyntax(
    NameSyntax Name,
    ImmutableArray<FieldSyntax> Takes,
    ImmutableArray<NameSyntax> Uses,
    PathSyntax? History,
    CalendarDuration? HistoryWindow,
    TypeSyntax? Gives,
    CalendarDuration? StaleAfter,
    Span Span) : DeclarationSyntax(Name, Span);

internal sealed record WebhookSyntax(
    NameSyntax Name,
    TextSyntax? Post,
    ImmutableArray<FieldSyntax> Takes,
    ImmutableArray<FieldSyntax> Gives,
    CalendarDuration? Timeout,
    int? Retry,
    Span Span) : DeclarationSyntax(Name, Span);

internal sealed record MetricSyntax(NameSyntax Name, ExpressionSyntax Value, Span Span) : DeclarationSyntax(Name, Span);

internal sealed record RfmSyntax(
    NameSyntax Name,
    NameSyntax? From,
    PathSyntax? Value,
    CalendarDuration? Over,
    int? LowestScore,
    int? HighestScore,
    Span Span) : DeclarationSyntax(Name, Span);

internal sealed record SegmentSyntax(NameSyntax Name, ImmutableArray<ConditionSyntax> Conditions, Span Span) : DeclarationSyntax(Name, Span);

internal sealed record PolicySyntax(
    NameSyntax Name,
    NameSyntax? Purpose,
    ImmutableArray<QuietSyntax> Quiet,
    bool? WaitDuringQuiet,
    ImmutableArray<CapSyntax> Caps,
    CappedSyntax? WhenCapped,
    LateSyntax? WhenLate,
    bool? SendAgainWhenUnknown,
    Span Span) : DeclarationSyntax(Name, Span);

internal sealed record QuietSyntax(LocalTime From, LocalTime To, Span Span) : SyntaxNode(Span);

/// <summary>`at most 2 push per day`. <see cref="Channel"/> is null for `messages`; <see cref="CalendarDay"/> for `per day`, else <see cref="Per"/>.</summary>
internal sealed record CapSyntax(int Limit, NameSyntax? Channel, bool CalendarDay, CalendarDuration Per, Span Span) : SyntaxNode(Span);

/// <summary>`when capped skip` (no <see cref="WaitUpTo"/>) or `when capped wait up to D, then skip`.</summary>
internal sealed record CappedSyntax(CalendarDuration? WaitUpTo, Span Span) : SyntaxNode(Span);

/// <summary>`late by 6 hours skip`</summary>
internal sealed record LateSyntax(CalendarDuration By, LateAction Action, Span Span) : SyntaxNode(Span);

internal sealed record TemplateSyntax(
    NameSyntax Channel,
    NameSyntax Name,
    NameSyntax? Purpose,
    ImmutableArray<FieldSyntax> Takes,
    ImmutableArray<TemplatePartSyntax> Parts,
    Span Span) : DeclarationSyntax(Name, Span);

internal enum TemplatePartKind
{
    Subject,
    Preview,
    Title,
    Text,
    Link,

    /// <summary>`body from "file"`</summary>
    Body,

    /// <summary>`button "text" opens "link"`</summary>
    Button,

    /// <summary>`choices ["a", "b"]`</summary>
    Choices,
}

/// <summary>One line of a template. <see cref="Opens"/> is there for a button, <see cref="Choices"/> for choices, <see cref="Text"/> for all others.</summary>
internal sealed record TemplatePartSyntax(TemplatePartKind Kind, TextSyntax? Text, TextSyntax? Opens, ListSyntax? Choices, Span Span) : SyntaxNode(Span);

internal sealed record FieldSyntax(
    NameSyntax Name,
    TypeSyntax Type,
    bool Optional,
    bool Personal,
    bool IsKey,
    bool NotEmpty,
    ExpressionSyntax? Default,
    bool Deprecated,
    string? DeprecatedBecause,
    Span Span) : SyntaxNode(Span);

/// <summary>
/// A type as written. <see cref="Keyword"/> is `text`, `number`, … `list`, `one` or the name of a record or catalog;
/// <see cref="From"/>/<see cref="To"/> bound a number, <see cref="Element"/> belongs to `list of`, <see cref="OneOf"/> to `one of`.
/// `number from 1` has no <see cref="To"/>.
/// </summary>
internal sealed record TypeSyntax(NameSyntax Keyword, decimal? From, decimal? To, NameSyntax? Element, ListSyntax? OneOf, Span Span) : SyntaxNode(Span);

internal abstract record ConditionSyntax(Span Span) : SyntaxNode(Span);

internal sealed record ExpressionConditionSyntax(ExpressionSyntax Expression, Span Span) : ConditionSyntax(Span);

internal sealed record GroupConditionSyntax(ConditionGroup Group, ImmutableArray<ConditionSyntax> Conditions, Span Span) : ConditionSyntax(Span);
