using System.Collections.Immutable;
using System.Text;
using NodaTime;
using Personalization.Journeys.Language.Evaluation;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Simulation;

/// <summary>
/// How a test reads when it failed: what happened, what was expected instead, and at the first difference the reason of
/// what happened.
/// </summary>
internal sealed class TestReport(TestRun run, TestVerdict verdict)
{
    private const int NoteColumn = 42;
    private const string Indent = "                    ";

    private readonly TestSetup _setup = run.Setup;
    private readonly StringBuilder _text = new();

    public static ImmutableArray<string> Timeline(TestRun run, TestVerdict verdict) =>
        [.. verdict.Happened.Select(h => $"{run.Setup.Clock.Text(h.At)}  {h.Text(run.Setup, [])}")];

    /// <summary>What `expect timeline:` should say, keeping the parts that its lines name now; null when it says so already.</summary>
    public static string? Update(TestRun run, TestVerdict verdict)
    {
        if (run.Setup.Test.Expectations.OfType<ExpectTimeline>().FirstOrDefault() is not { } timeline || Agrees(run, verdict, timeline))
        {
            return null;
        }

        var lines = verdict.Happened.Where(h => h.Entry is not Entered).Select(h =>
        {
            var written = timeline.Lines.FirstOrDefault(l => h.IsMessage(l.Channel, l.Template) && l.Template is not null);
            return $"{run.Setup.Clock.Text(h.At)} {h.Text(run.Setup, written?.With ?? [])}";
        });
        return string.Join('\n', lines);
    }

    public string Write()
    {
        var test = _setup.Test;
        _text.Append("FAIL ").Append(test.Location).Append("  ").Append(test.Name).Append('\n');
        var missing = verdict.Missing.OrderBy(m => m.Before).ToList();
        var (from, explained, open) = (0, false, false);
        var until = Instant.MinValue;
        for (var i = 0; i <= verdict.Happened.Length; i++)
        {
            foreach (var (_, expected) in missing.Where(m => m.Before == i))
            {
                var when = expected.At is { } at ? _setup.Clock.Text(_setup.Clock.At(at)) : "at any time".PadRight(16);
                Line('-', when, expected.Text(_setup), "expected, missing");
                open = true;
                until = Instant.Max(until, expected.At is null ? run.End : _setup.Clock.At(expected.At));
            }

            var happened = i < verdict.Happened.Length ? verdict.Happened[i] : null;
            var differs = happened is not null && Differs(i, happened, missing);
            if (open && !differs && !explained)
            {
                explained = Explain(from, happened?.Index ?? run.Journal.Length, until);
                open = !explained;
            }

            if (happened is not null)
            {
                Line(differs ? '+' : ' ', _setup.Clock.Text(happened.At), happened.Text(_setup, PartsFor(i, happened, missing)), Note(i, happened, differs));
                open |= differs;
                until = differs ? Instant.Max(until, happened.At) : until;
                from = differs ? from : happened.Index + 1;
            }
        }

        if (!explained && !run.Journal.Any(e => e is RunEntry or NotEntered))
        {
            ExplainTriggers();
        }

        foreach (var otherwise in verdict.Otherwise)
        {
            _text.Append("- ").Append(otherwise).Append('\n');
        }

        return _text.ToString().TrimEnd('\n');
    }

    private static bool Agrees(TestRun run, TestVerdict verdict, ExpectTimeline timeline)
    {
        var shown = verdict.Happened.Where(h => h.Entry is not Entered).ToList();
        return shown.Count == timeline.Lines.Length && timeline.Lines.Zip(shown).All(pair =>
            new Expected(pair.First.At, pair.First.Channel, pair.First.Template, pair.First.With, pair.First.Goal, pair.First.Exit, false).Matches(pair.Second, run.Setup));
    }

    /// <summary>What nothing expects is worth a mark where something else was expected in its place.</summary>
    private bool Differs(int index, Happened happened, List<(int Before, Expected Expected)> missing) =>
        verdict.IsUnwanted(index) || (verdict.MetBy(index) is null && missing.Exists(m => Replaces(happened, m.Expected)));

    private bool Replaces(Happened happened, Expected expected) => happened.Entry switch
    {
        MessageSent => expected.IsLike(happened) || (expected.Template is not null && expected.At is { } at && _setup.Clock.IsAt(happened.At, at)),
        Exited => expected.Template is null && expected.Goal is null,
        _ => expected.IsLike(happened),
    };

    private ImmutableArray<NamedExpression> PartsFor(int index, Happened happened, List<(int Before, Expected Expected)> missing) =>
        verdict.MetBy(index)?.With ?? missing.Select(m => m.Expected).FirstOrDefault(e => e.IsLike(happened))?.With ?? [];

    private string Note(int index, Happened happened, bool differs)
    {
        if (differs)
        {
            return "not expected";
        }

        return verdict.MetBy(index) is not null && happened.Entry is MessageSent ? "expected, ok" : "";
    }

    private void Line(char mark, string when, string what, string note)
    {
        _text.Append(mark).Append(' ').Append(when).Append("  ");
        _text.Append(note.Length == 0 ? what : what.PadRight(NoteColumn - 2) + "  " + note).Append('\n');
    }

    private bool Explain(int from, int to, Instant until)
    {
        var explained = false;
        foreach (var entry in run.Journal.Skip(from).Take(to - from).Where(e => e.At <= until))
        {
            if (Reason(entry) is { } reason)
            {
                _text.Append(Indent).Append(reason);
                _text.Append(entry.Location is null ? "\n" : $"   ({entry.Location})\n");
                explained = true;
            }
        }

        return explained;
    }

    /// <summary>Nothing started, nothing was refused: the events of the test failed what the triggers ask of them.</summary>
    private void ExplainTriggers()
    {
        foreach (var trigger in _setup.Workspace.Journey(_setup.Test.Journey)?.Triggers.OfType<EventTrigger>() ?? [])
        {
            foreach (var happening in _setup.Test.Happenings.OfType<EventHappens>().Where(h => h.Event == trigger.Event && trigger.Where is not null))
            {
                var at = _setup.Clock.At(happening.At);
                var scope = new CustomerScope(_setup.Workspace, _setup.Facts, run.Customer, at) { Event = TestRun.Made(_setup, happening, at) };
                _text.Append(Indent).Append($"{trigger.Event} started nothing: {Evaluator.Trace(trigger.Where!, scope)}   ({trigger.Location})\n");
            }
        }
    }

    private string? Reason(JournalEntry entry) => entry switch
    {
        MessageSkipped skipped => $"{ChannelNames.Of(skipped.Channel)} was skipped: {skipped.Reason}",
        MessageHeld held => $"{ChannelNames.Of(held.Channel)} was held until {_setup.Clock.Text(held.Until)}: {held.Reason}",
        WayTaken way => $"took {way.Way}: {way.Because}",
        ArmAssigned arm => $"arm {arm.Arm} of {arm.Experiment}",
        NotEntered refused when refused.Journey == _setup.Test.Journey => $"did not enter: {refused.Reason}",
        _ => null,
    };
}
