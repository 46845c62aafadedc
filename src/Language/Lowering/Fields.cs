using System.Collections.Immutable;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics;
using Personalization.Journeys.Language.Syntax;
using Personalization.Journeys.Language.Text;

namespace Personalization.Journeys.Language.Lowering;

/// <summary>Types and fields as declared. Records and rows are built when they are first named, since one may hold another.</summary>
internal sealed class Fields(WorkspaceSchema schema, ICollection<Diagnostic> diagnostics)
{
    private static readonly string[] _typeWords = ["text", "number", "boolean", "money", "percent", "duration", "date", "time", "moment", "zone", "list", "one"];

    private readonly List<string> _underWay = [];

    public ImmutableArray<Field> Lower(ImmutableArray<FieldSyntax> fields, SourceText source)
    {
        var lowered = ImmutableArray.CreateBuilder<Field>();
        foreach (var syntax in fields)
        {
            if (syntax.Name.Text.Length == 0)
            {
                continue;
            }

            if (lowered.FirstOrDefault(f => f.Name == syntax.Name.Text) is { } first)
            {
                diagnostics.Add(JourneyDiagnostics.DeclaredTwice(new Location(source, syntax.Name.Span), "fields", syntax.Name.Text, first.Location!));
                continue;
            }

            lowered.Add(Lower(syntax, source));
        }

        return lowered.ToImmutable();
    }

    public Field Lower(FieldSyntax syntax, SourceText source)
    {
        var type = Type(syntax.Type, source);
        return new Field(syntax.Name.Text, type, new Location(source, syntax.Span))
        {
            Optional = syntax.Optional,
            Personal = syntax.Personal,
            IsKey = syntax.IsKey,
            NotEmpty = syntax.NotEmpty,
            Default = syntax.Default is null ? null : Default(syntax.Default, type, syntax.Name.Text, source),
            Deprecated = syntax.Deprecated,
            DeprecatedBecause = syntax.DeprecatedBecause,
        };
    }

    public DataType Type(TypeSyntax syntax, SourceText source) => syntax.Keyword.Text switch
    {
        "number" => new NumberType(syntax.From, syntax.To),
        "list" => syntax.Element is { } element && Named(element, source) is not UnknownType and var known ? new ListType(known) : DataType.Unknown,
        "one" => OneOf(syntax, source),
        _ => Named(syntax.Keyword, source),
    };

    /// <summary>The record or row of this name; null when there is none.</summary>
    public RecordType? Record(string name)
    {
        if (schema.Types.TryGetValue(name, out var known))
        {
            return known;
        }

        if ((schema.Symbols.Find(DeclarationKind.Record, name) ?? schema.Symbols.Find(DeclarationKind.Catalog, name)) is not { } declaration)
        {
            return null;
        }

        _underWay.Add(name);
        var type = declaration.Syntax switch
        {
            RecordSyntax record => new RecordType(RecordKind.Record, name, Lower(record.Fields, declaration.Source)),
            CatalogSyntax catalog => new RecordType(RecordKind.CatalogRow, name, Lower(catalog.Fields, declaration.Source)),
            _ => null,
        };
        _underWay.RemoveAt(_underWay.Count - 1);
        if (type is not null)
        {
            schema.Types.Add(name, type);
        }

        return type;
    }

    private DataType Named(NameSyntax name, SourceText source)
    {
        switch (name.Text)
        {
            case "": return DataType.Unknown;
            case "text": return DataType.Text;
            case "number": return DataType.Number;
            case "boolean": return DataType.Boolean;
            case "money": return DataType.Money;
            case "percent": return DataType.Percent;
            case "duration": return DataType.Duration;
            case "date": return DataType.Date;
            case "time": return DataType.Time;
            case "moment": return DataType.Moment;
            case "zone": return DataType.Zone;
            default: break;
        }

        var at = new Location(source, name.Span);
        if (_underWay.Contains(name.Text))
        {
            diagnostics.Add(JourneyDiagnostics.ContainsItself(at, name.Text, _underWay.SkipWhile(n => n != name.Text).Append(name.Text)));
            return DataType.Unknown;
        }

        if (Record(name.Text) is { } record)
        {
            return record;
        }

        diagnostics.Add(JourneyDiagnostics.NotDeclared(at, "type", name.Text,
            _typeWords.Concat(schema.Symbols.Names(DeclarationKind.Record)).Concat(schema.Symbols.Names(DeclarationKind.Catalog))));
        return DataType.Unknown;
    }

    private TextType OneOf(TypeSyntax syntax, SourceText source)
    {
        var values = ImmutableArray.CreateBuilder<string>();
        foreach (var element in syntax.OneOf?.Elements ?? [])
        {
            if (element is TextSyntax { Constant: { } value })
            {
                values.Add(value);
            }
            else if (element is not BrokenExpressionSyntax)
            {
                diagnostics.Add(JourneyDiagnostics.WrongUse(new Location(source, element.Span), "`one of` lists texts without values in them"));
            }
        }

        return new TextType(values.ToImmutable());
    }

    private Value? Default(ExpressionSyntax syntax, DataType type, string field, SourceText source)
    {
        var binder = new Binder(schema, source, Scope.Nothing, diagnostics);
        var bound = binder.Bind(syntax);
        if (bound is ErrorExpression || !binder.Fit(bound, type, $"`{field}`"))
        {
            return null;
        }

        if (ConstantValue(bound) is { } value)
        {
            return value;
        }

        diagnostics.Add(JourneyDiagnostics.WrongUse(binder.At(syntax), $"the default of `{field}` is not constant", "write a plain value"));
        return null;
    }

    private static Value? ConstantValue(Expression expression)
    {
        switch (expression)
        {
            case Constant constant:
                return constant.Value;
            case ListExpression list:
                var elements = list.Elements.Select(ConstantValue).ToList();
                return elements.Contains(null) ? null : new ListValue([.. elements.Select(e => e!)]);
            case RecordExpression record:
                var fields = record.Fields.Select(f => (f.Name, Value: ConstantValue(f.Value))).ToList();
                return fields.Any(f => f.Value is null) ? null : RecordValue.Of(fields.Select(f => (f.Name, f.Value!)));
            default:
                return null;
        }
    }
}
