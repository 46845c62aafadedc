using System.Collections.Immutable;
using System.Diagnostics;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Review;

/// <summary>A typed expression as its author reads it: parentheses only where they are needed, one form for one meaning.</summary>
internal static class ExpressionText
{
    private enum Level
    {
        Or,
        And,
        Not,
        Comparison,
        Default,
        Sum,
        Product,
        Unary,
        Operand,
        Primary,
    }

    public static string Of(Expression expression) => new Writer("event", '"').Write(expression, Level.Or);

    /// <summary>An expression about the event in question, without `event.` where no other name could be meant.</summary>
    public static string OfEvent(Expression expression)
    {
        var variables = ExpressionTree.OfTheSameEvent(expression).OfType<VariableExpression>().Select(v => v.Name).ToHashSet(StringComparer.Ordinal);
        var hidden = ExpressionTree.OfTheSameEvent(expression).OfType<MemberExpression>().Any(m => m.Target is RootExpression { Root: Root.Event } && variables.Contains(m.Name));
        return new Writer(hidden ? "event" : "", '"').Write(expression, Level.Or);
    }

    public static string Named(ImmutableArray<NamedExpression> bindings, string separator = ", ") =>
        string.Join(separator, bindings.Select(b => $"{b.Name} = {Of(b.Value)}"));

    public static string Of(Window window) => window.Kind switch
    {
        WindowKind.Last => $"in last {LengthText.Of(window.From)}",
        WindowKind.Between => $"between {LengthText.Of(window.From)} ago and {LengthText.Of(window.To)} ago",
        WindowKind.SinceEntry => "since entry",
        WindowKind.Ever => "ever",
        _ => throw new UnreachableException(),
    };

    public static string Of(BinaryOperator @operator) => @operator switch
    {
        BinaryOperator.Or => "or",
        BinaryOperator.And => "and",
        BinaryOperator.Equal => "=",
        BinaryOperator.NotEqual => "!=",
        BinaryOperator.Less => "<",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.Greater => ">",
        BinaryOperator.GreaterOrEqual => ">=",
        BinaryOperator.In => "in",
        BinaryOperator.NotIn => "not in",
        BinaryOperator.Contains => "contains",
        BinaryOperator.StartsWith => "starts with",
        BinaryOperator.EndsWith => "ends with",
        BinaryOperator.Default => "default",
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        BinaryOperator.Divide => "/",
        _ => throw new UnreachableException(),
    };

    public static string Of(BuiltIn function) => function switch
    {
        BuiltIn.Coalesce => "coalesce",
        BuiltIn.Round => "round",
        BuiltIn.Floor => "floor",
        BuiltIn.Ceiling => "ceiling",
        BuiltIn.Abs => "abs",
        BuiltIn.MinOf => "min_of",
        BuiltIn.MaxOf => "max_of",
        BuiltIn.Length => "length",
        BuiltIn.Upper => "upper",
        BuiltIn.Lower => "lower",
        BuiltIn.TitleCase => "title_case",
        BuiltIn.Join => "join",
        BuiltIn.Format => "format",
        BuiltIn.DaysBetween => "days_between",
        BuiltIn.Weekday => "weekday",
        BuiltIn.Month => "month",
        BuiltIn.Year => "year",
        _ => throw new UnreachableException(),
    };

    /// <param name="Event">How the event in question is called: `event`, the name of an event, or nothing.</param>
    /// <param name="Quote">Which quote a text takes here; it changes inside the braces of another text.</param>
    private sealed record Writer(string Event, char Quote)
    {
        private Writer Plain => this with { Event = "event" };

        public string Write(Expression expression, Level atLeast)
        {
            var (text, level) = Form(expression);
            return level < atLeast ? $"({text})" : text;
        }

        private (string Text, Level Level) Form(Expression expression) => expression switch
        {
            ErrorExpression => ("?", Level.Primary),
            Constant { Value: NumberValue { Value: < 0 } or PercentValue { Fraction: < 0 } or MoneyValue { Amount: < 0 } } c => (ValueText.Of(c.Value, Quote), Level.Unary),
            Constant c => (ValueText.Of(c.Value, Quote), Level.Primary),
            Interpolation i => (Text(i), Level.Primary),
            NowExpression => ("now", Level.Primary),
            TodayExpression => ("today", Level.Primary),
            RootExpression r => (Root(r.Root), Level.Primary),
            VariableExpression v => (v.Name, Level.Primary),
            MemberExpression m => (Member(m, ""), Level.Operand),
            UnaryExpression { Operator: UnaryOperator.Not } u => ("not " + Write(u.Operand, Level.Not), Level.Not),
            UnaryExpression u => ("-" + Write(u.Operand, Level.Operand), Level.Unary),
            BinaryExpression b => Binary(b),
            BetweenExpression b => ($"{Write(b.Value, Level.Default)} between {Write(b.Low, Level.Default)} and {Write(b.High, Level.Default)}", Level.Comparison),
            IsExpression i => ($"{Write(i.Value, Level.Default)} is {(i.Negated ? "not " : "")}{Test(i.Test)}", Level.Comparison),
            ListExpression l => ("[" + string.Join(", ", l.Elements.Select(e => Write(e, Level.Or))) + "]", Level.Primary),
            RecordExpression r => ("{" + Arguments(r.Fields) + "}", Level.Primary),
            AggregateExpression a => (Aggregate(a), Level.Primary),
            TimeSinceExpression t => ($"time since {(t.First ? "first" : "last")} {t.Event}{Filter(t.Filter)}", Level.Primary),
            LastFirstExpression l => (LastFirst(l, ""), Level.Primary),
            HappenedExpression h => (Happened(h), Level.Primary),
            InSegmentExpression s => ($"in segment {s.Segment}", Level.Primary),
            ConsentExpression c => ($"consent {ChannelNames.Of(c.Channel)} for {c.Purpose}", Level.Primary),
            MetricExpression m => (m.Name, Level.Primary),
            RfmExpression r => ($"{r.Rfm}.{Part(r.Part)}", Level.Operand),
            PredictExpression p => ($"predict({Call(p.Model, p.Inputs)})", Level.Primary),
            RecommendExpression r => ($"recommend({Call(r.Model, r.Limit is null ? r.Inputs : r.Inputs.Add(new("limit", r.Limit)))})", Level.Primary),
            CatalogExpression c => ($"{c.Catalog}({Write(c.Key, Level.Or)})", Level.Primary),
            CallExpression c => ($"{Of(c.Function)}({string.Join(", ", c.Arguments.Select(a => Write(a, Level.Or)))})", Level.Primary),
            _ => throw new UnreachableException(),
        };

