using System.Collections.Immutable;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Syntax;

namespace Personalization.Journeys.Language.Semantics;

internal sealed partial class Binder
{
    private Expression BindCall(CallSyntax syntax)
    {
        switch (syntax.Function.Text)
        {
            case "":
                return BrokenArguments(syntax);
            case "predict":
                return BindPredict(syntax);
            case "recommend":
                return BindRecommend(syntax);
            default:
                break;
        }

        if (BuiltIns.ByName.TryGetValue(syntax.Function.Text, out var signature))
        {
            return BindBuiltIn(syntax, signature);
        }

        if (schema.Symbols.Find(DeclarationKind.Catalog, syntax.Function.Text) is not null)
        {
            return BindCatalog(syntax);
        }

        diagnostics.Add(JourneyDiagnostics.NotDeclared(At(syntax.Function), "function or catalog", syntax.Function.Text,
            schema.Symbols.Names(DeclarationKind.Catalog).Concat(["predict", "recommend"]).Concat(BuiltIns.ByName.Keys.Order(StringComparer.Ordinal))));
        return BrokenArguments(syntax);
    }

    /// <summary>The arguments are read for their own mistakes even when the function is lost.</summary>
    private ErrorExpression BrokenArguments(CallSyntax syntax)
    {
        foreach (var argument in syntax.Arguments)
        {
            if (argument.Value is not NameExpressionSyntax)
            {
                BindPart(argument.Value);
            }
        }

        return Broken(syntax);
    }

    private Expression BindCatalog(CallSyntax syntax)
    {
        var name = syntax.Function.Text;
        if (syntax.Arguments.Length != 1 || syntax.Arguments[0].Name is not null)
        {
            diagnostics.Add(JourneyDiagnostics.WrongUse(At(syntax), $"`{name}(…)` takes the key of one row"));
            return BrokenArguments(syntax);
        }

        if (!schema.Catalogs.TryGetValue(name, out var catalog))
        {
            return BrokenArguments(syntax);
        }

        var key = BindPart(syntax.Arguments[0].Value);
        Fit(key, catalog.Row.Find(catalog.Key)?.Type ?? DataType.Unknown, $"the key of `{name}`");
        return new CatalogExpression(name, key, catalog.Row, At(syntax));
    }

    private Expression BindPredict(CallSyntax syntax)
    {
        if (ModelOf(syntax) is not { } model)
        {
            return BrokenArguments(syntax);
        }

        if (model.Gives is ListType)
        {
            diagnostics.Add(JourneyDiagnostics.WrongUse(At(syntax), $"model `{model.Name}` gives {model.Gives.Words()}", $"write `recommend({model.Name})`"));
            return BrokenArguments(syntax);
        }

        return new PredictExpression(model.Name, ModelInputs(syntax, model, null), model.Gives, At(syntax));
    }

    private Expression BindRecommend(CallSyntax syntax)
    {
        if (ModelOf(syntax) is not { } model)
        {
            return BrokenArguments(syntax);
        }

        if (model.Gives is not (ListType or UnknownType))
        {
            diagnostics.Add(JourneyDiagnostics.WrongUse(At(syntax), $"model `{model.Name}` gives {model.Gives.Words()}, not a list", $"write `predict({model.Name})`"));
            return BrokenArguments(syntax);
        }

        var limit = syntax.Arguments.FirstOrDefault(a => a.Name?.Text == "limit");
        var bound = limit is null ? null : BindValue(limit.Value, new NumberType(1, 1000), "`limit`");
        return new RecommendExpression(model.Name, ModelInputs(syntax, model, limit), bound, model.Gives, At(syntax));
    }

    private Model? ModelOf(CallSyntax syntax)
    {
        if (syntax.Arguments is not [{ Name: null, Value: NameExpressionSyntax { Name: var name } }, ..])
        {
            diagnostics.Add(JourneyDiagnostics.WrongUse(At(syntax), $"`{syntax.Function.Text}(…)` names a model first", $"write `{syntax.Function.Text}(model)`"));
            return null;
        }

        return Declared(DeclarationKind.Model, name) ? schema.Models.GetValueOrDefault(name.Text) : null;
    }

    private ImmutableArray<NamedExpression> ModelInputs(CallSyntax syntax, Model model, ArgumentSyntax? limit)
    {
        var bindings = ImmutableArray.CreateBuilder<BindingSyntax>();
        foreach (var argument in syntax.Arguments.Skip(1).Where(a => a != limit))
        {
            if (argument.Name is null)
            {
                diagnostics.Add(JourneyDiagnostics.WrongUse(At(argument), $"what `{model.Name}` takes is given by name", "write `name: value`"));
                continue;
            }

            bindings.Add(new BindingSyntax(argument.Name, argument.Value, argument.Span));
        }

        return BindArguments(bindings.ToImmutable(), model.Takes, $"model `{model.Name}`", At(syntax));
    }

    /// <summary>`with` of a template, webhook, journey, event or model: every name declared, every needed one given, all of the right type.</summary>
    public ImmutableArray<NamedExpression> BindArguments(
        ImmutableArray<BindingSyntax> given, ImmutableArray<Field> takes, string owner, Text.Location at, bool all = true)
    {
        var bound = ImmutableArray.CreateBuilder<NamedExpression>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var binding in given)
        {
            var field = takes.FirstOrDefault(f => f.Name == binding.Name.Text);
            if (field is null && binding.Name.Text.Length > 0)
            {
                diagnostics.Add(JourneyDiagnostics.NoParameter(At(binding.Name), owner, binding.Name.Text, [.. takes.Select(f => f.Name)]));
            }

            if (!names.Add(binding.Name.Text))
            {
                diagnostics.Add(JourneyDiagnostics.GivenTwice(At(binding.Name), binding.Name.Text));
                continue;
            }

            var value = field is null
                ? BindPart(binding.Value)
                : BindValue(binding.Value, field.Type, $"`{field.Name}` of {owner}", mayBeMissing: field.Optional || field.Default is not null);
            bound.Add(new NamedExpression(binding.Name.Text, value));
        }

