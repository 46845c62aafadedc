using NodaTime;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Scoring;
using Personalization.Journeys.Runtime.Tests.Simulation;

namespace Personalization.Journeys.Runtime.Tests.Scoring;

public sealed class PopulationTests
{
    private static readonly Instant _end = BacktestWorld.To;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(90)]
    public void CountedModel_AskedOnTheWay_IsTheSameAtTheEnd(int everyDays)
    {
        var asked = new Population(BacktestWorld.Workspace, Facts.None);
        var next = BacktestWorld.From;
        foreach (var @event in asked.Counted(BacktestWorld.History(60).Select(e => e.Event)))
        {
            for (; @event.At >= next; next += Duration.FromDays(everyDays))
            {
                asked.Publish(next, next + Duration.FromDays(1), []);
            }

            asked.Add(@event);
        }

        Assert.Equal(Shown(Counted()), Shown(asked));
    }

    [Fact]
    public void CountedModel_EventsInAnyOrder_IsTheSame() =>
        Assert.Equal(Shown(Counted()), Shown(Counted(events => events.Reverse())));

    private static Population Counted(Func<IEnumerable<CustomerEvent>, IEnumerable<CustomerEvent>>? order = null)
    {
        var population = new Population(BacktestWorld.Workspace, Facts.None);
        var events = BacktestWorld.History(60).Select(e => e.Event);
        foreach (var @event in population.Counted(order?.Invoke(events) ?? events))
        {
            population.Add(@event);
        }

        return population;
    }

    private static string Shown(Population population)
    {
        population.Publish(_end, _end + Duration.FromDays(1), []);
        var model = Assert.IsType<AlsoBought>(population.Facts.Models["also_bought"].Content);
        return string.Join('\n', model.Neighbours.OrderBy(n => n.Key, StringComparer.Ordinal).Select(n => $"{n.Key}: {string.Join(' ', n.Value)}"));
    }
}
