using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Simulation;

namespace Personalization.Journeys.Cli.Demo;

/// <summary>
/// What simulated visitors do about a message: 45 % open an e-mail and a third of them click, 25 % open a push, 30 % click
/// a banner and 20 % wave it away, 70 % answer a chat question. Drawn from the seed and the message's own key.
/// </summary>
internal sealed class VisitorReactions(Workspace workspace, int seed)
{
    public ImmutableArray<ScheduledInput> Of(CustomerDocument customer, HandOver message) => message.Channel switch
    {
        Channel.Email when Draw("open", message) < 0.45 => Opened(message, 12),
        Channel.Push when Draw("open", message) < 0.25 => [After(message, OutcomeKind.Opened, 3)],
        Channel.Web when Draw("click", message) < 0.3 => [After(message, OutcomeKind.Clicked, 0.2)],
        Channel.Web when Draw("dismiss", message) < 0.3 => [After(message, OutcomeKind.Dismissed, 0.1)],
        Channel.Chat when workspace.Template(message.Template) is { Choices.IsEmpty: false } question && Draw("answer", message) < 0.7 => [Answered(message, question)],
        _ => [],
    };

    private ImmutableArray<ScheduledInput> Opened(HandOver message, double hours)
    {
        var opened = After(message, OutcomeKind.Opened, hours);
        if (Draw("click", message) >= 0.33)
        {
            return [opened];
        }

        var clicked = opened.At + Duration.FromSeconds(20 + (long)(Draw("reads", message) * 200));
        var inputs = ImmutableArray.Create(opened, new ScheduledInput(clicked, new Outcome(message.SendKey, OutcomeKind.Clicked, clicked)));
        return message.Template == "review_request" ? inputs.Add(Review(message, clicked + Duration.FromMinutes(4))) : inputs;
    }

    private ScheduledInput Review(HandOver message, Instant at)
    {
        var stars = 1 + (int)(Math.Sqrt(Draw("stars", message)) * 5);
        var data = RecordValue.Of(("order_id", message.Values["order_id"]), ("stars", new NumberValue(stars)));
        return new ScheduledInput(at, new Events([new CustomerEvent("simulated", $"review-{message.SendKey}", "review_given", at, at, data)]));
    }

    private ScheduledInput Answered(HandOver message, Template question)
    {
        var which = (int)(Draw("choice", message) * (question.Choices.Length + 0.6));
        var text = which < question.Choices.Length ? question.Choices[which] : "Can I bring my dog?";
        var at = At("answers", message, 2);
        return new ScheduledInput(at, new Outcome(message.SendKey, OutcomeKind.Answered, at, text));
    }

    private ScheduledInput After(HandOver message, OutcomeKind kind, double hours)
    {
        var at = At(kind.ToString(), message, hours);
        return new ScheduledInput(at, new Outcome(message.SendKey, kind, at));
    }

    /// <summary>Most react soon, some much later.</summary>
    private Instant At(string what, HandOver message, double hours)
    {
        var draw = Draw($"{what} after", message);
        return message.At + Duration.FromSeconds(15 + (long)(draw * draw * hours * 3_600));
    }

    private double Draw(string what, HandOver message) => InventedPeople.Draw($"{seed} {what}", message.SendKey);
}
