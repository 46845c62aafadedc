using System.Collections.Immutable;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Syntax;

namespace Personalization.Journeys.Language.Semantics;

internal sealed partial class Binder
{
    private static readonly ImmutableArray<string> _rfmParts = ["recency", "frequency", "value"];

    private Expression BindName(NameSyntax name)
    {
        if (name.Text.Length == 0)
        {
            return Broken(name);
        }

        if (_scope.State.Names.TryGetValue(name.Text, out var variable))
        {
            var known = !variable.MayBeMissing || _scope.State.Known.Contains("$" + variable.Name);
            return new VariableExpression(variable.Name, variable.Type, !known, At(name));
        }

        switch (name.Text)
        {
            case "customer":
                return RootOr(name, Root.Customer, _scope.Customer, "a customer is not there yet");
            case "event":
                return RootOr(name, Root.Event, _scope.Event, _scope.Entry is null
                    ? "`event` stands only where one event is in question, as in `where (…)`"
                    : "`event` stands only where one event is in question; what started the run is `entry`");
            case "entry":
                return RootOr(name, Root.Entry, _scope.Entry?.Type, "only a journey has an `entry`");
            case "input":
                return RootOr(name, Root.Input, _scope.Input, "only a journey has an `input`");
            default:
                break;
        }

        if (schema.FindMetric(name.Text) is { } metric)
        {
            var bound = new MetricExpression(metric.Name, metric.Value, At(name));
            return bound.MayBeMissing && IsKnown(bound) ? bound with { Definition = bound.Definition, MayBeMissing = false } : bound;
        }

        if (schema.Symbols.Find(DeclarationKind.Metric, name.Text) is not null)
        {
            return Broken(name);
        }

        if (schema.Rfms.ContainsKey(name.Text))
        {
            diagnostics.Add(JourneyDiagnostics.WrongUse(At(name), $"{JourneyDiagnostics.Quoted(name.Text)} has three scores, not one value", $"write `{name.Text}.recency`, `{name.Text}.frequency` or `{name.Text}.value`"));
            return Broken(name);
        }

        var unknown = JourneyDiagnostics.NotDeclared(At(name), "name", name.Text, VisibleNames());
        diagnostics.Add(name.Text is "null" or "nil" or "undefined" ? unknown with { Label = null, Help = "a value is there or missing: ask `… is missing` or `… is known`" } : unknown);
        return Broken(name);
    }

    private Expression RootOr(NameSyntax name, Root root, DataType? type, string where)
    {
        if (type is null)
        {
            diagnostics.Add(JourneyDiagnostics.NotHere(At(name), name.Text, where));
            return Broken(name);
        }

        return new RootExpression(root, type, At(name));
    }

    private IEnumerable<string> VisibleNames()
    {
        var roots = new List<string>();
        AddIf(_scope.Customer is not null, "customer");
        AddIf(_scope.Event is not null, "event");
        AddIf(_scope.Entry is not null, "entry");
        AddIf(_scope.Input is not null, "input");
        return _scope.State.Names.Keys.Concat(roots)
            .Concat(schema.Symbols.Names(DeclarationKind.Metric)).Concat(schema.Symbols.Names(DeclarationKind.Rfm)).Append("today").Append("now");

        void AddIf(bool there, string name)
        {
            if (there)
            {
                roots.Add(name);
            }
        }
    }

    private Expression BindMember(MemberSyntax syntax)
    {
        if (syntax.Target is NameExpressionSyntax { Name.Text: var rfm } && !_scope.State.Names.ContainsKey(rfm)
            && schema.Symbols.Find(DeclarationKind.Rfm, rfm) is not null)
        {
            return BindRfm(syntax, rfm);
        }

        return Member(BindPart(syntax.Target), syntax.Name, syntax);
    }

    private Expression BindRfm(MemberSyntax syntax, string rfm)
    {
        var index = _rfmParts.IndexOf(syntax.Name.Text);
        if (index < 0)
        {
            diagnostics.Add(JourneyDiagnostics.NoField(At(syntax.Name), $"rfm `{rfm}`", syntax.Name.Text, _rfmParts));
            return Broken(syntax);
        }

        if (!schema.Rfms.TryGetValue(rfm, out var scores))
        {
            return Broken(syntax);
        }

        var bound = new RfmExpression(rfm, (RfmPart)index, new NumberType(scores.LowestScore, scores.HighestScore), At(syntax));
        return IsKnown(bound) ? bound with { MayBeMissing = false } : bound;
    }

