using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Syntax;

internal sealed record JourneySyntax(
    NameSyntax Name,
    int Version,
    ImmutableArray<SettingSyntax> Settings,
    ImmutableArray<StepSyntax> Flow,
    ImmutableArray<MigrateSyntax> Migrations,
    Span Span) : DeclarationSyntax(Name, Span)
{
    public Span? FlowSpan { get; init; }
}

/// <summary>`event order_placed where … as … within …`</summary>
internal sealed record EventRefSyntax(NameSyntax Event, ExpressionSyntax? Where, NameSyntax? As, CalendarDuration? Within, Span Span) : SyntaxNode(Span);

internal abstract record SettingSyntax(Span Span) : SyntaxNode(Span);

internal sealed record InputSettingSyntax(FieldSyntax Field, Span Span) : SettingSyntax(Span);

internal sealed record ReturnsSettingSyntax(FieldSyntax Field, Span Span) : SettingSyntax(Span);

internal sealed record EnterOnEventSyntax(NameSyntax Event, ExpressionSyntax? Where, ExpressionSyntax? KeyedBy, Span Span) : SettingSyntax(Span);

internal sealed record EnterOnSegmentSyntax(NameSyntax Segment, bool Entered, Span Span) : SettingSyntax(Span);

/// <summary>`enter on schedule every weekdays at 06:00 for segment at_risk`</summary>
internal sealed record EnterOnScheduleSyntax(Weekdays Days, LocalTime At, NameSyntax Segment, Span Span) : SettingSyntax(Span);

/// <summary>`enter on date|anniversary 3 days before customer.birthday at 09:00`; without an offset `of path`.</summary>
internal sealed record EnterOnDateSyntax(bool Anniversary, OffsetSyntax Offset, Span Span) : SettingSyntax(Span);

internal sealed record EnterAgainSyntax(ReentryKind Kind, CalendarDuration After, Span Span) : SettingSyntax(Span);

internal sealed record WhenInsideSyntax(bool Restart, Span Span) : SettingSyntax(Span);

internal sealed record StartsSyntax(LocalDate Date, Span Span) : SettingSyntax(Span);

internal sealed record EndsSyntax(LocalDate Date, Span Span) : SettingSyntax(Span);

internal sealed record EligibleSyntax(ImmutableArray<ConditionSyntax> Conditions, Span Span) : SettingSyntax(Span);

internal sealed record GoalSyntax(NameSyntax Name, EventRefSyntax Event, Span Span) : SettingSyntax(Span);

internal sealed record ExitOnGoalSyntax(NameSyntax Goal, Span Span) : SettingSyntax(Span);

internal sealed record ExitOnSegmentSyntax(NameSyntax Segment, bool Entered, Span Span) : SettingSyntax(Span);

internal sealed record ExitOnEventSyntax(EventRefSyntax Event, Span Span) : SettingSyntax(Span);

internal sealed record ExitAfterSyntax(CalendarDuration After, Span Span) : SettingSyntax(Span);

internal sealed record PolicySettingSyntax(NameSyntax Policy, Span Span) : SettingSyntax(Span);

internal sealed record PrioritySyntax(int Priority, Span Span) : SettingSyntax(Span);

internal sealed record LetSettingSyntax(NameSyntax Name, ExpressionSyntax Value, Span Span) : SettingSyntax(Span);

/// <summary>`migrate from 2:` with its lines.</summary>
internal sealed record MigrateSyntax(int From, ImmutableArray<MigrationLineSyntax> Lines, Span Span) : SyntaxNode(Span);

internal abstract record MigrationLineSyntax(Span Span) : SyntaxNode(Span);

internal sealed record MovedSyntax(PathSyntax Step, PathSyntax To, Span Span) : MigrationLineSyntax(Span);

/// <summary>`x removed, continue at y` or, with no <see cref="ContinueAt"/>, `x removed, exit`.</summary>
internal sealed record RemovedSyntax(PathSyntax Step, PathSyntax? ContinueAt, Span Span) : MigrationLineSyntax(Span);

internal sealed record OthersSyntax(OthersAction Action, Span Span) : MigrationLineSyntax(Span);
