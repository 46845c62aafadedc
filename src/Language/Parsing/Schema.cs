using System.Collections.Immutable;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Syntax;
using Personalization.Journeys.Language.Text;
using Sprache;
using static Personalization.Journeys.Language.Parsing.Primitives;
using static Personalization.Journeys.Language.Parsing.Statement;

namespace Personalization.Journeys.Language.Parsing;

/// <summary>Workspace, customer, events, records, catalogs, models, webhooks and their fields.</summary>
internal static class Schema
{
    private static readonly Parser<TypeSyntax> ListType = At(
        from list in Word("list")
        from of in Word("of")
        from element in Name
        select Make(span => new TypeSyntax(new NameSyntax("list", list.Span), null, null, element, null, span)));

    private static readonly Parser<TypeSyntax> OneOfType = At(
        from one in Word("one")
        from of in Word("of")
        from list in Primaries.List
        select Make(span => new TypeSyntax(new NameSyntax("one", one.Span), null, null, null, list, span)));

    private static readonly Parser<TypeSyntax> NumberType = At(
        from number in Word("number")
        from words in Word("from")
        from low in Literals.SignedNumber
        from high in MaybeValue(Word("to").Then(_ => Literals.SignedNumber))
        select Make(span => new TypeSyntax(new NameSyntax("number", number.Span), low, high, null, null, span)));

    private static readonly Parser<TypeSyntax> NamedType =
        from name in Name
        select new TypeSyntax(name, null, null, null, null, name.Span);

    public static readonly Parser<TypeSyntax> Type = input => ((TokenInput)input) switch
    {
        { Token.Text: "list", Next: { Kind: TokenKind.Word } } => ListType(input),
        { Token.Text: "one", Next: { Kind: TokenKind.Word } } => OneOfType(input),
        { Token.Text: "number", Next.Text: "from" } => NumberType(input),
        _ => NamedType(input),
    };

    private static readonly Parser<Func<FieldSyntax, FieldSyntax>> Modifier =
        Word("optional").Select(_ => Change(f => f with { Optional = true }))
            .Or(Word("personal").Select(_ => Change(f => f with { Personal = true })))
            .Or(Word("key").Select(_ => Change(f => f with { IsKey = true })))
            .Or(Words("not empty").Select(_ => Change(f => f with { NotEmpty = true })))
            .Or(
                from word in Word("default")
                from value in Expressions.Operand
                select Change(f => f with { Default = value }))
            .Or(
                from word in Word("deprecated")
                from reason in Maybe(Texts.Text)
                select Change(f => f with { Deprecated = true, DeprecatedBecause = reason?.Constant }));

    public static readonly Parser<FieldSyntax> Field = At(
        from name in AnyName
        from type in Type
        from modifiers in Mark(",").Then(_ => Modifier).Many()
        select Make(span => modifiers.Aggregate(
            new FieldSyntax(name, type, false, false, false, false, null, false, null, span), (field, change) => change(field))));

    private static readonly Parser<Statement> FieldLine =
        from field in Field
        select Line(_ => field);

