using System.Text;
using NodaTime.Text;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics.Paths;

namespace Personalization.Journeys.Language.Explaining;

/// <summary>A journey in plain English, written from its graph: who enters, what happens when, and how it ends.</summary>
public static class JourneyProse
{
    private const int Width = 100;
    private const int Indent = 7;

    public static string Write(Workspace workspace, Journey journey)
    {
        var paths = new WorkspacePaths(workspace);
        var text = new StringBuilder();
        text.Append(journey.Name).Append(", version ").Append(journey.Version);
        if (journey.Documentation is { } documentation)
        {
            text.Append(" — \"").Append(string.Join(' ', documentation.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))).Append('"');
        }

        text.Append("\n\n");
        Paragraph(text, "Takes", journey.Inputs.IsEmpty ? "" : string.Join(", ", journey.Inputs.Select(i => i.Name)) + ".");
        Paragraph(text, "Gives", journey.Returns.IsEmpty ? "" : string.Join(", ", journey.Returns.Select(Returned)) + ".");
        Paragraph(text, "Who", Who(workspace, journey));
        Paragraph(text, "Goals", string.Join(" ", journey.Goals.Select(g => $"{g.Name}: {StepProse.Of(g.Event)}.")));
        Paragraph(text, "Ends", Ends(journey));
        Paragraph(text, "Rules", Rules(workspace, journey));
        text.Append('\n');
        new FlowProse(journey, paths.Of(journey), text).Write();
        text.Append(Summary(journey, paths.Of(journey)));
        return text.ToString();
    }

    private static string Who(Workspace workspace, Journey journey)
    {
        var sentences = new List<string>();
        var callers = workspace.Journeys.Where(j => j.Steps.OfType<RunStep>().Any(r => r.Journey == journey.Name)).Select(j => j.Name).ToList();
        if (callers.Count > 0)
        {
            sentences.Add($"Started by {string.Join(" and ", callers)}.");
        }

        sentences.AddRange(journey.Triggers.Select(t => $"A customer enters {Of(t)}."));
        if (!journey.Triggers.IsEmpty)
        {
            sentences.Add(Of(journey.Reentry));
            sentences.Add(journey.RestartWhenInside ? "If it happens while a run is alive, the run starts over." : "If it happens while a run is alive, it is ignored.");
        }

        if (journey.Starts is not null || journey.Ends is not null)
        {
            sentences.Add($"Entries{(journey.Starts is { } s ? $" from {LocalDatePattern.Iso.Format(s)}" : "")}{(journey.Ends is { } e ? $" until {LocalDatePattern.Iso.Format(e)}" : "")}.");
        }

        if (!journey.Eligible.IsEmpty)
        {
            sentences.Add($"Only who {string.Join(", and ", journey.Eligible.Select(Fulfils))}.");
        }

        sentences.AddRange(journey.Locals.Select(l => $"At entry it remembers {l.Name} = {ExpressionText.Of(l.Value)}."));
        return string.Join(' ', sentences);
    }

    private static string Of(Trigger trigger) => trigger switch
    {
        EventTrigger e => $"with each {e.Event}{(e.Where is { } w ? $" where {ConditionProse.Of(w)}" : "")}{(e.KeyedBy is { } k ? $", one run for each {Field(k)}" : "")}",
        SegmentTrigger s => $"when they {(s.Entered ? "enter" : "leave")} segment {s.Segment}",
        ScheduleTrigger s => $"every {StepProse.Of(s.Days)} at {ExpressionText.Of(s.At)}, if in segment {s.Segment}",
        DateTrigger d => $"{(d.Moment.Length == CalendarDuration.Zero ? "on " : "")}{StepProse.Of(d.Moment)}{(d.Anniversary ? ", every year" : "")}",
        _ => "",
    };

    private static string Of(Reentry reentry) => reentry.Kind switch
    {
        ReentryKind.Never => "Only once.",
        ReentryKind.AnyTime => "Again any time.",
        ReentryKind.After => $"Again at the earliest {reentry.After} after the last entry.",
        _ => "Again when the last run has ended.",
    };

    private static string Ends(Journey journey)
    {
        var ways = journey.Exits.Select(e => e switch
        {
            GoalExit g => $"when goal {g.Goal} is reached",
            SegmentExit s => $"when the customer {(s.Entered ? "enters" : "leaves")} segment {s.Segment}",
            EventExit x => $"on {StepProse.Of(x.Event)}",
            _ => "",
        }).ToList();
        if (journey.ExitAfter is { } after)
        {
            ways.Add($"after {LengthText.Long(after)}");
        }

        return string.Join(", ", ways.Append("at the end of the steps")) + ".";
    }

    private static string Rules(Workspace workspace, Journey journey)
    {
        var policies = journey.Steps.SelectMany(s => JourneyParts.Messages(s)).Select(m => m.Policy).OfType<string>().Distinct(StringComparer.Ordinal).Select(workspace.Policy).OfType<Policy>();
        var priority = journey.Priority == 50 ? "" : $" Priority {journey.Priority}.";
        return string.Join(" ", policies.Select(p => $"{p.Name}: {Of(p)}.")) + priority;
    }

    private static string Of(Policy policy)
    {
        var rules = policy.Quiet
            .Select(q => $"quiet {ExpressionText.Of(q.From)}–{ExpressionText.Of(q.To)}, {(policy.WaitDuringQuiet ? $"held until {ExpressionText.Of(q.To)}" : "skipped")}")
            .Concat(policy.Caps.Select(c => $"at most {c.Limit} {(c.Channel is { } channel ? ConditionProse.Name(channel) : c.Limit == 1 ? "message" : "messages")} per {(c.Per is { } per ? LengthText.Long(per) : "day")}"))
            .ToList();
        if (!policy.Caps.IsEmpty)
        {
            rules.Add(policy.WaitWhenCapped is { } wait ? $"what is too much waits up to {LengthText.Long(wait)}, then is skipped" : "what is too much is skipped");
        }

        return rules.Count == 0 ? "no limits" : string.Join("; ", rules);
    }

    private static string Summary(Journey journey, JourneyPaths paths)
    {
        var messages = MostMessages.Of(journey);
        var most = messages is { } count ? $"At most {count} {(count == 1 ? "message" : "messages")} per run." : "";
        var longest = paths.Length.Planned is { } planned
            ? $" Longest run {LengthText.Long(planned)}{(paths.Length.Most is { } held && held > planned ? ", plus holds by quiet hours, caps and clock changes" : "")}."
            : " How long a run is depends on the customer's dates.";
        return most + longest + "\n";
    }

    private static string Returned(Field field) => field.Name + (field.Default is { } value ? $" ({ExpressionText.Of(value)} if nothing is said)" : "");

    private static string Fulfils(Condition condition) => condition is LeafCondition { Expression: InSegmentExpression or ConsentExpression or UnaryExpression { Operand: InSegmentExpression or ConsentExpression } }
        ? ConditionProse.Of(condition)
        : $"fulfils {ConditionProse.Of(condition)}";

    private static string Field(Expression key) => key is MemberExpression m ? m.Name : ExpressionText.Of(key);

    private static void Paragraph(StringBuilder text, string heading, string words)
    {
        if (words.Length == 0)
        {
            return;
        }

        text.Append(heading.PadRight(Indent));
        var column = Indent;
        foreach (var word in words.Split(' '))
        {
            if (column > Indent && column + word.Length > Width)
            {
                text.Append('\n').Append(' ', Indent);
                column = Indent;
            }
            else if (column > Indent)
            {
                text.Append(' ');
                column++;
            }

            text.Append(word);
            column += word.Length;
        }

        text.Append('\n');
    }
}
