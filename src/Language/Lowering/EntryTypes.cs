using System.Collections.Immutable;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics;
using Personalization.Journeys.Language.Syntax;

namespace Personalization.Journeys.Language.Lowering;

/// <summary>What `entry` has in a journey: what all its triggers bring.</summary>
internal static class EntryTypes
{
    /// <param name="broken">The trigger may stand on a broken line.</param>
    public static EntryType Of(JourneySyntax journey, WorkspaceSchema schema, bool broken)
    {
        var sources = ImmutableArray.CreateBuilder<EntrySource>();
        foreach (var setting in journey.Settings)
        {
            switch (setting)
            {
                case EnterOnEventSyntax trigger when schema.EventType(trigger.Event.Text) is { } type:
                    sources.Add(new EntrySource($"event `{type.Name}`", type));
                    break;
                case EnterOnEventSyntax:
                    return new EntryType(DataType.Unknown, []);
                case EnterOnSegmentSyntax trigger:
                    sources.Add(new EntrySource($"segment `{trigger.Segment.Text}`", null));
                    break;
                case EnterOnScheduleSyntax:
                    sources.Add(new EntrySource("the schedule", null));
                    break;
                case EnterOnDateSyntax:
                    sources.Add(new EntrySource("a date", null));
                    break;
                default:
                    break;
            }
        }

        if (sources.Count == 0)
        {
            if (broken)
            {
                return new EntryType(DataType.Unknown, []);
            }

            sources.Add(new EntrySource("another journey", null));
        }

        return new EntryType(new RecordType(RecordKind.Event, "entry", Common(sources.ToImmutable())), sources.ToImmutable());
    }

    private static ImmutableArray<Field> Common(ImmutableArray<EntrySource> sources)
    {
        if (sources.Any(s => s.Event is null))
        {
            return [];
        }

        var fields = ImmutableArray.CreateBuilder<Field>();
        foreach (var field in sources[0].Event!.Fields)
        {
            var all = sources.Select(s => s.Event!.Find(field.Name)).ToList();
            if (all.All(f => f is not null && TypeRules.Agree(f.Type, field.Type)))
            {
                fields.Add(field with
                {
                    Type = all.Aggregate(field.Type, (type, f) => TypeRules.Unify(type, f!.Type)),
                    Optional = all.Any(f => f!.Optional),
                    Default = all.All(f => f!.Default is not null) ? field.Default : null,
                    NotEmpty = all.All(f => f!.NotEmpty),
                });
            }
        }

        return fields.ToImmutable();
    }
}
