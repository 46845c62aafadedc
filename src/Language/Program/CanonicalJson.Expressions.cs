using System.Diagnostics;
using System.Text.Json.Nodes;
using NodaTime.Text;

namespace Personalization.Journeys.Language.Program;

public static partial class CanonicalJson
{
    private static JsonObject? Node(Expression? expression) => expression switch
    {
        null => null,
        ErrorExpression => Object(("kind", "error")),
        Constant c => Object(("kind", "constant"), ("value", Node(c.Value))),
        Interpolation t => Object(("kind", "text"), ("parts", List(t.Parts, Node))),
        NowExpression => Object(("kind", "now")),
        TodayExpression => Object(("kind", "today")),
        RootExpression r => Object(("kind", "root"), ("root", Enum(r.Root))),
        VariableExpression v => Object(("kind", "name"), ("name", v.Name)),
        MemberExpression m => Object(("kind", "member"), ("member", Enum(m.Kind)), ("name", m.Name), ("of", Node(m.Target))),
        UnaryExpression u => Object(("kind", "unary"), ("operator", Enum(u.Operator)), ("operand", Node(u.Operand))),
        BinaryExpression b => Object(("kind", "binary"), ("operator", Enum(b.Operator)), ("left", Node(b.Left)), ("right", Node(b.Right))),
        BetweenExpression b => Object(("kind", "between"), ("value", Node(b.Value)), ("low", Node(b.Low)), ("high", Node(b.High))),
        IsExpression i => Object(("kind", "is"), ("test", Enum(i.Test)), ("negated", Flag(i.Negated)), ("value", Node(i.Value))),
        ListExpression l => Object(("kind", "list"), ("elements", List(l.Elements, Node))),
        RecordExpression r => Object(("kind", "record"), ("fields", List(r.Fields, Node))),
        AggregateExpression a => Object(
            ("kind", "aggregate"), ("function", Enum(a.Function)), ("event", a.Event), ("value", Node(a.Value)), ("where", Node(a.Filter)), ("window", Node(a.Window))),
        TimeSinceExpression t => Object(("kind", "timeSince"), ("first", Flag(t.First)), ("event", t.Event), ("where", Node(t.Filter))),
        LastFirstExpression l => Object(("kind", l.First ? "first" : "last"), ("event", l.Event), ("where", Node(l.Filter)), ("window", Node(l.Window))),
        HappenedExpression h => Object(("kind", "happened"), ("event", h.Event), ("where", Node(h.Filter)), ("then", List(h.Then, Node)), ("window", Node(h.Window))),
        InSegmentExpression s => Object(("kind", "inSegment"), ("segment", s.Segment)),
        ConsentExpression c => Object(("kind", "consent"), ("channel", Enum(c.Channel)), ("purpose", c.Purpose)),
        MetricExpression m => Object(("kind", "metric"), ("name", m.Name)),
        RfmExpression r => Object(("kind", "rfm"), ("name", r.Rfm), ("part", Enum(r.Part))),
        PredictExpression p => Object(("kind", "predict"), ("model", p.Model), ("inputs", List(p.Inputs, Node))),
        RecommendExpression r => Object(("kind", "recommend"), ("model", r.Model), ("inputs", List(r.Inputs, Node)), ("limit", Node(r.Limit))),
        CatalogExpression c => Object(("kind", "row"), ("catalog", c.Catalog), ("key", Node(c.Key))),
        CallExpression c => Object(("kind", "call"), ("function", Enum(c.Function)), ("arguments", List(c.Arguments, Node))),
        _ => throw new UnreachableException(),
    };

    private static JsonObject Node(NamedExpression named) => Object(("name", named.Name), ("value", Node(named.Value)));

    private static JsonObject? Node(Window? window) => window is null
        ? null
        : Object(
            ("kind", Enum(window.Kind)),
            ("from", window.Kind is WindowKind.Last or WindowKind.Between ? Length(window.From) : null),
            ("to", window.Kind == WindowKind.Between ? Length(window.To) : null));

    private static JsonObject Node(ThenEvent then) =>
        Object(("event", then.Event), ("no", Flag(then.Negated)), ("where", Node(then.Filter)), ("within", Length(then.Within)));

    private static JsonObject Node(Condition condition) => condition switch
    {
        LeafCondition leaf => Node(leaf.Expression)!,
        GroupCondition group => Object(("kind", "group"), ("group", Enum(group.Group)), ("conditions", List(group.Conditions, Node))),
        _ => throw new UnreachableException(),
    };

    private static JsonNode? Node(Value? value) => value switch
    {
        null => null,
        MissingValue => Object(("missing", true)),
        TextValue t => JsonValue.Create(t.Value),
        NumberValue n => Decimal(n.Value),
        PercentValue p => Object(("percent", Decimal(p.Fraction * 100))),
        BooleanValue b => JsonValue.Create(b.Value),
        MoneyValue m => Object(("amount", Decimal(m.Amount)), ("currency", m.Currency)),
        DurationValue d => Object(("duration", Length(d.Value))),
        DateValue d => Object(("date", Date(d.Value))),
        TimeValue t => Object(("time", Time(t.Value))),
        LocalMomentValue m => Object(("local", LocalDateTimePattern.ExtendedIso.Format(m.Value))),
        MomentValue m => Object(("moment", InstantPattern.ExtendedIso.Format(m.Value))),
        ListValue l => new JsonArray([.. l.Elements.Select(Node)]),
        RecordValue r => Object(("record", new JsonObject(r.Fields.Select(f => KeyValuePair.Create(f.Key, Node(f.Value)))))),
        _ => throw new UnreachableException(),
    };

    private static JsonNode Node(DataType type) => type switch
    {
        TextType { OneOf.IsEmpty: true } => "text",
        TextType t => Object(("oneOf", Texts(t.OneOf))),
        NumberType { From: null, To: null } => "number",
        NumberType n => Object(("number", Object(("from", Decimal(n.From)), ("to", Decimal(n.To))))),
        BooleanType => "boolean",
        MoneyType => "money",
        PercentType => "percent",
        DurationType => "duration",
        DateType => "date",
        TimeType => "time",
        MomentType => "moment",
        ZoneType => "zone",
        ListType l => Object(("list", Node(l.Element))),
        RecordType r => Object(("record", r.Name), ("kind", Enum(r.Kind))),
        UnknownType => "unknown",
        _ => throw new UnreachableException(),
    };
}
