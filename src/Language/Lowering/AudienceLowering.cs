using System.Collections.Immutable;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics;
using Personalization.Journeys.Language.Syntax;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Lowering;

/// <summary>Metrics, scores, what models read, and segments.</summary>
internal sealed class AudienceLowering(WorkspaceSchema schema, ICollection<Diagnostic> diagnostics)
{
    private readonly Dictionary<string, Metric> _metrics = new(StringComparer.Ordinal);
    private readonly List<string> _underWay = [];

    public ImmutableArray<Metric> Metrics { get; private set; } = [];

    public ImmutableArray<Segment> Segments { get; private set; } = [];

    public static AudienceLowering Lower(WorkspaceSchema schema, ICollection<Diagnostic> diagnostics)
    {
        var lowering = new AudienceLowering(schema, diagnostics);
        schema.FindMetric = lowering.Metric;
        lowering.LowerRfms();
        lowering.Metrics = [.. schema.Symbols.Names(DeclarationKind.Metric).Select(lowering.Metric).OfType<Metric>()];
        lowering.CompleteModels();
        lowering.Segments = [.. schema.Symbols.All(DeclarationKind.Segment).Select(lowering.Segment)];
        lowering.Segments = SegmentCycles.Cut(lowering.Segments, diagnostics);
        return lowering;
    }

    private Metric? Metric(string name)
    {
        if (_metrics.TryGetValue(name, out var known))
        {
            return known;
        }

        if (schema.Symbols.Find(DeclarationKind.Metric, name) is not { } declaration)
        {
            return null;
        }

        if (_underWay.Contains(name))
        {
            diagnostics.Add(JourneyDiagnostics.DependsOnItself(declaration.Location, "metric", name, _underWay.SkipWhile(n => n != name).Append(name)));
            return null;
        }

        _underWay.Add(name);
        var binder = new Binder(schema, declaration.Source, Scope.OfCustomer(schema.Customer), diagnostics);
        var metric = new Metric(name, binder.Bind(((MetricSyntax)declaration.Syntax).Value), declaration.Location);
        _underWay.RemoveAt(_underWay.Count - 1);
        _metrics.Add(name, metric);
        return metric;
    }

    private void LowerRfms()
    {
        foreach (var declaration in schema.Symbols.All(DeclarationKind.Rfm))
        {
            var syntax = (RfmSyntax)declaration.Syntax;
            var binder = new Binder(schema, declaration.Source, Scope.OfCustomer(schema.Customer), diagnostics);
            if (syntax.From is null || syntax.Over is null)
            {
                diagnostics.Add(JourneyDiagnostics.WrongUse(declaration.Location, $"rfm `{declaration.Name}` does not say {(syntax.From is null ? "which event it scores" : "over which time")}", syntax.From is null ? "add `from event`" : "add `over last …`"));
                continue;
            }

            if (binder.EventOf(syntax.From) is not { } type)
            {
                continue;
            }

            var value = Value(syntax, type, binder, declaration);
            if (value.Type is not (MoneyType or NumberType or UnknownType))
            {
                diagnostics.Add(JourneyDiagnostics.WrongType(binder.At(syntax.Value!), "`value`", "money or a number", value.Type.Words()));
            }

            schema.Rfms.Add(declaration.Name, new Rfm(declaration.Name, type.Name, value, syntax.Over.Value.Measured, syntax.LowestScore ?? 1, syntax.HighestScore ?? 5, declaration.Location));
        }
    }

    private Expression Value(RfmSyntax syntax, RecordType type, Binder binder, Declaration declaration)
    {
        if (syntax.Value is null)
        {
            diagnostics.Add(JourneyDiagnostics.WrongUse(declaration.Location, $"rfm `{declaration.Name}` does not say what an event is worth", "add `value event.…`"));
            return new ErrorExpression(declaration.Location);
        }

        if (syntax.Value.Names is [{ Text: "event" }, _, ..])
        {
            return binder.PathOf(type, syntax.Value);
        }

        diagnostics.Add(JourneyDiagnostics.WrongUse(binder.At(syntax.Value), "`value` is a field of the event", $"write `event.{type.Fields.FirstOrDefault(f => f.Type is MoneyType or NumberType)?.Name ?? "…"}`"));
        return new ErrorExpression(binder.At(syntax.Value));
    }

    private void CompleteModels()
    {
        foreach (var declaration in schema.Symbols.All(DeclarationKind.Model))
        {
            var syntax = (ModelSyntax)declaration.Syntax;
            var binder = new Binder(schema, declaration.Source, Scope.OfCustomer(schema.Customer), diagnostics);
            var uses = syntax.Uses.Where(u => binder.Declared(DeclarationKind.Metric, u)).Select(u => u.Text).ToImmutableArray();
            ModelHistory? history = null;
            if (syntax.History is { Names.Length: > 0 } path && binder.EventOf(path.Names[0]) is { } type)
            {
                history = new ModelHistory(type.Name, binder.PathOf(type, path), (syntax.HistoryWindow ?? CalendarDuration.OfDays(365)).Measured);
            }

            schema.Models[declaration.Name] = schema.Models[declaration.Name] with { Uses = uses, History = history };
        }
    }

    private Segment Segment(Declaration declaration)
    {
        var syntax = (SegmentSyntax)declaration.Syntax;
        var conditions = new Conditions(schema, declaration.Source, Scope.OfCustomer(schema.Customer), diagnostics).Lower(syntax.Conditions).Conditions;
        return new Segment(declaration.Name, conditions, syntax.Documentation, declaration.Location);
    }
}
