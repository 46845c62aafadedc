using System.Collections.Immutable;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics;
using Personalization.Journeys.Language.Syntax;
using Personalization.Journeys.Language.Templates;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Lowering;

/// <summary>Templates: their parameters, their lines and their body files.</summary>
internal sealed class TemplateLowering(WorkspaceSchema schema, ImmutableArray<SourceText> bodies, ICollection<Diagnostic> diagnostics)
{
    public static void Lower(WorkspaceSchema schema, ImmutableArray<SourceText> bodies, ICollection<Diagnostic> diagnostics)
    {
        var lowering = new TemplateLowering(schema, bodies, diagnostics);
        foreach (var declaration in schema.Symbols.All(DeclarationKind.Template))
        {
            if (lowering.Template((TemplateSyntax)declaration.Syntax, declaration) is { } template)
            {
                schema.Templates.Add(declaration.Name, template);
            }
        }
    }

    private Template? Template(TemplateSyntax syntax, Declaration declaration)
    {
        var takes = new Fields(schema, diagnostics).Lower(syntax.Takes, declaration.Source);
        var scope = Scope.OfCustomer(schema.Customer) with
        {
            State = takes.Aggregate(FlowState.Empty, (state, field) => state.With(new Variable(field.Name, field.Type, field.MayBeMissing, field.Location!))),
        };
        var binder = new Binder(schema, declaration.Source, scope, diagnostics);
        foreach (var field in takes.Where(f => f.Name is "customer" or "event" or "entry" or "input" or "today" or "now"))
        {
            diagnostics.Add(JourneyDiagnostics.NameTaken(field.Location!, field.Name, "has a meaning of its own", null));
        }

        var parts = ImmutableArray.CreateBuilder<TemplatePart>();
        var choices = ImmutableArray<string>.Empty;
        TemplateBody? body = null;
        foreach (var part in syntax.Parts)
        {
            switch (part.Kind)
            {
                case TemplatePartKind.Body:
                    body = Body(part, binder, scope);
                    break;
                case TemplatePartKind.Choices:
                    choices = Choices(part, binder);
                    break;
                case TemplatePartKind.Button:
                    Add(parts, "button", part.Text, binder);
                    Add(parts, "opens", part.Opens, binder);
                    break;
                default:
                    Add(parts, TemplateParts.Word(part.Kind), part.Text, binder);
                    break;
            }
        }

        if (binder.ChannelOf(syntax.Channel) is not { } channel)
        {
            return null;
        }

        TemplateParts.Check(syntax, channel, binder, diagnostics);
        return new Template(declaration.Name, channel, Purpose(syntax, declaration, binder), takes, parts.ToImmutable(), body, choices, declaration.Location);
    }

    private string Purpose(TemplateSyntax syntax, Declaration declaration, Binder binder)
    {
        if (syntax.Purpose is null)
        {
            diagnostics.Add(JourneyDiagnostics.NoPurpose(declaration.Location, declaration.Name, schema.Symbols.Names(DeclarationKind.Purpose)));
            return "";
        }

        return binder.Declared(DeclarationKind.Purpose, syntax.Purpose) ? syntax.Purpose.Text : "";
    }

    private static void Add(ImmutableArray<TemplatePart>.Builder parts, string name, TextSyntax? text, Binder binder)
    {
        if (text is null)
        {
            return;
        }

        var bound = binder.Bind(text);
        binder.Demand(bound);
        parts.Add(new TemplatePart(name, bound, binder.At(text)));
    }

    private ImmutableArray<string> Choices(TemplatePartSyntax part, Binder binder)
    {
        var choices = ImmutableArray.CreateBuilder<string>();
        foreach (var choice in part.Choices?.Elements ?? [])
        {
            if (choice is TextSyntax { Constant: { } text })
            {
                choices.Add(text);
            }
            else if (choice is not BrokenExpressionSyntax)
            {
                diagnostics.Add(JourneyDiagnostics.WrongUse(binder.At(choice), "a choice is a text without values in it"));
            }
        }

        return choices.ToImmutable();
    }

    private TemplateBody? Body(TemplatePartSyntax part, Binder binder, Scope scope)
    {
        if (part.Text?.Constant is not { } path)
        {
            return null;
        }

        if (bodies.FirstOrDefault(b => b.Path == path) is { } file)
        {
            return new BodyParser(schema, file, diagnostics).Parse(scope);
        }

        diagnostics.Add(JourneyDiagnostics.NoBodyFile(binder.At(part.Text), path, bodies.Select(b => b.Path)));
        return null;
    }
}
