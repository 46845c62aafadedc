using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Lowering;

/// <summary>
/// What a customer's document keeps of the past: for each event the longest window that any expression reads, and the
/// fields it reads of it. Events that end runs are kept for `late after`, since a run does not start behind its own end.
/// </summary>
internal sealed class KeptEvents
{
    private static readonly Duration _ever = Duration.MaxValue;

    private readonly SortedDictionary<string, (Duration For, SortedSet<string> Paths)> _kept = new(StringComparer.Ordinal);

    public static ImmutableArray<KeptEvent> Of(Workspace workspace)
    {
        var kept = new KeptEvents();
        foreach (var expression in workspace.Metrics.Select(m => m.Value)
            .Concat(workspace.Segments.SelectMany(s => s.Conditions).SelectMany(ProgramExpressions.Of))
            .Concat(workspace.Templates.SelectMany(ProgramExpressions.Of)))
        {
            kept.Read(expression, _ever);
        }

        foreach (var rfm in workspace.Rfms)
        {
            kept.Keep(rfm.Event, rfm.Over, FieldPaths.OfEvent(rfm.Value));
        }

        foreach (var history in workspace.Models.Select(m => m.History).OfType<ModelHistory>())
        {
            kept.Keep(history.Event, history.Window, FieldPaths.OfEvent(history.Value));
        }

        foreach (var journey in workspace.Journeys)
        {
            kept.Read(journey);

            foreach (var ending in journey.Goals.Select(g => g.Event).Concat(journey.Exits.OfType<EventExit>().Select(e => e.Event)))
            {
                kept.Keep(ending.Event, workspace.Settings.LateAfter, ending.Where is null ? [] : FieldPaths.OfEvent(ending.Where));
            }
        }

        return [.. kept._kept.Select(k => new KeptEvent(k.Key, k.Value.For == _ever ? null : k.Value.For, k.Value.Paths.Contains("*") ? ["*"] : [.. k.Value.Paths]))];
    }

    private void Read(Journey journey)
    {
        var life = journey.ExitAfter ?? _ever;
        var expressions = ProgramExpressions.Of(journey).ToList();
        var named = journey.Locals.Select(l => (l.Name, l.Value)).Concat(journey.Steps.OfType<LetStep>().Select(l => (l.Name, l.Value)))
            .Where(l => l.Value is LastFirstExpression).ToList();
        foreach (var (name, value) in named)
        {
            var last = (LastFirstExpression)value;
            Keep(last.Event, LengthOf(last.Window, life), expressions.SelectMany(e => FieldPaths.Of(e, x => x is VariableExpression v && v.Name == name)));
            ReadFilter(last.Event, last.Filter, last.Window, life);
        }

        foreach (var expression in expressions.Where(e => !named.Any(n => ReferenceEquals(n.Value, e))))
        {
            Read(expression, life);
        }
    }

    /// <param name="life">How far back `since entry` can reach.</param>
    private void Read(Expression expression, Duration life)
    {
        switch (expression)
        {
            case MemberExpression member when Behind(member) is var (last, path):
                Keep(last.Event, LengthOf(last.Window, life), path.Length == 0 ? [] : [path]);
                ReadFilter(last.Event, last.Filter, last.Window, life);
                return;
            case LastFirstExpression whole:
                Keep(whole.Event, LengthOf(whole.Window, life), ["*"]);
                ReadFilter(whole.Event, whole.Filter, whole.Window, life);
                return;
            case IsExpression { Value: LastFirstExpression asked }:
                Keep(asked.Event, LengthOf(asked.Window, life), []);
                ReadFilter(asked.Event, asked.Filter, asked.Window, life);
                return;
            case AggregateExpression aggregate:
                Keep(aggregate.Event, LengthOf(aggregate.Window, life), aggregate.Value is null ? [] : FieldPaths.OfEvent(aggregate.Value));
                ReadFilter(aggregate.Event, aggregate.Filter, aggregate.Window, life);
                return;
            case TimeSinceExpression since:
                Keep(since.Event, _ever, []);
                ReadFilter(since.Event, since.Filter, null, life);
                return;
            case HappenedExpression happened:
                ReadHappened(happened, life);
                return;
            default:
                break;
        }

        foreach (var part in ExpressionTree.Children(expression))
        {
            Read(part, life);
        }
    }

    private void ReadHappened(HappenedExpression happened, Duration life)
    {
        var length = LengthOf(happened.Window, life);
        Keep(happened.Event, length, happened.Filter is null ? [] : FieldPaths.OfEvent(happened.Filter));
        foreach (var then in happened.Then)
        {
            Keep(then.Event, length, then.Filter is null ? [] : FieldPaths.OfEvent(then.Filter));
        }
    }

    private void ReadFilter(string name, Expression? filter, Window? window, Duration life)
    {
        if (filter is not null)
        {
            Keep(name, LengthOf(window, life), FieldPaths.OfEvent(filter));
            Read(filter, life);
        }
    }

    private void Keep(string name, Duration length, IEnumerable<string> paths)
    {
        if (!_kept.TryGetValue(name, out var kept))
        {
            kept = (Duration.Zero, new SortedSet<string>(StringComparer.Ordinal));
        }

        kept.Paths.UnionWith(paths);
        _kept[name] = (Duration.Max(kept.For, length), kept.Paths);
    }

    private static Duration LengthOf(Window? window, Duration life) => window?.Kind switch
    {
        WindowKind.Last => window.From.Measured,
        WindowKind.Between => Duration.Max(window.From.Measured, window.To.Measured),
        WindowKind.SinceEntry => life,
        _ => _ever,
    };

    private static (LastFirstExpression Last, string Path)? Behind(MemberExpression member) =>
        FieldPaths.From(member, e => e is LastFirstExpression) is var (start, path) ? ((LastFirstExpression)start, path) : null;
}