        private (string Text, Level Level) Binary(BinaryExpression b)
        {
            var (level, left, right) = b.Operator switch
            {
                BinaryOperator.Or => (Level.Or, Level.Or, Level.And),
                BinaryOperator.And => (Level.And, Level.And, Level.Not),
                BinaryOperator.Default => (Level.Default, Level.Default, Level.Sum),
                BinaryOperator.Add or BinaryOperator.Subtract => (Level.Sum, Level.Sum, Level.Product),
                BinaryOperator.Multiply or BinaryOperator.Divide => (Level.Product, Level.Product, Level.Unary),
                _ => (Level.Comparison, Level.Default, Level.Default),
            };
            return ($"{Write(b.Left, left)} {Of(b.Operator)} {Write(b.Right, right)}", level);
        }

        /// <summary>A path of `last order_placed` stands before its filter: `last order_placed.total where (…)`.</summary>
        private string Member(MemberExpression member, string path)
        {
            path = "." + Name(member) + path;
            return member.Target switch
            {
                MemberExpression inner => Member(inner, path),
                LastFirstExpression last => LastFirst(last, path),
                RootExpression { Root: Program.Root.Event } when Event.Length == 0 => path[1..],
                _ => Write(member.Target, Level.Operand) + path,
            };
        }

        private string Text(Interpolation interpolation)
        {
            var inner = this with { Quote = Quote == '"' ? '\'' : '"' };
            var parts = interpolation.Parts.Select(p =>
                p is Constant { Value: TextValue text } ? ValueText.Escape(text.Value, Quote) : "{" + inner.Write(p, Level.Or) + "}");
            return Quote + string.Concat(parts) + Quote;
        }

        private string Aggregate(AggregateExpression a)
        {
            var path = a.Value is null ? a.Event : (this with { Event = a.Event }).Write(a.Value, Level.Operand);
            return $"{Function(a.Function)} of {path}{Filter(a.Filter)} {Of(a.Window)}";
        }

        private string LastFirst(LastFirstExpression l, string path) =>
            $"{(l.First ? "first" : "last")} {l.Event}{path}{Filter(l.Filter)}{(l.Window is null ? "" : " " + Of(l.Window))}";

        private string Happened(HappenedExpression h)
        {
            var then = string.Concat(h.Then.Select(t =>
                $" then {(t.Negated ? "no " : "")}{t.Event}{Filter(t.Filter)} within {LengthText.Of(t.Within)}"));
            return $"happened {h.Event}{Filter(h.Filter)}{then} {Of(h.Window)}";
        }

        private string Filter(Expression? filter) => filter is null ? "" : $" where ({Plain.Write(filter, Level.Or)})";

        private string Call(string first, ImmutableArray<NamedExpression> inputs) => inputs.IsEmpty ? first : $"{first}, {Arguments(inputs)}";

        private string Arguments(ImmutableArray<NamedExpression> arguments) =>
            string.Join(", ", arguments.Select(a => $"{a.Name}: {Write(a.Value, Level.Or)}"));

        private string Root(Root root) => root switch
        {
            Program.Root.Customer => "customer",
            Program.Root.Event => Event.Length == 0 ? "event" : Event,
            Program.Root.Entry => "entry",
            Program.Root.Input => "input",
            _ => throw new UnreachableException(),
        };

        private static string Name(MemberExpression member) => member.Kind switch
        {
            MemberKind.Field or MemberKind.Projection => member.Name,
            MemberKind.First => "first",
            MemberKind.Last => "last",
            MemberKind.Size => "size",
            MemberKind.Amount => "amount",
            MemberKind.Currency => "currency",
            MemberKind.Date => "date",
            MemberKind.Time => "time",
            MemberKind.Hour => "hour",
            MemberKind.Weekday => "weekday",
            MemberKind.At => "at",
            _ => throw new UnreachableException(),
        };

        private static string Test(IsTest test) => test switch
        {
            IsTest.Known => "known",
            IsTest.Missing => "missing",
            IsTest.Empty => "empty",
            _ => throw new UnreachableException(),
        };

        private static string Function(AggregateFunction function) => function switch
        {
            AggregateFunction.Count => "count",
            AggregateFunction.Sum => "sum",
            AggregateFunction.Average => "average",
            AggregateFunction.Min => "min",
            AggregateFunction.Max => "max",
            AggregateFunction.Distinct => "distinct",
            _ => throw new UnreachableException(),
        };

        private static string Part(RfmPart part) => part switch
        {
            RfmPart.Recency => "recency",
            RfmPart.Frequency => "frequency",
            RfmPart.Value => "value",
            _ => throw new UnreachableException(),
        };
    }
}
