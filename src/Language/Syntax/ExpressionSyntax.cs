using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Syntax;

public abstract record ExpressionSyntax(Span Span) : SyntaxNode(Span);

/// <summary>Stands where an expression is missing or broken; already reported.</summary>
public sealed record BrokenExpressionSyntax(Span Span) : ExpressionSyntax(Span);

public sealed record NumberSyntax(decimal Value, Span Span) : ExpressionSyntax(Span);

/// <summary>`10%`, kept as the fraction 0.1.</summary>
public sealed record PercentSyntax(decimal Fraction, Span Span) : ExpressionSyntax(Span);

public sealed record MoneySyntax(decimal Amount, string Currency, Span Span) : ExpressionSyntax(Span);

public sealed record DurationSyntax(CalendarDuration Value, Span Span) : ExpressionSyntax(Span);

/// <summary>A text: pieces of plain text (escapes resolved) and `{…}` expressions in order.</summary>
public sealed record TextSyntax(ImmutableArray<TextPieceSyntax> Pieces, Span Span) : ExpressionSyntax(Span)
{
    /// <summary>The text when it has no values in it, else null.</summary>
    public string? Constant => Pieces.All(p => p.Value is null) ? string.Concat(Pieces.Select(p => p.Text)) : null;
}

/// <summary>Either plain <see cref="Text"/> or a <see cref="Value"/>.</summary>
public sealed record TextPieceSyntax(string Text, ExpressionSyntax? Value, Span Span) : SyntaxNode(Span);

public sealed record DateSyntax(LocalDate Value, Span Span) : ExpressionSyntax(Span);

public sealed record TimeOfDaySyntax(LocalTime Value, Span Span) : ExpressionSyntax(Span);

public sealed record DateTimeSyntax(LocalDateTime Value, Span Span) : ExpressionSyntax(Span);

public sealed record BooleanSyntax(bool Value, Span Span) : ExpressionSyntax(Span);

public sealed record NowSyntax(Span Span) : ExpressionSyntax(Span);

public sealed record TodaySyntax(Span Span) : ExpressionSyntax(Span);

public sealed record NameExpressionSyntax(NameSyntax Name, Span Span) : ExpressionSyntax(Span);

/// <summary>`target.name`</summary>
public sealed record MemberSyntax(ExpressionSyntax Target, NameSyntax Name, Span Span) : ExpressionSyntax(Span);

public sealed record ArgumentSyntax(NameSyntax? Name, ExpressionSyntax Value, Span Span) : SyntaxNode(Span);

/// <summary>`recommend(trending, limit: 3)`, `product(entry.sku)`</summary>
public sealed record CallSyntax(NameSyntax Function, ImmutableArray<ArgumentSyntax> Arguments, Span Span) : ExpressionSyntax(Span);

public sealed record ListSyntax(ImmutableArray<ExpressionSyntax> Elements, Span Span) : ExpressionSyntax(Span);

public sealed record RecordLiteralSyntax(ImmutableArray<BindingSyntax> Fields, Span Span) : ExpressionSyntax(Span);

public sealed record ParenthesizedSyntax(ExpressionSyntax Inner, Span Span) : ExpressionSyntax(Span);

/// <summary>`count of order_placed where (…) in last 30 days`. The path's first name is the event.</summary>
public sealed record AggregateSyntax(AggregateFunction Function, PathSyntax Path, ExpressionSyntax? Filter, WindowSyntax Window, Span Span) : ExpressionSyntax(Span);

/// <summary>`time since last order_placed where (…)`</summary>
public sealed record TimeSinceSyntax(bool First, NameSyntax Event, ExpressionSyntax? Filter, Span Span) : ExpressionSyntax(Span);

/// <summary>`last order_placed.total where (…) in last 90 days`. The window is there whenever the filter is.</summary>
public sealed record LastFirstSyntax(bool First, PathSyntax Path, ExpressionSyntax? Filter, WindowSyntax? Window, Span Span) : ExpressionSyntax(Span);

/// <summary>`happened a where (…) then no b within 2 days in last 30 days`</summary>
public sealed record HappenedSyntax(NameSyntax Event, ExpressionSyntax? Filter, ImmutableArray<ThenSyntax> Then, WindowSyntax Window, Span Span) : ExpressionSyntax(Span);

public sealed record ThenSyntax(bool Negated, NameSyntax Event, ExpressionSyntax? Filter, CalendarDuration Within, Span Span) : SyntaxNode(Span);

public sealed record InSegmentSyntax(NameSyntax Segment, Span Span) : ExpressionSyntax(Span);

/// <summary>`consent email for marketing`</summary>
public sealed record ConsentSyntax(NameSyntax Channel, NameSyntax Purpose, Span Span) : ExpressionSyntax(Span);

/// <summary>`not x`, `-x`</summary>
public sealed record UnarySyntax(UnaryOperator Operator, ExpressionSyntax Operand, Span Span) : ExpressionSyntax(Span);

/// <summary>All two-sided operators of one value against another, `and`, `or`, `in` and `default` included.</summary>
public sealed record BinarySyntax(ExpressionSyntax Left, BinaryOperator Operator, ExpressionSyntax Right, Span OperatorSpan, Span Span) : ExpressionSyntax(Span);

public sealed record BetweenSyntax(ExpressionSyntax Value, ExpressionSyntax Low, ExpressionSyntax High, Span Span) : ExpressionSyntax(Span);

/// <summary>`x is known`, `x is not empty`</summary>
public sealed record IsSyntax(ExpressionSyntax Value, IsTest Test, bool Negated, Span Span) : ExpressionSyntax(Span);

/// <summary>`in last 30 days`, `between 365 days ago and 90 days ago`, `since entry`, `ever`</summary>
public sealed record WindowSyntax(WindowKind Kind, CalendarDuration From, CalendarDuration To, Span Span) : SyntaxNode(Span);
