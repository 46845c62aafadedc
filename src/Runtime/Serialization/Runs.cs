using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Timing;

namespace Personalization.Journeys.Runtime.Serialization;

/// <summary>A run as part of a document: what every run has comes as a list, what some have by name.</summary>
internal static class Runs
{
    public static void Write(Utf8JsonWriter json, string owner, Run run)
    {
        json.WriteStartObject();
        json.WriteStartArray("run"u8);
        WriteId(json, owner, run.Journey, run.Id);
        json.WriteNumberValue(run.Version);
        json.WriteStringValue(run.Key);
        json.At(run.EnteredAt);
        json.At(run.TriggeredAt);
        json.WriteEndArray();
        json.Record("entry"u8, run.Entry);
        json.Record("input"u8, run.Input);
        json.Record("variables"u8, run.Variables);
        json.List("threads"u8, run.Threads, Write);
        json.Map("visits"u8, run.Visits, static (json, visits) => json.WriteNumberValue(visits));
        json.Map("loops"u8, run.Loops, Write);
        json.List("goals"u8, run.Goals, static (json, goal) => json.WriteStringValue(goal));
        if (run.Caller is { } caller)
        {
            json.WritePropertyName("caller"u8);
            Write(json, caller);
        }

        json.At("exitAt"u8, run.ExitAt);
        if (run.Arm is { } arm)
        {
            json.WriteString("arm"u8, arm);
        }

        json.WriteEndObject();
    }

    public static Run Read(ref JsonIn json)
    {
        json.OpenObject();
        if (!json.Has("run"u8))
        {
            throw json.Unexpected();
        }

        json.OpenList();
        var (journey, id) = ReadId(ref json);
        var run = new Run(id, journey, json.Integer(), json.Text(), json.At(), json.At());
        json.CloseList();
        run = run with
        {
            Entry = json.Has("entry"u8) ? Values.ReadRecord(ref json) : run.Entry,
            Input = json.Has("input"u8) ? Values.ReadRecord(ref json) : run.Input,
            Variables = json.Has("variables"u8) ? Values.ReadRecord(ref json) : run.Variables,
            Threads = json.Has("threads"u8) ? json.List(ReadThread) : run.Threads,
            Visits = json.Has("visits"u8) ? json.Map(static (ref json) => json.Integer()) : run.Visits,
            Loops = json.Has("loops"u8) ? json.Map(ReadLoop) : run.Loops,
            Goals = json.Has("goals"u8) ? json.List(static (ref json) => json.Word()) : run.Goals,
            Caller = json.Has("caller"u8) ? ReadCaller(ref json) : null,
            ExitAt = json.Has("exitAt"u8) ? json.At() : null,
            Arm = json.Has("arm"u8) ? json.Word() : null,
        };
        json.CloseObject();
        return run;
    }

