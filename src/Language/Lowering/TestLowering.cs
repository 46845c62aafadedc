using System.Collections.Immutable;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics;
using Personalization.Journeys.Language.Syntax;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Lowering;

/// <summary>Tests of the language, against the schema and the journey they are of.</summary>
internal sealed class TestLowering
{
    private readonly WorkspaceSchema _schema;
    private readonly ICollection<Diagnostic> _diagnostics;
    private readonly TestSyntax _syntax;
    private readonly SourceText _source;
    private readonly Journey? _journey;
    private readonly ImmutableArray<Local>.Builder _lets = ImmutableArray.CreateBuilder<Local>();
    private FlowState _state = FlowState.Empty;

    private TestLowering(WorkspaceSchema schema, Declaration declaration, ImmutableArray<Journey> journeys, ICollection<Diagnostic> diagnostics)
    {
        _schema = schema;
        _diagnostics = diagnostics;
        _syntax = (TestSyntax)declaration.Syntax;
        _source = declaration.Source;
        _journey = journeys.FirstOrDefault(j => j.Name == _syntax.Journey.Text);
    }

    public static ImmutableArray<JourneyTest> Lower(WorkspaceSchema schema, ImmutableArray<Journey> journeys, ICollection<Diagnostic> diagnostics) =>
    [
        .. schema.Symbols.All(DeclarationKind.Test)
            .OrderBy(d => d.Source.Path, StringComparer.Ordinal).ThenBy(d => d.Syntax.Span.Start)
            .Select(d => new TestLowering(schema, d, journeys, diagnostics).Lower()),
    ];

    private JourneyTest Lower()
    {
        Binder().Declared(DeclarationKind.Journey, _syntax.Journey);
        var customer = new GivenCustomer([], [], []);
        var given = ImmutableArray.CreateBuilder<Given>();
        var happenings = ImmutableArray.CreateBuilder<Happening>();
        var expectations = ImmutableArray.CreateBuilder<Expectation>();
        foreach (var line in _syntax.Lines)
        {
            switch (line)
            {
                case TestLetSyntax let:
                    Let(let);
                    break;
                case GivenCustomerSyntax syntax:
                    customer = Customer(syntax, customer);
                    break;
                case GivenSyntax syntax:
                    AddIf(given, Given(syntax));
                    break;
                case AtEventSyntax or AtReactionSyntax:
                    AddIf(happenings, Happening(line));
                    break;
                default:
                    AddIf(expectations, TestExpectations.Lower(line, _schema, _journey, Binder(), _diagnostics));
                    break;
            }
        }

        return new JourneyTest(
            _syntax.Name.Text, _syntax.Journey.Text, _lets.ToImmutable(), customer, given.ToImmutable(), happenings.ToImmutable(),
            expectations.ToImmutable(), At(_syntax));
    }

    private void Let(TestLetSyntax syntax)
    {
        var value = Binder().Bind(syntax.Value);
        var at = At(syntax.Name);
        if (Names.Meaning(_schema, _state, syntax.Name.Text) is var (meaning, first) && meaning is not null)
        {
            _diagnostics.Add(JourneyDiagnostics.NameTaken(at, syntax.Name.Text, meaning, first));
        }

        _lets.Add(new Local(syntax.Name.Text, value, At(syntax)));
        _state = _state.With(new Variable(syntax.Name.Text, value.Type, value.MayBeMissing, at) { Value = value });
    }