        foreach (var needed in takes.Where(f => all && !f.Optional && f.Default is null && !names.Contains(f.Name)))
        {
            // A misspelt name is one mistake, not two.
            if (!given.Any(g => takes.All(f => f.Name != g.Name.Text)))
            {
                diagnostics.Add(JourneyDiagnostics.NotGiven(at, owner, needed.Name, needed.Type.Words()));
            }
        }

        return bound.ToImmutable();
    }

    private Expression BindBuiltIn(CallSyntax syntax, BuiltIns.Signature signature)
    {
        var name = syntax.Function.Text;
        if (syntax.Arguments.FirstOrDefault(a => a.Name is not null) is { Name: { } named })
        {
            diagnostics.Add(JourneyDiagnostics.WrongUse(At(named), $"`{name}(…)` takes its values without names"));
            return BrokenArguments(syntax);
        }

        if (syntax.Arguments.Length < signature.Least || syntax.Arguments.Length > signature.Most)
        {
            var count = signature.Least == signature.Most ? $"{signature.Least}" : $"{signature.Least} to {signature.Most}";
            diagnostics.Add(JourneyDiagnostics.WrongUse(At(syntax), $"`{name}(…)` takes {count} value{(count == "1" ? "" : "s")}, here are {syntax.Arguments.Length}"));
            return BrokenArguments(syntax);
        }

        var arguments = syntax.Arguments.Select(a => BindPart(a.Value)).ToImmutableArray();
        if (arguments.Any(a => a is ErrorExpression))
        {
            return Broken(syntax);
        }

        if (BuiltInType(syntax, signature.Function, arguments) is not { } type)
        {
            return Broken(syntax);
        }

        var missing = signature.Function == BuiltIn.Coalesce ? arguments.All(a => a.MayBeMissing) : arguments.Any(a => a.MayBeMissing);
        if (signature.Function is BuiltIn.MinOf or BuiltIn.MaxOf && arguments[0].Type is ListType)
        {
            missing = true;
        }

        return new CallExpression(signature.Function, arguments, type, missing, At(syntax));
    }

    /// <summary>The type a function gives for these arguments; null when they do not fit, which is reported.</summary>
    private DataType? BuiltInType(CallSyntax syntax, BuiltIn function, ImmutableArray<Expression> arguments)
    {
        var first = arguments[0].Type;
        var name = syntax.Function.Text;
        switch (function)
        {
            case BuiltIn.Coalesce:
                return Common(arguments) ?? Complain(arguments[^1], first.Words());
            case BuiltIn.MinOf or BuiltIn.MaxOf when first is ListType { Element: var element } && arguments.Length == 1:
                return element.IsOrdered() ? element : Complain(arguments[0], "a list of numbers or money");
            case BuiltIn.MinOf or BuiltIn.MaxOf:
                return Common(arguments) is { } common && common.IsOrdered() ? common : Complain(arguments[^1], "numbers, money, dates or durations of one kind");
            case BuiltIn.Round or BuiltIn.Floor or BuiltIn.Ceiling or BuiltIn.Abs:
                if (arguments.Length == 2 && !Fit(arguments[1], new NumberType(0, 28), $"the digits of `{name}`"))
                {
                    return null;
                }

                return first is MoneyType ? first : first.IsNumeric() ? DataType.Number : Complain(arguments[0], "a number or money");
            case BuiltIn.Length:
                return first is ListType || first.IsText() ? DataType.Number : Complain(arguments[0], "a text or a list");
            case BuiltIn.Upper or BuiltIn.Lower or BuiltIn.TitleCase:
                return first.IsText() ? DataType.Text : Complain(arguments[0], "text");
            case BuiltIn.Join:
                if (first is not ListType { Element: not RecordType })
                {
                    return Complain(arguments[0], "a list of texts");
                }

                return arguments[1].Type.IsText() ? DataType.Text : Complain(arguments[1], "text");
            case BuiltIn.Format:
                if (first is ListType or RecordType)
                {
                    return Complain(arguments[0], "a date, money or a number");
                }

                return arguments[1].Type.IsText() ? DataType.Text : Complain(arguments[1], "text");
            case BuiltIn.DaysBetween:
                return arguments.FirstOrDefault(a => a.Type is not (DateType or MomentType or UnknownType)) is { } wrong ? Complain(wrong, "a date") : DataType.Number;
            case BuiltIn.Weekday:
                return first is DateType or MomentType ? BuiltIns.WeekdayNames : Complain(arguments[0], "a date");
            default:
                return first is DateType or MomentType ? function == BuiltIn.Month ? new NumberType(1, 12) : DataType.Number : Complain(arguments[0], "a date");
        }

        DataType? Complain(Expression argument, string needed)
        {
            diagnostics.Add(JourneyDiagnostics.WrongType(argument.Location ?? At(syntax), $"`{name}(…)`", needed, argument.Type.Words()));
            return null;
        }
    }

    private static DataType? Common(ImmutableArray<Expression> values)
    {
        var type = values[0].Type;
        foreach (var value in values.Skip(1))
        {
            if (!TypeRules.Agree(type, value.Type))
            {
                return null;
            }

            type = TypeRules.Unify(type, value.Type);
        }

        return type;
    }
}
