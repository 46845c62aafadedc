using System.Collections.Immutable;
using System.Diagnostics;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Syntax;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Semantics;

/// <summary>
/// Gives the expressions of one place their meaning: names are looked up, types checked, and whether a value may be
/// missing is worked out from declarations and from what the flow already knows. What can not be understood becomes an
/// <see cref="ErrorExpression"/>, which fits everywhere, so that one mistake gives one message.
/// </summary>
internal sealed partial class Binder(WorkspaceSchema schema, SourceText source, Scope scope, ICollection<Diagnostic> diagnostics)
{
    private Scope _scope = scope;

    /// <summary>A whole expression, of any type.</summary>
    public Expression Bind(ExpressionSyntax syntax) => ExpressionSize.Bounded(BindPart(syntax), At(syntax), diagnostics);

    private Expression BindPart(ExpressionSyntax syntax) => syntax switch
    {
        BrokenExpressionSyntax => Broken(syntax),
        ParenthesizedSyntax p => BindPart(p.Inner),
        NumberSyntax n => new Constant(new NumberValue(n.Value), DataType.Number, At(n)),
        PercentSyntax p => new Constant(new PercentValue(p.Fraction), DataType.Percent, At(p)),
        MoneySyntax m => new Constant(new MoneyValue(m.Amount, m.Currency), DataType.Money, At(m)),
        DurationSyntax d => new Constant(new DurationValue(d.Value), DataType.Duration, At(d)),
        DateSyntax d => new Constant(new DateValue(d.Value), DataType.Date, At(d)),
        TimeOfDaySyntax t => new Constant(new TimeValue(t.Value), DataType.Time, At(t)),
        DateTimeSyntax d => new Constant(new LocalMomentValue(d.Value), DataType.Moment, At(d)),
        BooleanSyntax b => new Constant(Value.Of(b.Value), DataType.Boolean, At(b)),
        NowSyntax => new NowExpression(At(syntax)),
        TodaySyntax => new TodayExpression(At(syntax)),
        TextSyntax t => BindText(t),
        NameExpressionSyntax n => BindName(n.Name),
        MemberSyntax m => BindMember(m),
        CallSyntax c => BindCall(c),
        ListSyntax l => BindList(l),
        RecordLiteralSyntax r => BindRecord(r),
        AggregateSyntax a => BindAggregate(a),
        TimeSinceSyntax t => BindTimeSince(t),
        LastFirstSyntax l => BindLastFirst(l),
        HappenedSyntax h => BindHappened(h),
        InSegmentSyntax s => BindInSegment(s),
        ConsentSyntax c => BindConsent(c) is { } consent ? consent : Broken(syntax),
        UnarySyntax u => BindUnary(u),
        BinarySyntax b => BindBinary(b),
        BetweenSyntax b => BindBetween(b),
        IsSyntax i => BindPart(i.Value) is { Type: not UnknownType } value ? new IsExpression(value, i.Test, i.Negated, At(i)) : Broken(i),
        _ => throw new UnreachableException(),
    };

    /// <summary>A decision: the expression must say yes or no; unknown counts as no.</summary>
    public Expression BindCondition(ExpressionSyntax syntax) => ExpressionSize.Bounded(BindDecision(syntax), At(syntax), diagnostics);

    private Expression BindDecision(ExpressionSyntax syntax)
    {
        var bound = BindPart(syntax);
        if (bound.Type is BooleanType or UnknownType)
        {
            return bound;
        }

        diagnostics.Add(JourneyDiagnostics.WrongType(At(syntax), "a condition", "yes or no", bound.Type.Words()));
        return Broken(syntax);
    }

    /// <summary>A value where a plain <paramref name="type"/> is needed: of that type, and never missing.</summary>
    public Expression BindValue(ExpressionSyntax syntax, DataType type, string what, bool mayBeMissing = false)
    {
        var bound = Bind(syntax);
        if (Fit(bound, type, what) && !mayBeMissing)
        {
            Demand(bound);
        }

        return bound;
    }

    public Location At(SyntaxNode node) => new(source, node.Span);

    private Location At(Span span) => new(source, span);

    private ErrorExpression Broken(SyntaxNode node) => new(At(node));

    private string Written(SyntaxNode node) => Fold(source.Text.AsSpan(node.Span.Start, node.Span.Length));

    private static string Written(Expression expression) =>
        expression.Location is { } location ? Fold(location.Source.Text.AsSpan(location.Span.Start, location.Span.Length)) : "it";

    /// <summary>White space folded: what an author wrote, on one line.</summary>
    public static string Fold(ReadOnlySpan<char> text)
    {
        var folded = new System.Text.StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c))
            {
                folded.Append(c);
            }
            else if (folded.Length > 0 && folded[^1] != ' ')
            {
                folded.Append(' ');
            }
        }

        return folded.ToString().TrimEnd();
    }

    private Expression BindText(TextSyntax text)
    {
        if (text.Constant is { } constant)
        {
            return new Constant(new TextValue(constant), DataType.Text, At(text));
        }

        var parts = ImmutableArray.CreateBuilder<Expression>();
        foreach (var piece in text.Pieces)
        {
            if (piece.Value is null)
            {
                parts.Add(new Constant(new TextValue(piece.Text), DataType.Text, At(piece)));
                continue;
            }

            var value = BindPart(piece.Value);
            if (value.Type is RecordType or ListType { Element: RecordType })
            {
                diagnostics.Add(JourneyDiagnostics.WrongUse(At(piece.Value), $"{JourneyDiagnostics.Quoted(Written(piece.Value))} is {value.Type.Words()} and can not be written into a text", "name one of its fields"));
                value = Broken(piece.Value);
            }

            parts.Add(value);
        }

        return new Interpolation(parts.ToImmutable(), parts.Any(p => p.MayBeMissing), At(text));
    }

    private Expression BindList(ListSyntax list)
    {
        var elements = list.Elements.Select(BindPart).ToImmutableArray();
        var type = elements.Length == 0 ? DataType.Unknown : elements[0].Type;
        foreach (var element in elements.Skip(1))
        {
            if (!TypeRules.Agree(type, element.Type))
            {
                diagnostics.Add(JourneyDiagnostics.WrongType(element.Location ?? At(list), "this list", type.Words(), element.Type.Words()));
                return Broken(list);
            }

            type = TypeRules.Unify(type, element.Type);
        }

        foreach (var element in elements)
        {
            Demand(element);
        }

        return new ListExpression(elements, new ListType(type), At(list));
    }

    private RecordExpression BindRecord(RecordLiteralSyntax record)
    {
        var fields = ImmutableArray.CreateBuilder<NamedExpression>();
        var types = ImmutableArray.CreateBuilder<Field>();
        foreach (var binding in record.Fields)
        {
            if (types.Any(t => t.Name == binding.Name.Text))
            {
                diagnostics.Add(JourneyDiagnostics.GivenTwice(At(binding.Name), binding.Name.Text));
                continue;
            }

            var value = BindPart(binding.Value);
            fields.Add(new NamedExpression(binding.Name.Text, value));
            types.Add(new Field(binding.Name.Text, value.Type, At(binding.Name)) { Optional = value.MayBeMissing });
        }

        return new RecordExpression(fields.ToImmutable(), new RecordType(RecordKind.Literal, "", types.ToImmutable()), At(record));
    }
}
