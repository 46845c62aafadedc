using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Templates;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Simulation;

/// <summary>A line of what happened in a test: an entry, a message handed over, a goal or an exit.</summary>
/// <param name="Index">Its place in the journal.</param>
/// <param name="Message">What was handed over, when it is a message.</param>
internal sealed record Happened(int Index, Instant At, RunEntry Entry, HandOver? Message)
{
    /// <summary>Messages of every journey of the test; entries, goals and exits of the one under test.</summary>
    public static ImmutableArray<Happened> Of(TestRun run)
    {
        var happened = ImmutableArray.CreateBuilder<Happened>();
        for (var i = 0; i < run.Journal.Length; i++)
        {
            switch (run.Journal[i])
            {
                case MessageSent sent:
                    happened.Add(new Happened(i, sent.At, sent, run.Messages.GetValueOrDefault(sent.SendKey)));
                    break;
                case RunEntry entry and (Entered or GoalReached or Exited) when entry.Journey == run.Setup.Test.Journey:
                    happened.Add(new Happened(i, entry.At, entry, null));
                    break;
            }
        }

        return happened.ToImmutable();
    }

    public bool IsMessage(Channel? channel, string? template) =>
        Entry is MessageSent sent && (channel is null || sent.Channel == channel) && (template is null || sent.Template == template);

    /// <summary>The value of a parameter, or the text of a part (`subject`) as a channel would render it, of this message.</summary>
    public Value Part(TestSetup setup, string name)
    {
        if (Message is null || setup.Workspace.Template(Message.Template) is not { } template)
        {
            return Value.Missing;
        }

        var isParameter = template.Takes.Any(field => field.Name == name);
        return !isParameter && Renderer.Render(template, Message.Values, At, setup.Clock.Zone).Part(name) is { } text
            ? new TextValue(text)
            : Message.Values[name];
    }

    public string Text(TestSetup setup, ImmutableArray<NamedExpression> with) => Entry switch
    {
        Entered entered => $"enters{TestText.EntryOf(setup, entered)}",
        MessageSent sent => TestText.Message(sent.Channel, sent.Template, with.Select(w => (w.Name, Part(setup, w.Name))), setup.Clock.Zone),
        GoalReached goal => $"goal {goal.Goal}",
        Exited exited => TestText.Exit(exited.Reason),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
