using System.Collections.Immutable;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Syntax;
using Personalization.Journeys.Language.Text;
using Sprache;
using static Personalization.Journeys.Language.Parsing.Primitives;

namespace Personalization.Journeys.Language.Parsing;

/// <summary>Messages and the bindings they take.</summary>
internal static class Messages
{
    public static readonly Parser<BindingSyntax> Binding = At(
        from name in AnyName
        from equal in Mark("=")
        from value in Expressions.Any
        select Make(span => new BindingSyntax(name, value, span)));

    public static readonly Parser<Clause> With = Events.Of("with", Several(Binding));

    private static readonly Parser<Clause> Needs = Events.Of("needs", At(
        from click in Meaning("open", false).Or(Meaning("click", true))
        from within in Word("within")
        from length in Literals.Duration
        select Make(span => new NeedsSyntax(click, length, span))));

    public static readonly Parser<Clause> Late = At(
        from late in Content.Late
        select Make(span => new Clause("late", late, span)));

    public static readonly Parser<ClauseList> Clauses = Events.Set(
        With, Events.As, Events.Of("using policy", Name), Events.Of("in slot", Texts.Text), Events.Of("for", Literals.Duration), Needs, Late);

    public static readonly Parser<MessageSyntax> Message = At(
        from channel in ChannelName
        from template in Name
        from clauses in Clauses
        select Make(span => Build(channel, template, clauses, span)));

    /// <summary>Clauses of any statement, for lines whose statement is not understood.</summary>
    public static readonly Parser<ClauseList> AnyClauses = Events.Set(
        With, Events.Where, Events.As, Events.Within, Events.KeyedBy, Events.Of("using policy", Name), Events.Of("in slot", Texts.Text),
        Events.Of("for", Literals.Duration), Needs, Late, Events.Of("worth", Expressions.Any));

    public static bool StartsClause(Token token) => token.Kind == TokenKind.Word && token.Text is "with" or "where" or "within" or "keyed";

    public static MessageSyntax Build(NameSyntax channel, NameSyntax template, ClauseList clauses, Span span) => new(
        channel, template, clauses.Bindings(), clauses.One<NameSyntax>("as"), clauses.One<NameSyntax>("using policy"), clauses.One<TextSyntax>("in slot"),
        clauses.Value<CalendarDuration>("for"), clauses.One<NeedsSyntax>("needs"), clauses.One<LateSyntax>("late"), span);

    public static ImmutableArray<BindingSyntax> Bindings(this ClauseList clauses) =>
        [.. clauses.All<ImmutableArray<BindingSyntax>>("with").SelectMany(b => b)];
}
