namespace Personalization.Journeys.Runtime.Execution;

/// <summary>Serves what an input leads to: changed memberships, and then every internal input, each with its own consequences.</summary>
internal static class Cascade
{
    /// <summary>Beyond this two journeys feed each other; the rest becomes an incident of its runs.</summary>
    private const int MostInternalInputs = 64;

    public static void Settle(DecisionDraft draft)
    {
        Segmentation.Recompute(draft, quietly: false);
        Drain(draft);
    }

    public static void Drain(DecisionDraft draft)
    {
        for (var served = 0; draft.Pending.TryDequeue(out var input); served++)
        {
            if (served < MostInternalInputs)
            {
                Serve(draft, input);
                Segmentation.Recompute(draft, quietly: false);
            }
            else
            {
                GiveUp(draft, input);
            }
        }
    }

    /// <summary>Nobody waits for what will not come.</summary>
    private static void GiveUp(DecisionDraft draft, InternalInput input)
    {
        draft.Write(new Incident(draft.Now, input.Run, $"more than {MostInternalInputs} consequences of one input", null));
        if (input is RunCalled { Caller.Waits: true } or RunReturned && draft.Alive(input.Run ?? "") is { } run)
        {
            Ending.End(draft, run, "too many consequences", run.Program.Location);
        }
    }

    private static void Serve(DecisionDraft draft, InternalInput input)
    {
        switch (input)
        {
            case SegmentMoved moved:
                Reacting.OnSegment(draft, moved);
                Entering.OnSegment(draft, moved);
                break;
            case EventMade made:
                Intake.Take(draft, made.Event);
                break;
            case RunCalled called:
                Entering.OnCall(draft, called);
                break;
            case RunReturned returned:
                Calling.Returned(draft, returned);
                break;
            case QuestionClosed:
                Sending.Asking.ServeNext(draft);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }
}
