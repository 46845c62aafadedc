using System.Collections.Immutable;
using Personalization.Journeys.Language.Diagnostics;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Language.Semantics;
using Personalization.Journeys.Language.Syntax;

namespace Personalization.Journeys.Language.Lowering;

internal sealed partial class FlowLowering
{
    private FlowState Send(SendSyntax syntax, string? next, FlowState state)
    {
        Add(new SendStep(ids[syntax], Message(syntax.Message, Binder(state)), syntax.Message.As?.Text, next, At(syntax)), syntax, state);
        return Define(state, syntax.Message.As, Outcomes.Send, mayBeMissing: false);
    }

    private FlowState SendFirst(SendFirstSyntax syntax, string? next, FlowState state)
    {
        var binder = Binder(state);
        var attempts = syntax.Attempts.Select(a => Message(a, binder)).ToImmutableArray();
        Add(new SendFirstStep(ids[syntax], attempts, syntax.As?.Text, PolicyLowering.LateRule(syntax.Late), next, At(syntax)), syntax, state);
        return Define(state, syntax.As, Outcomes.Send, mayBeMissing: false);
    }

    private FlowState? Ask(AskSyntax syntax, string? next, FlowState state)
    {
        var binder = Binder(state);
        var with = new MessageSyntax(new NameSyntax("chat", syntax.Template.Span), syntax.Template, syntax.With, null, null, null, null, null, syntax.Late, syntax.Span);
        var message = Message(with, binder);
        var choices = syntax.Answers.Where(a => a.Kind == AnswerKind.Choices).ToList();
        var other = syntax.Answers.FirstOrDefault(a => a.Kind == AnswerKind.AnyOther);
        var timeout = syntax.Answers.FirstOrDefault(a => a.Kind == AnswerKind.Timeout);
        CheckAnswers(syntax, choices, other is not null);
        Add(new AskStep(
            ids[syntax], message, syntax.Limit.Measured, syntax.As?.Text,
            [.. choices.Select(c => new AnswerCase([.. c.Choices.Select(t => t.Constant).OfType<string>()], FirstOf(c.Block), At(c)))],
            other is not null, other is null ? null : FirstOf(other.Block), timeout is null ? null : FirstOf(timeout.Block), next, At(syntax)), syntax, state);

        var asked = Define(state, syntax.As, Outcomes.Ask, mayBeMissing: false).Paused();
        var answered = syntax.As is null ? asked : asked.Knowing([$"${syntax.As.Text}.text"]);
        var ends = syntax.Answers.Select(a => Block(a.Block, next, a.Kind == AnswerKind.Timeout ? asked : answered)).ToList();
        if (timeout is null || ends.Count == 0)
        {
            ends.Add(asked);
        }

        return Meet(ends);
    }

    private void CheckAnswers(AskSyntax syntax, List<AnswerSyntax> answers, bool hasOther)
    {
        if (schema.Templates.GetValueOrDefault(syntax.Template.Text) is not { } template)
        {
            return;
        }

        var named = answers.SelectMany(a => a.Choices).ToList();
        foreach (var answer in named.Where(n => n.Constant is { } text && !template.Choices.Contains(text)))
        {
            diagnostics.Add(JourneyDiagnostics.NotAChoice(At(answer), template.Name, answer.Constant!, template.Choices));
        }

        // A misspelt answer is one mistake, not two.
        var spare = named.Count(n => n.Constant is { } text && !template.Choices.Contains(text));
        foreach (var choice in template.Choices.Where(c => named.All(n => n.Constant != c)).Skip(spare))
        {
            if (!hasOther)
            {
                diagnostics.Add(JourneyDiagnostics.AnswerWithoutBranch(At(syntax.Template), template.Name, choice));
            }
        }
    }

    private Message Message(MessageSyntax syntax, Binder binder)
    {
        var channel = binder.ChannelOf(syntax.Channel);
        var template = binder.Declared(DeclarationKind.Template, syntax.Template) ? schema.Templates.GetValueOrDefault(syntax.Template.Text) : null;
        if (template is not null && channel is { } named && named != template.Channel)
        {
            diagnostics.Add(JourneyDiagnostics.WrongChannel(At(syntax.Channel), syntax.Channel.Text, template.Name, ChannelNames.Of(template.Channel)));
        }

        var with = template is null
            ? Read(syntax.With, binder)
            : binder.BindArguments(syntax.With, template.Takes, $"template `{template.Name}`", At(syntax.Template));
        return new Message(
            template?.Channel ?? channel ?? Channel.Email, syntax.Template.Text, with, Policy(syntax, template, binder), syntax.Slot?.Constant, syntax.For?.Measured,
            syntax.Needs is { } needs ? new Needs(needs.Click, needs.Within.Measured) : null, PolicyLowering.LateRule(syntax.Late), At(syntax));
    }

    /// <summary>The send's own policy, the journey's or the workspace's; the template must be for its purpose.</summary>
    private string? Policy(MessageSyntax syntax, Template? template, Binder binder)
    {
        var own = syntax.Policy is { } name && binder.Declared(DeclarationKind.Policy, name) ? name.Text : null;
        var certain = own is not null || (syntax.Policy is null && !journey.PolicyIsUnknown);
        var policy = certain ? own ?? journey.Policy ?? schema.Settings.DefaultPolicy : null;
        if (policy is not null && template is not null && schema.Policies.GetValueOrDefault(policy)?.Purpose is { } purpose && template.Purpose.Length > 0 && purpose != template.Purpose)
        {
            diagnostics.Add(JourneyDiagnostics.WrongPurpose(At(own is null ? syntax.Template : syntax.Policy!), template.Name, template.Purpose, policy, purpose));
        }

        return policy;
    }
}
