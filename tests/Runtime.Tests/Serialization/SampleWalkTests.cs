using System.Globalization;
using NodaTime;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Serialization;
using Personalization.Journeys.Runtime.Simulation;
using Personalization.Journeys.Runtime.Tests.Execution;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Runtime.Tests.Serialization;

/// <summary>Made-up customers of the sample workspaces; the walk stores and reads everything between any two decisions.</summary>
public sealed class SampleWalkTests
{
    private static readonly Dictionary<string, Workspace> _workspaces = new()
    {
        ["aurora"] = Compiled.Aurora.Workspace,
        ["shop"] = Compiled.Folder("../../journeys").Workspace,
        ["rules"] = Compiled.Folder("rules").Workspace,
    };

    [Theory]
    [InlineData("aurora")]
    [InlineData("shop")]
    [InlineData("rules")]
    public void Walks_StoredBetweenDecisions_GoTheSameWay(string workspace)
    {
        var walks = Enumerable.Range(1, 10).Select(seed => Walked(_workspaces[workspace], seed)).ToList();

        Assert.Contains(walks, walk => walk.Messages.Count > 0);
        Assert.Contains(walks, walk => walk.Journal.OfType<Exited>().Any());
    }


    internal static Walk Walked(Workspace workspace, int seed, int events = 25)
    {
        var random = new Random(seed);
        var filling = new Filling(workspace.Settings);
        var walk = new Walk(workspace);
        var attributes = filling.Fill(workspace.Customer.Fields, RecordValue.Of(
            [.. workspace.Customer.Fields.Where(f => f.Name is "email" or "push_token").Select(f => (f.Name, (Value)new TextValue($"{f.Name}{seed}@example.com")))]));
        walk.Customer = walk.Customer with { Attributes = attributes };
        foreach (var channel in Enum.GetValues<Channel>())
        {
            foreach (var purpose in workspace.Purposes)
            {
                walk.Consenting(channel, purpose.Name);
            }
        }

        var at = walk.At("2025-03-24 09:00");
        for (var i = 0; i < events; i++)
        {
            at += Duration.FromMinutes(random.Next(1, 3_000));
            var type = workspace.Events[random.Next(workspace.Events.Length)];
            var data = type.Fields.Aggregate(RecordValue.Empty, (record, field) => Varied(random, field.Type) is { } value ? record.With(field.Name, value) : record);
            var @event = new CustomerEvent("test", i.ToString(CultureInfo.InvariantCulture), type.Name, at, at, filling.Fill(type.Fields, data));
            walk.On(at, () => new Events([@event]));
            if (random.Next(3) == 0)
            {
                var (when, kind) = (at + Duration.FromMinutes(random.Next(60)), random.Next(2) == 0 ? OutcomeKind.Opened : OutcomeKind.Clicked);
                walk.On(when, () => walk.Messages.Count > 0 ? new Outcome(walk.Messages[^1].SendKey, kind, when) : null);
            }
        }

        return walk.Run("2025-07-01 00:00");
    }

    private static Value? Varied(Random random, DataType type) => type switch
    {
        TextType { OneOf.Length: > 0 } text => new TextValue(text.OneOf[random.Next(text.OneOf.Length)]),
        TextType => new TextValue($"x{random.Next(3)}"),
        MoneyType => new MoneyValue(random.Next(1, 20_000) / 100m, "EUR"),
        NumberType number when number.From is null || number.From <= 1 => new NumberValue(number.To is { } most ? Math.Min(most, random.Next(1, 5)) : random.Next(1, 50)),
        _ => null,
    };
}