    private GivenCustomer Customer(GivenCustomerSyntax syntax, GivenCustomer before)
    {
        var binder = Binder();
        var fields = ImmutableArray.CreateBuilder<NamedExpression>();
        foreach (var binding in syntax.Fields)
        {
            if (_schema.Customer.Find(binding.Name.Text) is { } field)
            {
                fields.Add(new NamedExpression(field.Name, binder.BindValue(binding.Value, field.Type, $"`{field.Name}`")));
            }
            else
            {
                _diagnostics.Add(JourneyDiagnostics.NoCustomerField(At(binding.Name), binding.Name.Text, [.. _schema.Customer.Fields.Select(f => f.Name)]));
            }
        }

        return new GivenCustomer(
            before.Fields.AddRange(fields),
            before.Consents.AddRange(syntax.Consents.Select(binder.BindConsent).OfType<ConsentExpression>()),
            before.Segments.AddRange(syntax.Segments.Where(s => binder.Declared(DeclarationKind.Segment, s.Segment)).Select(s => s.Segment.Text)));
    }

    private Given? Given(GivenSyntax syntax)
    {
        var binder = Binder();
        switch (syntax.Kind)
        {
            case GivenKind.Predict or GivenKind.Recommend:
                if (!binder.Declared(DeclarationKind.Model, syntax.Target) || !_schema.Models.TryGetValue(syntax.Target.Text, out var model))
                {
                    return null;
                }

                var value = binder.BindValue(syntax.Value, model.Gives, $"what `{model.Name}` gives");
                return syntax.Kind == GivenKind.Predict ? new GivenPrediction(model.Name, value, At(syntax)) : new GivenRecommendation(model.Name, value, At(syntax));
            case GivenKind.Webhook:
                if (!binder.Declared(DeclarationKind.Webhook, syntax.Target) || !_schema.Webhooks.TryGetValue(syntax.Target.Text, out var webhook))
                {
                    return null;
                }

                var answer = binder.BindValue(syntax.Value, new RecordType(RecordKind.Record, webhook.Name, webhook.Gives), $"what `{webhook.Name}` gives");
                return new GivenAnswer(webhook.Name, answer, At(syntax));
            default:
                return Arm(syntax);
        }
    }

    private GivenArm? Arm(GivenSyntax syntax)
    {
        var choices = _journey?.Steps.Select(s => s switch
        {
            ExperimentStep e => (e.Name, e.Arms),
            BanditStep b => (b.Name, b.Arms),
            _ => ("", []),
        }).Where(c => c.Item1.Length > 0).ToList() ?? [];
        var arms = choices.Where(c => c.Item1 == syntax.Target.Text).Select(c => c.Item2).FirstOrDefault();
        if (arms.IsDefault)
        {
            if (_journey is not null)
            {
                _diagnostics.Add(JourneyDiagnostics.NotDeclared(At(syntax.Target), "split, experiment or bandit", syntax.Target.Text, choices.Select(c => c.Item1)));
            }

            return null;
        }

        if (syntax.Value is not NameExpressionSyntax { Name: var arm })
        {
            return null;
        }

        if (arms.All(a => a.Name != arm.Text))
        {
            _diagnostics.Add(JourneyDiagnostics.NotDeclared(At(arm), "arm", arm.Text, arms.Select(a => a.Name)));
            return null;
        }

        return new GivenArm(syntax.Target.Text, arm.Text, At(syntax));
    }

    private Happening? Happening(TestLineSyntax syntax)
    {
        var binder = Binder();
        switch (syntax)
        {
            case AtEventSyntax e when binder.EventOf(e.Event) is { } type:
                return new EventHappens(TestExpectations.Moment(e.When), type.Name, binder.BindArguments(e.With, type.Fields, $"event `{type.Name}`", At(e.Event), all: false), At(e));
            case AtReactionSyntax r when binder.Declared(DeclarationKind.Template, r.Template):
                return new CustomerReacts(TestExpectations.Moment(r.When), (Reaction)r.Kind, r.Template.Text, r.Answer?.Constant, At(r));
            default:
                return null;
        }
    }

    private Binder Binder() => new(_schema, _source, new Scope { State = _state, FillsRecords = true }, _diagnostics);

    private Location At(SyntaxNode node) => new(_source, node.Span);

    private static void AddIf<T>(ImmutableArray<T>.Builder items, T? item)
        where T : class
    {
        if (item is not null)
        {
            items.Add(item);
        }
    }
}
