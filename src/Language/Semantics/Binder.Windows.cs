using System.Collections.Immutable;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Syntax;

namespace Personalization.Journeys.Language.Semantics;

internal sealed partial class Binder
{
    private Expression BindAggregate(AggregateSyntax syntax)
    {
        var window = BindWindow(syntax.Window);
        if (EventOf(syntax.Path.Names[0]) is not { } type)
        {
            return Broken(syntax);
        }

        var filter = BindFilter(syntax.Filter, type);
        if (syntax.Function == AggregateFunction.Count)
        {
            if (syntax.Path.Names.Length > 1)
            {
                diagnostics.Add(JourneyDiagnostics.WrongUse(At(syntax.Path), "`count` counts events, not fields", $"write `count of {type.Name}`, or `distinct of {Written(syntax.Path)}`"));
                return Broken(syntax);
            }

            return window is null ? Broken(syntax) : new AggregateExpression(AggregateFunction.Count, type.Name, null, filter, window, DataType.Number, false, At(syntax));
        }

        if (syntax.Path.Names.Length == 1)
        {
            var word = syntax.Function.ToString().ToLowerInvariant();
            diagnostics.Add(JourneyDiagnostics.WrongUse(At(syntax.Path), $"`{word} of {type.Name}` does not say which field", $"write `{word} of {type.Name}.{type.Fields.FirstOrDefault()?.Name ?? "at"}`"));
            return Broken(syntax);
        }

        var value = PathOf(type, syntax.Path);
        if (value is ErrorExpression || window is null)
        {
            return Broken(syntax);
        }

        var element = value.Type is ListType list ? list.Element : value.Type;
        var fits = syntax.Function switch
        {
            AggregateFunction.Sum or AggregateFunction.Average => element is NumberType or PercentType or MoneyType or DurationType,
            AggregateFunction.Min or AggregateFunction.Max => element.IsOrdered(),
            _ => element is not RecordType,
        };
        if (!fits)
        {
            diagnostics.Add(JourneyDiagnostics.WrongType(At(syntax.Path), $"`{syntax.Function.ToString().ToLowerInvariant()}`", syntax.Function == AggregateFunction.Distinct ? "a single value" : "a number or money", element.Words()));
            return Broken(syntax);
        }

        var distinct = syntax.Function == AggregateFunction.Distinct;
        var result = distinct ? DataType.Number : element is NumberType && syntax.Function is AggregateFunction.Sum ? DataType.Number : element;
        return new AggregateExpression(syntax.Function, type.Name, value, filter, window, result, !distinct, At(syntax));
    }

    private Expression BindTimeSince(TimeSinceSyntax syntax) =>
        EventOf(syntax.Event) is { } type
            ? new TimeSinceExpression(syntax.First, type.Name, BindFilter(syntax.Filter, type), At(syntax))
            : Broken(syntax);

    private Expression BindLastFirst(LastFirstSyntax syntax)
    {
        var window = syntax.Window is null ? null : BindWindow(syntax.Window);
        if (EventOf(syntax.Path.Names[0]) is not { } type)
        {
            return Broken(syntax);
        }

        if (syntax.Filter is not null && syntax.Window is null)
        {
            diagnostics.Add(JourneyDiagnostics.WrongUse(At(syntax), "a filtered `last` or `first` needs a window", "add `in last …`"));
            return Broken(syntax);
        }

        Expression bound = new LastFirstExpression(syntax.First, type.Name, BindFilter(syntax.Filter, type), window, type, At(syntax));
        return syntax.Path.Names.Skip(1).Aggregate(bound, (target, name) => target is ErrorExpression ? target : Member(target, name, syntax));
    }

    private Expression BindHappened(HappenedSyntax syntax)
    {
        var window = BindWindow(syntax.Window);
        var type = EventOf(syntax.Event);
        var filter = type is null ? null : BindFilter(syntax.Filter, type);
        var then = ImmutableArray.CreateBuilder<ThenEvent>();
        foreach (var next in syntax.Then)
        {
            if (EventOf(next.Event) is { } nextType)
            {
                then.Add(new ThenEvent(next.Negated, nextType.Name, BindFilter(next.Filter, nextType), next.Within));
            }
        }

        return type is null || window is null || then.Count < syntax.Then.Length
            ? Broken(syntax)
            : new HappenedExpression(type.Name, filter, then.ToImmutable(), window, At(syntax));
    }

    private Expression? BindFilter(ExpressionSyntax? filter, RecordType type)
    {
        if (filter is null)
        {
            return null;
        }

        var outer = _scope;
        _scope = _scope with { Event = type, State = _scope.State.Forgetting("event") };
        var bound = BindDecision(filter);
        _scope = outer;
        return bound;
    }

    private Window? BindWindow(WindowSyntax syntax)
    {
        if (syntax.Kind == WindowKind.SinceEntry && _scope.Entry is null)
        {
            diagnostics.Add(JourneyDiagnostics.NotHere(At(syntax), "since entry", "only a journey has an entry; write `in last …` or `ever`"));
            return null;
        }

        return new Window(syntax.Kind, syntax.From, syntax.To);
    }

    /// <summary>A path that starts with an event, as a value of that event.</summary>
    public Expression PathOf(RecordType type, PathSyntax path) =>
        path.Names.Skip(1).Aggregate<NameSyntax, Expression>(
            new RootExpression(Root.Event, type, At(path.Names[0])),
            (target, name) => target is ErrorExpression ? target : Member(target, name, path));

    public RecordType? EventOf(NameSyntax name)
    {
        if (name.Text.Length > 0 && !schema.Events.ContainsKey(name.Text))
        {
            diagnostics.Add(JourneyDiagnostics.NotDeclared(At(name), "event", name.Text, schema.Events.Keys));
        }

        return schema.EventType(name.Text);
    }

    private Expression BindInSegment(InSegmentSyntax syntax) =>
        Declared(DeclarationKind.Segment, syntax.Segment) ? new InSegmentExpression(syntax.Segment.Text, At(syntax)) : Broken(syntax);

    public ConsentExpression? BindConsent(ConsentSyntax syntax)
    {
        var channel = ChannelOf(syntax.Channel);
        return Declared(DeclarationKind.Purpose, syntax.Purpose) && channel is { } c ? new ConsentExpression(c, syntax.Purpose.Text, At(syntax)) : null;
    }

    public Channel? ChannelOf(NameSyntax name)
    {
        var channel = ChannelNames.Find(name.Text);
        if (channel is null && name.Text.Length > 0)
        {
            diagnostics.Add(JourneyDiagnostics.NotDeclared(At(name), "channel", name.Text, ChannelNames.All));
        }

        return channel;
    }

    /// <summary>True when there is such a declaration; reports it otherwise.</summary>
    public bool Declared(DeclarationKind kind, NameSyntax name)
    {
        if (name.Text.Length == 0)
        {
            return false;
        }

        if (schema.Symbols.Find(kind, name.Text) is not null)
        {
            return true;
        }

        diagnostics.Add(JourneyDiagnostics.NotDeclared(At(name), kind.Word(), name.Text, schema.Symbols.Names(kind)));
        return false;
    }
}
