using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Execution;

namespace Personalization.Journeys.Runtime.Sending;

/// <summary>One try to send one message from one step.</summary>
/// <param name="Name">The name its outcome stands under, or null.</param>
internal sealed record Try(LiveRun Run, Step Step, Message Message, Template Template, string Key, int Visit, string? Name)
{
    public static Try Of(DecisionDraft draft, LiveRun run, Step step, Message message, int visit, int attempt, string? name) => new(
        run,
        step,
        message,
        run.Workspace.Template(message.Template) ?? throw new InvalidOperationException($"template {message.Template} of {run.Id} is not declared"),
        SendKey.Of(draft.Workspace.Settings.Name, run.Id, step.Id, visit, attempt),
        visit,
        name);
}
