using System.Globalization;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Language.Review.Snapshots;

/// <summary>The settings of a journey, and its steps with a number each: `5.n.2` is the second step where 5 says no.</summary>
internal static class JourneySnapshot
{
    public static void Settings(Workspace workspace, Journey journey, FactTable facts)
    {
        facts.Title($"journey {journey.Name} {journey.Version.ToString(CultureInfo.InvariantCulture)}{(journey.Hash.Length == 0 ? "" : $"  graph {journey.Hash[..Math.Min(8, journey.Hash.Length)]}")}");
        foreach (var input in journey.Inputs)
        {
            facts.Fact("input", TypeText.Of(input));
        }

        foreach (var output in journey.Returns)
        {
            facts.Fact("returns", TypeText.Of(output));
        }

        foreach (var trigger in journey.Triggers)
        {
            Trigger(trigger, facts);
        }

        facts.Fact("again", SettingText.Of(journey.Reentry));
        facts.Fact("inside", journey.RestartWhenInside ? "restart" : "ignore");
        if (journey.Starts is { } starts)
        {
            facts.Fact("starts", ValueText.Of(new DateValue(starts)));
        }

        if (journey.Ends is { } ends)
        {
            facts.Fact("ends", ValueText.Of(new DateValue(ends)));
        }

        foreach (var line in journey.Eligible.SelectMany(c => ConditionText.Lines(c)))
        {
            facts.Fact("eligible", line);
        }

        foreach (var goal in journey.Goals)
        {
            facts.Fact("goal", $"{goal.Name}  event {MomentText.Of(goal.Event)}");
        }

        foreach (var exit in journey.Exits.Select(SettingText.Of).Order(StringComparer.Ordinal))
        {
            facts.Fact("exit", exit);
        }

        if (journey.ExitAfter is { } limit)
        {
            facts.Fact("exit", $"after {LengthText.Of(limit)}");
        }

        if ((journey.Policy ?? workspace.Settings.DefaultPolicy) is { } policy)
        {
            facts.Fact("policy", policy);
        }

        facts.Fact("priority", journey.Priority.ToString(CultureInfo.InvariantCulture));
        foreach (var local in journey.Locals)
        {
            facts.Fact("let", $"{local.Name} = {ExpressionText.Of(local.Value)}");
        }
    }

    public static void Flow(Block flow, string? policy, FactTable facts)
    {
        facts.Gap();
        Steps(flow, "", new StepSnapshot(policy, facts), facts);
    }

    public static void Migrations(Journey journey, FactTable facts)
    {
        foreach (var migration in journey.Migrations.OrderBy(m => m.From))
        {
            facts.Gap();
            var from = $"from {migration.From.ToString(CultureInfo.InvariantCulture)}";
            foreach (var move in migration.Moves.OrderBy(m => m.Step, StringComparer.Ordinal))
            {
                facts.Fact(from, move.Step, move switch
                {
                    { Removed: false } => $"moved to {move.To}",
                    { To: null } => "removed, exit",
                    _ => $"removed, continue at {move.To}",
                });
            }

            facts.Fact(from, "others", SettingText.Of(migration.Others));
        }
    }

    private static void Trigger(Trigger trigger, FactTable facts)
    {
        facts.Fact("enter", SettingText.Of(trigger));
        if (trigger is EventTrigger { Where: { } where })
        {
            facts.Fact("enter where", ExpressionText.OfEvent(where));
        }

        if (trigger is EventTrigger { KeyedBy: { } key })
        {
            facts.Fact("key", ExpressionText.OfEvent(key));
        }
    }

    private static void Steps(Block block, string prefix, StepSnapshot steps, FactTable facts)
    {
        for (var i = 0; i < block.Nodes.Length; i++)
        {
            var node = block.Nodes[i];
            var number = prefix + (i + 1).ToString(CultureInfo.InvariantCulture);
            steps.Write(node.Step, number);
            var keys = new HashSet<string>(StringComparer.Ordinal);
            foreach (var way in node.Ways)
            {
                var (word, fact) = StepSnapshot.Of(way, node.Ways);
                var key = word;
                for (var n = 2; key.Length > 0 && !keys.Add(key); n++)
                {
                    key = word + n.ToString(CultureInfo.InvariantCulture);
                }

                var label = key.Length == 0 ? number : $"{number}.{key}";
                if (fact.Length > 0)
                {
                    facts.Fact(label, fact);
                }

                if (way.Block.IsEmpty && fact.Length == 0 && way is not ElseWay)
                {
                    facts.Fact(label, "goes on");
                }

                Steps(way.Block, label + ".", steps, facts);
            }
        }
    }
}
