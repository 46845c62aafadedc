using System.Collections.Immutable;
using NodaTime;
using Personalization.Journeys.Cli.Demo;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Simulation;
using Personalization.Journeys.Tests.Support;

namespace Personalization.Journeys.Cli.Tests.Acceptance;

/// <summary>The shop's recorded year with its journeys, read once for all tests that replay it.</summary>
public sealed class ShopYear
{
    public static readonly Instant From = Instant.FromUtc(2009, 12, 1, 0, 0);
    public static readonly Instant To = Instant.FromUtc(2010, 12, 10, 0, 0);

    private readonly ImmutableArray<HistoryEvent> _events = RetailOrders.ReadShipped().Events;
    private readonly Workspace _workspace = Compiled.Folder("../../journeys").Workspace;
    private readonly Lazy<BacktestResult> _whole;

    public ShopYear() => _whole = new Lazy<BacktestResult>(() => Replay(To));

    public BacktestResult Whole => _whole.Value;

    /// <summary>The backtest of the history as it was known at an instant.</summary>
    public BacktestResult Replay(Instant to) => Backtest.Run(Request(to));

    public BacktestRequest Request(Instant to)
    {
        var events = _events.RemoveAll(e => e.Event.At >= to);
        var people = events.Select(e => e.Customer).Distinct(StringComparer.Ordinal)
            .Select(number => InventedPeople.Person(number, _workspace, From))
            .ToImmutableArray();
        return new BacktestRequest(_workspace, events, people, From, to);
    }
}
