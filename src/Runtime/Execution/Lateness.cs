using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Runtime.Execution;

/// <summary>What is to happen at a step that is reached later than planned: its own clause, else the policy's.</summary>
internal static class Lateness
{
    /// <summary>The action when a run is later than a rule allows, or null.</summary>
    public static LateAction? Of(LiveRun run, LateRule? rule) => rule is not null && run.Lateness > rule.By ? rule.Action : null;
}
