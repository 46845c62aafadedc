using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Syntax;

internal abstract record ExpressionSyntax(Span Span) : SyntaxNode(Span);

/// <summary>Stands where an expression is missing or broken; already reported.</summary>
internal sealed record BrokenExpressionSyntax(Span Span) : ExpressionSyntax(Span);

internal sealed record NumberSyntax(decimal Value, Span Span) : ExpressionSyntax(Span);

/// <summary>`10%`, kept as the fraction 0.1.</summary>
internal sealed record PercentSyntax(decimal Fraction, Span Span) : ExpressionSyntax(Span);

internal sealed record MoneySyntax(decimal Amount, string Currency, Span Span) : ExpressionSyntax(Span);

internal sealed record DurationSyntax(CalendarDuration Value, Span Span) : ExpressionSyntax(Span);

/// <summary>A text: pieces of plain text (escapes resolved) and `{…}` expressions in order.</summary>
internal sealed record TextSyntax(ImmutableArray<TextPieceSyntax> Pieces, Span Span) : ExpressionSyntax(Span)
{
    /// <summary>The text when it has no values in it, else null.</summary>
    public string? Constant => Pieces.All(p => p.Value is null) ? string.Concat(Pieces.Select(p => p.Text)) : null;
}

/// <summary>Either plain <see cref="Text"/> or a <see cref="Value"/>.</summary>
internal sealed record TextPieceSyntax(string Text, ExpressionSyntax? Value, Span Span) : SyntaxNode(Span);

internal sealed record DateSyntax(LocalDate Value, Span Span) : ExpressionSyntax(Span);

internal sealed record TimeOfDaySyntax(LocalTime Value, Span Span) : ExpressionSyntax(Span);

internal sealed record DateTimeSyntax(LocalDateTime Value, Span Span) : ExpressionSyntax(Span);

internal sealed record BooleanSyntax(bool Value, Span Span) : ExpressionSyntax(Span);

internal sealed record NowSyntax(Span Span) : ExpressionSyntax(Span);

internal sealed record TodaySyntax(Span Span) : ExpressionSyntax(Span);

internal sealed record NameExpressionSyntax(NameSyntax Name, Span Span) : ExpressionSyntax(Span);

/// <summary>`target.name`</summary>
internal sealed record MemberSyntax(ExpressionSyntax Target, NameSyntax Name, Span Span) : ExpressionSyntax(Span);

internal sealed record ArgumentSyntax(NameSyntax? Name, ExpressionSyntax Value, Span Span) : SyntaxNode(Span);

/// <summary>`recommend(trending, limit: 3)`, `product(entry.sku)`</summary>
internal sealed record CallSyntax(NameSyntax Function, ImmutableArray<ArgumentSyntax> Arguments, Span Span) : ExpressionSyntax(Span);

internal sealed record ListSyntax(ImmutableArray<ExpressionSyntax> Elements, Span Span) : ExpressionSyntax(Span);

internal sealed record RecordLiteralSyntax(ImmutableArray<BindingSyntax> Fields, Span Span) : ExpressionSyntax(Span);

internal sealed record ParenthesizedSyntax(ExpressionSyntax Inner, Span Span) : ExpressionSyntax(Span);

/// <summary>`count of order_placed where (…) in last 30 days`. The path's first name is the event.</summary>
internal sealed record AggregateSyntax(AggregateFunction Function, PathSyntax Path, ExpressionSyntax? Filter, WindowSyntax Window, Span Span) : ExpressionSyntax(Span);

/// <summary>`time since last order_placed where (…)`</summary>
internal sealed record TimeSinceSyntax(bool First, NameSyntax Event, ExpressionSyntax? Filter, Span Span) : ExpressionSyntax(Span);

/// <summary>`last order_placed.total where (…) in last 90 days`. The window is there whenever the filter is.</summary>
internal sealed record LastFirstSyntax(bool First, PathSyntax Path, ExpressionSyntax? Filter, WindowSyntax? Window, Span Span) : ExpressionSyntax(Span);

/// <summary>`happened a where (…) then no b within 2 days in last 30 days`</summary>
internal sealed record HappenedSyntax(NameSyntax Event, ExpressionSyntax? Filter, ImmutableArray<ThenSyntax> Then, WindowSyntax Window, Span Span) : ExpressionSyntax(Span);

internal sealed record ThenSyntax(bool Negated, NameSyntax Event, ExpressionSyntax? Filter, CalendarDuration Within, Span Span) : SyntaxNode(Span);

internal sealed record InSegmentSyntax(NameSyntax Segment, Span Span) : ExpressionSyntax(Span);

/// <summary>`consent email for marketing`</summary>
internal sealed record ConsentSyntax(NameSyntax Channel, NameSyntax Purpose, Span Span) : ExpressionSyntax(Span);

/// <summary>`not x`, `-x`</summary>
internal sealed record UnarySyntax(UnaryOperator Operator, ExpressionSyntax Operand, Span Span) : ExpressionSyntax(Span);

/// <summary>All two-sided operators of one value against another, `and`, `or`, `in` and `default` included.</summary>
internal sealed record BinarySyntax(ExpressionSyntax Left, BinaryOperator Operator, ExpressionSyntax Right, Span Span) : ExpressionSyntax(Span);

internal sealed record BetweenSyntax(ExpressionSyntax Value, ExpressionSyntax Low, ExpressionSyntax High, Span Span) : ExpressionSyntax(Span);

/// <summary>`x is known`, `x is not empty`</summary>
internal sealed record IsSyntax(ExpressionSyntax Value, IsTest Test, bool Negated, Span Span) : ExpressionSyntax(Span);

/// <summary>`in last 30 days`, `between 365 days ago and 90 days ago`, `since entry`, `ever`</summary>
internal sealed record WindowSyntax(WindowKind Kind, CalendarDuration From, CalendarDuration To, Span Span) : SyntaxNode(Span);
