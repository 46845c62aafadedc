using System.Diagnostics;
using System.Globalization;
using System.Text;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Review.Explanation;

/// <summary>Who enters, what ends a run, and which rules the messages follow.</summary>
internal static class ProseHeader
{
    private const int Indent = 7;

    public static void Write(Workspace workspace, Journey journey, StringBuilder text)
    {
        var first = (journey.Documentation ?? "").Split('\n')[0].Trim();
        text.Append(CultureInfo.InvariantCulture, $"{journey.Name}, version {journey.Version}{(first.Length == 0 ? "" : $" — \"{first}\"")}\n\n");
        Paragraph("Who", Who(journey), text);
        Paragraph("Ends", Ends(journey), text);
        Paragraph("Goals", Goals(journey), text);
        Paragraph("Rules", Rules(workspace, journey), text);
        foreach (var migration in journey.Migrations.OrderBy(m => m.From))
        {
            Paragraph("Moves", Moves(migration), text);
        }
    }

    public static IEnumerable<string> Who(Journey journey)
    {
        if (journey.Triggers.IsEmpty)
        {
            yield return journey.Inputs.IsEmpty
                ? "Other journeys run it."
                : $"Other journeys run it and give {PlainEnglish.List(journey.Inputs.Select(i => i.Name), "and")}.";
        }

        foreach (var trigger in journey.Triggers)
        {
            yield return Of(trigger);
        }

        if (!journey.Triggers.IsEmpty)
        {
            yield return Again(journey.Reentry);
            if (journey.RestartWhenInside)
            {
                yield return "If it happens again during a run, that run starts over.";
            }
        }

        if (!journey.Eligible.IsEmpty)
        {
            yield return $"Only if: {PlainEnglish.Conditions(journey.Eligible)}.";
        }

        if (journey.Starts is { } starts)
        {
            yield return $"Entries from {ValueText.Of(new DateValue(starts))}{(journey.Ends is { } until ? $" to {ValueText.Of(new DateValue(until))}" : "")}.";
        }
        else if (journey.Ends is { } ends)
        {
            yield return $"Entries until {ValueText.Of(new DateValue(ends))}.";
        }

        foreach (var local in journey.Locals)
        {
            yield return $"Notes {local.Name} at entry: {PlainEnglish.Value(local.Value)}.";
        }
    }

    private static string Of(Trigger trigger) => trigger switch
    {
        EventTrigger e => $"A customer enters when {e.Event} happens{(e.Where is { } where ? $" and {PlainEnglish.Claim(where)}" : "")}"
            + (e.KeyedBy is { } key ? $"; one run for each {ExpressionText.OfEvent(key)}." : "."),
        SegmentTrigger s => $"A customer enters when they {(s.Entered ? "come into" : "leave")} segment {s.Segment}.",
        ScheduleTrigger s => $"Every member of segment {s.Segment} enters {(s.Days == Weekdays.EveryDay ? "each day" : $"on {MomentText.Of(s.Days)}")} at {ValueText.Time(s.At)} their time.",
        DateTrigger d => $"A customer enters {(d.Anniversary ? "each year " : "")}{(d.Moment.Length == CalendarDuration.Zero ? "on " : "")}{PlainEnglish.Moment(d.Moment).Replace("the customer's", "their", StringComparison.Ordinal)}.",
        _ => throw new UnreachableException(),
    };

    private static string Again(Reentry reentry) => reentry.Kind switch
    {
        ReentryKind.Never => "Only once, ever.",
        ReentryKind.AnyTime => "Again any time.",
        ReentryKind.AfterExit => "Again once the last run has ended.",
        ReentryKind.After => $"Again at the earliest {LengthText.Of(reentry.After)} after the last entry.",
        _ => throw new UnreachableException(),
    };

    private static IEnumerable<string> Ends(Journey journey)
    {
        var ends = journey.Exits.Select(e => Of(e, journey)).ToList();
        if (journey.ExitAfter is { } limit)
        {
            ends.Add($"after {LengthText.Of(limit)}");
        }

        ends.Add("at the end of the steps");
        yield return $"{PlainEnglish.List(ends, "or")}.";
        if (!journey.Returns.IsEmpty)
        {
            yield return $"Gives back {PlainEnglish.List(journey.Returns.Select(r => r.Name + (r.Default is { } value ? $" ({ValueText.Of(value)} when not said)" : "")), "and")}.";
        }
    }

    private static string Of(Exit exit, Journey journey) => exit switch
    {
        GoalExit g => journey.Goals.FirstOrDefault(x => x.Name == g.Goal) is { } goal ? $"when {PlainEnglish.Happens(goal.Event, " happens")} (goal {g.Goal})" : $"at goal {g.Goal}",
        SegmentExit s => $"when they {(s.Entered ? "come into" : "leave")} segment {s.Segment}",
        EventExit e => $"when {PlainEnglish.Happens(e.Event, " happens")}",
        _ => throw new UnreachableException(),
    };

    private static IEnumerable<string> Goals(Journey journey)
    {
        var ending = journey.Exits.OfType<GoalExit>().Select(g => g.Goal).ToHashSet(StringComparer.Ordinal);
        return journey.Goals.Where(g => !ending.Contains(g.Name)).Select(g => $"{g.Name}: {PlainEnglish.Happens(g.Event)}; the run goes on.");
    }

    private static IEnumerable<string> Rules(Workspace workspace, Journey journey)
    {
        if (journey.Priority != 50)
        {
            yield return $"Priority {journey.Priority.ToString(CultureInfo.InvariantCulture)} (50 is usual).";
        }

        if (workspace.Policy(journey.Policy ?? workspace.Settings.DefaultPolicy ?? "") is not { } policy)
        {
            yield break;
        }

        var rules = policy.Quiet.Select(q => $"quiet {ValueText.Time(q.From)}–{ValueText.Time(q.To)}: {(policy.WaitDuringQuiet ? $"held until {ValueText.Time(q.To)}" : "skipped")}").ToList();
        if (!policy.Caps.IsEmpty)
        {
            rules.Add($"at most {PlainEnglish.List(policy.Caps.Select(Of), "and")}");
            rules.Add(policy.WaitWhenCapped is { } wait ? $"above that held up to {LengthText.Of(wait)}, then skipped" : "above that skipped");
        }

        if (policy.WhenLate is { } late)
        {
            rules.Add($"more than {LengthText.Of(late.By)} late: {MomentText.Of(late.Action)}");
        }

        yield return $"Policy {policy.Name}{(rules.Count == 0 ? "" : $" — {string.Join("; ", rules)}")}.";
    }

    private static string Of(Cap cap)
    {
        var what = cap.Channel is { } channel ? PlainEnglish.Channel(channel) : cap.Limit == 1 ? "message" : "messages";
        var plural = cap.Limit == 1 || cap.Channel is null ? "" : cap.Channel == Channel.Push ? " messages" : "s";
        return $"{cap.Limit.ToString(CultureInfo.InvariantCulture)} {what}{plural} {(cap.Per is { } per ? $"in {PlainEnglish.Rolling(per)}" : "a day")}";
    }

    private static IEnumerable<string> Moves(Migration migration)
    {
        var moves = migration.Moves.Select(m => m switch
        {
            { Removed: false } => $"{m.Step} is now {m.To}",
            { To: null } => $"who is at {m.Step} exits",
            _ => $"who is at {m.Step} goes on at {m.To}",
        });
        var others = migration.Others switch
        {
            OthersAction.KeepTheirPlace => "others keep their place",
            OthersAction.FinishOnTheirVersion => "others finish on their version",
            OthersAction.Restart => "others start over",
            OthersAction.Exit => "others exit",
            _ => throw new UnreachableException(),
        };
        yield return $"People in version {migration.From.ToString(CultureInfo.InvariantCulture)}: {string.Join("; ", moves.Append(others))}.";
    }

    private static void Paragraph(string word, IEnumerable<string> sentences, StringBuilder text)
    {
        if (string.Join(' ', sentences) is not { Length: > 0 } all)
        {
            return;
        }

        var lines = TextLines.Wrap(all, TextLines.PageWidth - Indent);
        for (var i = 0; i < lines.Count; i++)
        {
            text.Append((i == 0 ? word : "").PadRight(Indent)).Append(lines[i]).Append('\n');
        }
    }
}