    /// <summary>`target.name`; the syntax node is the whole.</summary>
    private Expression Member(Expression target, NameSyntax name, SyntaxNode whole)
    {
        if (target.Type is UnknownType || name.Text.Length == 0)
        {
            return Broken(whole);
        }

        MemberExpression? member = (target.Type, name.Text) switch
        {
            (RecordType { Kind: RecordKind.Event }, "at") => new(target, "at", MemberKind.At, DataType.Moment, target.MayBeMissing, At(whole)),
            (RecordType record, _) when record.Find(name.Text) is { } field => new(target, field.Name, MemberKind.Field, field.Type, target.MayBeMissing || field.MayBeMissing, At(whole)),
            (ListType list, "first") => new(target, "first", MemberKind.First, list.Element, target.MayBeMissing || !NeverEmpty(target), At(whole)),
            (ListType list, "last") => new(target, "last", MemberKind.Last, list.Element, target.MayBeMissing || !NeverEmpty(target), At(whole)),
            (ListType, "size") => new(target, "size", MemberKind.Size, DataType.Number, target.MayBeMissing, At(whole)),
            (ListType { Element: RecordType element }, _) when element.Find(name.Text) is { } field =>
                new(target, field.Name, MemberKind.Projection, field.Type is ListType ? field.Type : new ListType(field.Type), target.MayBeMissing, At(whole)),
            (MoneyType, "amount") => new(target, "amount", MemberKind.Amount, DataType.Number, target.MayBeMissing, At(whole)),
            (MoneyType, "currency") => new(target, "currency", MemberKind.Currency, DataType.Text, target.MayBeMissing, At(whole)),
            (MomentType, "date") => new(target, "date", MemberKind.Date, DataType.Date, target.MayBeMissing, At(whole)),
            (MomentType, "time") => new(target, "time", MemberKind.Time, DataType.Time, target.MayBeMissing, At(whole)),
            (MomentType, "hour") => new(target, "hour", MemberKind.Hour, new NumberType(0, 23), target.MayBeMissing, At(whole)),
            (MomentType or DateType, "weekday") => new(target, "weekday", MemberKind.Weekday, BuiltIns.WeekdayNames, target.MayBeMissing, At(whole)),
            _ => null,
        };

        if (member is null)
        {
            ReportNoMember(target, name);
            return Broken(whole);
        }

        return member.MayBeMissing && IsKnown(member) ? member with { MayBeMissing = false } : member;
    }

    private void ReportNoMember(Expression target, NameSyntax name)
    {
        var members = MembersOf(target.Type);
        switch (target.Type)
        {
            case RecordType { Kind: RecordKind.Customer }:
                diagnostics.Add(JourneyDiagnostics.NoCustomerField(At(name), name.Text, members));
                return;
            case RecordType { Kind: RecordKind.Event } when target is RootExpression { Root: Root.Entry } && _scope.Entry is { } entry && EntryLacks(entry, name):
                return;
            case RecordType { Kind: RecordKind.Event } record:
                diagnostics.Add(JourneyDiagnostics.NoField(At(name), target is RootExpression { Root: Root.Entry } ? "`entry`" : $"event `{record.Name}`", name.Text, members));
                return;
            case RecordType { Kind: RecordKind.Input }:
                diagnostics.Add(JourneyDiagnostics.NoField(At(name), "`input`", name.Text, members));
                return;
            default:
                diagnostics.Add(JourneyDiagnostics.NoField(At(name), target.Type is RecordType ? JourneyDiagnostics.Quoted(Written(target)) : $"{target.Type.Words()}", name.Text, members));
                return;
        }
    }

    /// <summary>True when the field is one that only some triggers bring, or that the run's kind of start never has.</summary>
    private bool EntryLacks(EntryType entry, NameSyntax name)
    {
        var with = entry.Triggers.FirstOrDefault(t => t.Event?.Find(name.Text) is not null);
        var without = entry.Triggers.FirstOrDefault(t => t.Event?.Find(name.Text) is null);
        if (without is null || (with is null && without.Event is not null))
        {
            return false;
        }

        diagnostics.Add(JourneyDiagnostics.EntryWithoutField(At(name), name.Text, without.Words, with?.Words));
        return true;
    }

    private static List<string> MembersOf(DataType type) => type switch
    {
        RecordType { Kind: RecordKind.Event } record => [.. record.Fields.Select(f => f.Name), "at"],
        RecordType record => [.. record.Fields.Select(f => f.Name)],
        ListType { Element: RecordType element } => ["first", "last", "size", .. element.Fields.Select(f => f.Name)],
        ListType => ["first", "last", "size"],
        MoneyType => ["amount", "currency"],
        MomentType => ["date", "time", "hour", "weekday"],
        DateType => ["weekday"],
        _ => [],
    };

    private static bool NeverEmpty(Expression list) =>
        list is MemberExpression { Kind: MemberKind.Field, Target.Type: RecordType owner, Name: var name } && owner.Find(name) is { NotEmpty: true };

    private bool IsKnown(Expression expression) => Narrowing.Path(expression) is { } path && _scope.State.Known.Contains(path);
}