    /// <summary>The journey, and of the id only its number when the rest is as always: customer, journey, number.</summary>
    public static void WriteId(Utf8JsonWriter json, string owner, string journey, string id)
    {
        json.WriteStringValue(journey);
        var start = owner.Length + journey.Length + 2;
        if (id.Length > start && id.StartsWith(owner, StringComparison.Ordinal) && id[owner.Length] == '/' && id[start - 1] == '/'
            && id.AsSpan(owner.Length + 1, journey.Length).SequenceEqual(journey)
            && id[start] is >= '1' and <= '9' && long.TryParse(id.AsSpan(start), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            json.WriteNumberValue(number);
        }
        else
        {
            json.WriteStringValue(id);
        }
    }

    public static (string Journey, string Id) ReadId(ref JsonIn json)
    {
        var journey = json.Word();
        return (journey, json.Token == JsonTokenType.Number
            ? string.Create(CultureInfo.InvariantCulture, $"{json.Owner}/{journey}/{json.Long()}")
            : json.Text());
    }

    private static void Write(Utf8JsonWriter json, RunThread thread)
    {
        json.WriteStartArray();
        json.WriteNumberValue(thread.Id);
        json.Integer(thread.Parent);
        json.WriteStringValue(thread.Step);
        Write(json, thread.Pause);
        json.WriteEndArray();
    }

    private static RunThread ReadThread(ref JsonIn json)
    {
        json.OpenList();
        var thread = new RunThread(json.Integer(), json.OptionalInteger(), json.Word(), ReadPause(ref json));
        json.CloseList();
        return thread;
    }

    private static void Write(Utf8JsonWriter json, LoopState loop)
    {
        json.WriteStartArray();
        json.WriteNumberValue(loop.Round);
        Values.Write(json, loop.Elements);
        json.WriteEndArray();
    }

    private static LoopState ReadLoop(ref JsonIn json)
    {
        json.OpenList();
        var loop = new LoopState(json.Integer(), json.List(Values.Read));
        json.CloseList();
        return loop;
    }

    private static void Write(Utf8JsonWriter json, Caller caller)
    {
        json.WriteStartArray();
        json.WriteStringValue(caller.Run);
        json.WriteNumberValue(caller.Thread);
        json.WriteStringValue(caller.Step);
        json.WriteNumberValue(caller.Visit);
        json.WriteBooleanValue(caller.Waits);
        json.WriteEndArray();
    }

    private static Caller ReadCaller(ref JsonIn json)
    {
        json.OpenList();
        var caller = new Caller(json.Text(), json.Integer(), json.Word(), json.Integer(), json.Flag());
        json.CloseList();
        return caller;
    }

    private static void Write(Utf8JsonWriter json, Pause pause)
    {
        json.WriteStartArray();
        json.WriteStringValue(KindOf(pause));
        json.At(pause.Since);
        if (pause is TimedPause timed)
        {
            json.At(timed.Until);
        }

        switch (pause)
        {
            case Waiting waiting:
                Write(json, waiting.Aim);
                break;
            case Held held:
                json.WriteStringValue(held.Reason);
                json.WriteNumberValue(held.Visit);
                json.WriteNumberValue(held.Attempt);
                json.At(held.CappedSince);
                break;
            case AwaitingChannel channel:
                json.WriteStringValue(channel.SendKey);
                json.WriteNumberValue(channel.Visit);
                json.WriteNumberValue(channel.Attempt);
                break;
            case AwaitingReaction reaction:
                json.WriteStringValue(reaction.SendKey);
                json.WriteNumberValue(reaction.Visit);
                json.WriteNumberValue(reaction.Attempt);
                break;
            case AwaitingReply reply:
                json.WriteStringValue(reply.SendKey);
                break;
            case AwaitingAnswer answer:
                json.WriteStringValue(answer.CallKey);
                break;
            case AwaitingRun run:
                json.WriteNumberValue(run.Visit);
                break;
        }

        json.WriteEndArray();
    }

    private static string KindOf(Pause pause) => pause switch
    {
        Waiting => "waiting",
        WaitingFor => "waitingFor",
        Held => "held",
        AwaitingChannel => "channel",
        AwaitingReaction => "reaction",
        AwaitingReply => "reply",
        AwaitingAnswer => "answer",
        AwaitingRun => "run",
        AwaitingBranches => "branches",
        Moving => throw new ArgumentException("a thread on its way is never stored"),
        _ => throw new UnreachableException(),
    };

    private static Pause ReadPause(ref JsonIn json)
    {
        json.OpenList();
        Pause pause = json.Word() switch
        {
            "waiting" => new Waiting(json.At(), json.At(), ReadAim(ref json)),
            "waitingFor" => new WaitingFor(json.At(), json.At()),
            "held" => new Held(json.At(), json.At(), json.Word(), json.Integer(), json.Integer(), json.OptionalAt()),
            "channel" => new AwaitingChannel(json.At(), json.At(), json.Text(), json.Integer(), json.Integer()),
            "reaction" => new AwaitingReaction(json.At(), json.At(), json.Text(), json.Integer(), json.Integer()),
            "reply" => new AwaitingReply(json.At(), json.At(), json.Text()),
            "answer" => new AwaitingAnswer(json.At(), json.At(), json.Text()),
            "run" => new AwaitingRun(json.At(), json.Integer()),
            "branches" => new AwaitingBranches(json.At()),
            _ => throw json.Unexpected(),
        };
        json.CloseList();
        return pause;
    }

    private static void Write(Utf8JsonWriter json, Aim aim)
    {
        switch (aim)
        {
            case InstantAim instant:
                json.At(instant.At);
                break;
            case LocalAim local:
                json.WriteStartArray();
                Values.Write(json, local.Local);
                json.Length(local.Then);
                json.WriteEndArray();
                break;
            default:
                throw new UnreachableException();
        }
    }

    private static Aim ReadAim(ref JsonIn json)
    {
        if (json.Token == JsonTokenType.Number)
        {
            return new InstantAim(json.At());
        }

        json.OpenList();
        var aim = new LocalAim(Values.ReadLocal(ref json), json.Length());
        json.CloseList();
        return aim;
    }
}
