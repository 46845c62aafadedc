using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Syntax;

/// <summary>`test "…" of journey:`; <see cref="DeclarationSyntax.Name"/> holds the sentence.</summary>
internal sealed record TestSyntax(NameSyntax Name, NameSyntax Journey, ImmutableArray<TestLineSyntax> Lines, Span Span) : DeclarationSyntax(Name, Span);

internal abstract record TestLineSyntax(Span Span) : SyntaxNode(Span);

internal sealed record TestLetSyntax(NameSyntax Name, ExpressionSyntax Value, Span Span) : TestLineSyntax(Span);

internal sealed record GivenCustomerSyntax(ImmutableArray<BindingSyntax> Fields, ImmutableArray<ConsentSyntax> Consents, ImmutableArray<InSegmentSyntax> Segments, Span Span) : TestLineSyntax(Span);

internal enum GivenKind
{
    Predict,
    Recommend,
    Webhook,
    Arm,
}

/// <summary>`given predict churn_risk = 0.9`, `given arm hello_style = story` (the value is then a name expression).</summary>
internal sealed record GivenSyntax(GivenKind Kind, NameSyntax Target, ExpressionSyntax Value, Span Span) : TestLineSyntax(Span);

/// <summary>A moment of a test: a date with a time, a date, a time, or `+D` from the first `at`.</summary>
internal sealed record WhenSyntax(LocalDate? Date, LocalTime? Time, Program.CalendarDuration? After, Span Span) : SyntaxNode(Span);

internal sealed record AtEventSyntax(WhenSyntax When, NameSyntax Event, ImmutableArray<BindingSyntax> With, Span Span) : TestLineSyntax(Span);

internal enum ReactionKind
{
    Opens,
    Clicks,
    Answers,
}

/// <summary>`at … customer clicks cart_discount`, `at … customer answers what_brings_you "Track my hikes"`</summary>
internal sealed record AtReactionSyntax(WhenSyntax When, ReactionKind Kind, NameSyntax Template, TextSyntax? Answer, Span Span) : TestLineSyntax(Span);

internal sealed record ExpectMessageSyntax(MessageSyntax Message, WhenSyntax? At, Span Span) : TestLineSyntax(Span);

/// <summary>`expect no email cart_discount`; without a template no message of the channel, without a channel no messages at all.</summary>
internal sealed record ExpectNoMessageSyntax(NameSyntax? Channel, NameSyntax? Template, Span Span) : TestLineSyntax(Span);

internal sealed record ExpectExitSyntax(TextSyntax? Reason, WhenSyntax? At, Span Span) : TestLineSyntax(Span);

internal sealed record ExpectGoalSyntax(NameSyntax Goal, WhenSyntax? At, Span Span) : TestLineSyntax(Span);

internal sealed record ExpectValueSyntax(PathSyntax Path, ExpressionSyntax Value, Span Span) : TestLineSyntax(Span);

internal sealed record ExpectNotEnteredSyntax(TextSyntax? Because, Span Span) : TestLineSyntax(Span);

/// <summary>`expect timeline:`; <see cref="BlockSpan"/> covers its lines, so that `--update` can replace them.</summary>
internal sealed record ExpectTimelineSyntax(ImmutableArray<TimelineLineSyntax> Lines, Span BlockSpan, Span Span) : TestLineSyntax(Span);

/// <summary>One line of a timeline: exactly one of message, goal and exit.</summary>
internal sealed record TimelineLineSyntax(WhenSyntax When, MessageSyntax? Message, NameSyntax? Goal, TextSyntax? Exit, Span Span) : SyntaxNode(Span);
