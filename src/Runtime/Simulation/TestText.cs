using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Simulation;

/// <summary>Words and values as a test writes them.</summary>
internal static class TestText
{
    public static string Message(Channel channel, string template, IEnumerable<(string Name, Value Value)> parts, DateTimeZone zone)
    {
        var with = string.Join(", ", parts.Select(part => $"{part.Name} = {Literal(part.Value, zone)}"));
        return $"{ChannelNames.Of(channel)} {template}{(with.Length == 0 ? "" : " with " + with)}";
    }

    public static string Exit(string? reason) => reason is null ? "exit" : $"exit {Quoted(reason)}";

    /// <summary>A value as source text; what is not there is `missing`.</summary>
    public static string Literal(Value value, DateTimeZone zone) => value switch
    {
        MissingValue => "missing",
        TextValue text => Quoted(text.Value),
        ListValue list => "[" + string.Join(", ", list.Elements.Select(e => Literal(e, zone))) + "]",
        RecordValue record => "{" + string.Join(", ", record.Fields.Select(f => $"{f.Key}: {Literal(f.Value, zone)}")) + "}",
        _ => PrintedValue.Of(value, zone),
    };

    /// <summary>` (cart c-1, 120 EUR)`: the key, and the fields that the trigger looked at.</summary>
    public static string EntryOf(TestSetup setup, Entered entered)
    {
        var journey = setup.Workspace.Journey(entered.Journey);
        var trigger = journey?.Triggers.OfType<EventTrigger>().FirstOrDefault(t => t.Location == entered.Location) ?? journey?.Triggers.OfType<EventTrigger>().FirstOrDefault();
        var happening = setup.Test.Happenings.OfType<EventHappens>().LastOrDefault(h => h.Event == trigger?.Event && setup.Clock.At(h.At) <= entered.At);
        if (trigger is null || happening is null)
        {
            return "";
        }

        var data = Evaluator.Record(happening.With, setup.Scope(setup.Customer, entered.At, setup.Names));
        var parts = FieldsOf(trigger.KeyedBy).Concat(FieldsOf(trigger.Where))
            .Distinct(StringComparer.Ordinal)
            .Select(name => (Name: name, Value: data[name]))
            .Where(part => part.Value is not (MissingValue or ListValue or RecordValue))
            .Select(part => part.Value is MoneyValue
                ? PrintedValue.Of(part.Value, setup.Clock.Zone)
                : $"{(part.Name.EndsWith("_id", StringComparison.Ordinal) ? part.Name[..^3] : part.Name)} {PrintedValue.Of(part.Value, setup.Clock.Zone)}");
        var text = string.Join(", ", parts);
        return text.Length == 0 ? "" : $" ({text})";
    }

    /// <summary>A path as it was written.</summary>
    public static string Path(Expression path) => path.Location is { } location
        ? location.Source.Text.Substring(location.Span.Start, location.Span.Length)
        : path is MemberExpression member ? $"{Path(member.Target)}.{member.Name}" : "customer";

    private static string Quoted(string text) =>
        "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal)
            .Replace("{", "\\{", StringComparison.Ordinal)
            .Replace("}", "\\}", StringComparison.Ordinal) + "\"";

    /// <summary>The fields of the event that a condition reads, in the order of the text.</summary>
    private static IEnumerable<string> FieldsOf(Expression? expression) => expression switch
    {
        MemberExpression { Target: RootExpression { Root: Root.Event } } member => [member.Name],
        MemberExpression member => FieldsOf(member.Target),
        BinaryExpression binary => FieldsOf(binary.Left).Concat(FieldsOf(binary.Right)),
        UnaryExpression unary => FieldsOf(unary.Operand),
        BetweenExpression between => FieldsOf(between.Value),
        IsExpression test => FieldsOf(test.Value),
        CallExpression call => call.Arguments.SelectMany(FieldsOf),
        _ => [],
    };
}
