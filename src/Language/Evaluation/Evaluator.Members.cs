using System.Collections.Immutable;
using System.Diagnostics;
using NodaTime;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Evaluation;

public static partial class Evaluator
{
    private static Value Member(MemberExpression e, EvaluationScope scope)
    {
        if (e.Kind is MemberKind.Field or MemberKind.At)
        {
            return Field(e, scope);
        }

        var target = Evaluate(e.Target, scope);
        return target switch
        {
            ListValue list => OfList(e, list.Elements),
            MoneyValue money => e.Kind == MemberKind.Amount ? new NumberValue(money.Amount) : new TextValue(money.Currency),
            MomentValue moment => OfLocal(e.Kind, LocalTimes.ToLocal(moment.Value, scope.Zone)),
            LocalMomentValue local => OfLocal(e.Kind, local.Value),
            DateValue date => OfLocal(e.Kind, date.Value.AtMidnight()),
            _ => Value.Missing,
        };
    }

    private static Value Field(MemberExpression e, EvaluationScope scope)
    {
        Value value;
        switch (e.Target)
        {
            case RootExpression root:
                value = scope.Field(root.Root, e.Name);
                break;
            case LastFirstExpression lastFirst:
                if (Find(lastFirst, scope) is not { } past)
                {
                    return Value.Missing;
                }

                value = e.Kind == MemberKind.At ? new MomentValue(past.At) : past.Fields[e.Name];
                break;
            default:
                if (Evaluate(e.Target, scope) is not RecordValue record)
                {
                    return Absent(e);
                }

                value = record[e.Name];
                break;
        }

        return value.IsMissing && e.Type is ListType ? ListValue.Empty : value;
    }

    private static Value Absent(MemberExpression e) => e.Type is ListType && !e.MayBeMissing ? ListValue.Empty : Value.Missing;

    private static Value OfList(MemberExpression e, ImmutableArray<Value> elements) => e.Kind switch
    {
        MemberKind.First => elements.IsEmpty ? Value.Missing : elements[0],
        MemberKind.Last => elements.IsEmpty ? Value.Missing : elements[^1],
        MemberKind.Size => new NumberValue(elements.Length),
        MemberKind.Projection => Project(elements, e.Name),
        _ => Value.Missing,
    };

    // A projected list is as flat as its type says: the tags of all items are one list of tags.
    private static ListValue Project(ImmutableArray<Value> elements, string name)
    {
        var projected = ImmutableArray.CreateBuilder<Value>(elements.Length);
        foreach (var element in elements)
        {
            switch (element is RecordValue record ? record[name] : Value.Missing)
            {
                case MissingValue:
                    break;
                case ListValue list:
                    projected.AddRange(list.Elements);
                    break;
                case var value:
                    projected.Add(value);
                    break;
            }
        }

        return new(projected.DrainToImmutable());
    }

    private static Value OfLocal(MemberKind kind, LocalDateTime local) => kind switch
    {
        MemberKind.Date => new DateValue(local.Date),
        MemberKind.Time => new TimeValue(local.TimeOfDay),
        MemberKind.Hour => new NumberValue(local.Hour),
        MemberKind.Weekday => new TextValue(Weekday(local.DayOfWeek)),
        _ => Value.Missing,
    };

    internal static string Weekday(IsoDayOfWeek day) => day switch
    {
        IsoDayOfWeek.Monday => "monday",
        IsoDayOfWeek.Tuesday => "tuesday",
        IsoDayOfWeek.Wednesday => "wednesday",
        IsoDayOfWeek.Thursday => "thursday",
        IsoDayOfWeek.Friday => "friday",
        IsoDayOfWeek.Saturday => "saturday",
        IsoDayOfWeek.Sunday => "sunday",
        _ => throw new UnreachableException(),
    };
}