    public static readonly Dictionary<(Context, string), Rule> Rules = new()
    {
        [(Context.File, "workspace")] = new(
            from word in Word("workspace")
            from name in Name
            select Block(Context.Workspace, (block, span) => new WorkspaceSyntax(
                name, block.Value<int>("language"), block.One<TextSyntax>("time zone"), block.One<NameSyntax>("currency"),
                block.One<NameSyntax>("default policy"), block.Value<CalendarDuration>("late after"), block.Value<CalendarDuration>("keep events"), span)),
            Context.Workspace),
        [(Context.Workspace, "language")] = Item("language", Literals.Integer),
        [(Context.Workspace, "time")] = Item("time zone", Texts.Text),
        [(Context.Workspace, "currency")] = Item("currency", Currency),
        [(Context.Workspace, "default")] = Item("default policy", Name),
        [(Context.Workspace, "late")] = Item("late after", Literals.Duration),
        [(Context.Workspace, "keep")] = Item("keep events", Literals.Duration),

        [(Context.File, "purpose")] = new(
            from word in Word("purpose")
            from name in Name
            from free in Flag(Mark(",").Then(_ => Words("no consent needed")))
            select Line(span => new PurposeSyntax(name, !free, span))),
        [(Context.File, "customer")] = new(
            from word in Word("customer")
            select Block(Context.Fields, (block, span) => new CustomerSyntax(new NameSyntax("customer", word.Span), block.Nodes<FieldSyntax>(), span)),
            Context.Fields),
        [(Context.File, "record")] = new(
            from word in Word("record")
            from name in Name
            select Block(Context.Fields, (block, span) => new RecordSyntax(name, block.Nodes<FieldSyntax>(), span)),
            Context.Fields),
        [(Context.File, "catalog")] = new(
            from word in Word("catalog")
            from name in Name
            from second in Word("key")
            from key in Name
            select Block(Context.Fields, (block, span) => new CatalogSyntax(name, key, block.Nodes<FieldSyntax>(), span)),
            Context.Fields),
        [(Context.File, "event")] = new(
            from word in Word("event")
            from name in Name
            select MayBlock(Context.Event, (block, span) => new EventSyntax(name, block.Nodes<FieldSyntax>(), block.Value<CalendarDuration>("keep"), span)),
            Context.Event),
        [(Context.Event, "keep")] = new(Item("keep", Literals.Duration).Parser.Or(FieldLine)),
        [(Context.Event, "")] = new(FieldLine),
        [(Context.Fields, "")] = new(FieldLine),

        [(Context.File, "model")] = new(
            from word in Word("model")
            from name in Name
            select Block(Context.Model, (block, span) =>
            {
                var history = block.Value<(PathSyntax Path, CalendarDuration Window)>("history");
                return new ModelSyntax(
                    name, [.. block.All<FieldSyntax>("takes")], [.. block.All<ImmutableArray<NameSyntax>>("uses").SelectMany(n => n)],
                    history?.Path, history?.Window, block.One<TypeSyntax>("gives"), block.Value<CalendarDuration>("stale after"), span);
            }),
            Context.Model),
        [(Context.Model, "takes")] = Item("takes", Field),
        [(Context.Model, "uses")] = Item("uses", Several(Name)),
        [(Context.Model, "gives")] = Item("gives", Type),
        [(Context.Model, "stale")] = Item("stale after", Literals.Duration),
        [(Context.Model, "history")] = Item(
            "history",
            from path in NamePath
            from words in Words("in last")
            from window in Literals.Duration
            select (path, window)),

        [(Context.File, "webhook")] = new(
            from word in Word("webhook")
            from name in Name
            select Block(Context.Webhook, (block, span) => new WebhookSyntax(
                name, block.One<TextSyntax>("post"), [.. block.All<FieldSyntax>("takes")], [.. block.All<FieldSyntax>("gives")],
                block.Value<CalendarDuration>("timeout"), block.Value<int>("retry"), span)),
            Context.Webhook),
        [(Context.Webhook, "post")] = Item("post", Texts.Text),
        [(Context.Webhook, "takes")] = Item("takes", Field),
        [(Context.Webhook, "gives")] = Item("gives", Field),
        [(Context.Webhook, "timeout")] = Item("timeout", Literals.Duration),
        [(Context.Webhook, "retry")] = Item(
            "retry",
            from times in Literals.Integer
            from word in Word("times").Or(Word("time"))
            select times),
    };

    /// <summary>A line of fixed words and one value.</summary>
    public static Rule Item<T>(string words, Parser<T> value) => new(
        from fixedWords in Words(words)
        from v in value
        select Line(span => new Item(words, v, span)));

    private static Func<FieldSyntax, FieldSyntax> Change(Func<FieldSyntax, FieldSyntax> change) => change;
}
