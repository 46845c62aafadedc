using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Personalization.Journeys.Cli.Demo;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Simulation;

namespace Personalization.Journeys.Cli.Benchmarks;

/// <summary>Ten thousand customers over ninety days: the shop's, repeated under new keys.</summary>
internal static class ManyCustomers
{
    public const int Customers = 10_000;

    private static readonly Instant _from = Instant.FromUtc(2010, 9, 11, 0, 0);
    private static readonly Instant _to = Instant.FromUtc(2010, 12, 10, 0, 0);

    public static BacktestRequest Request(Workspace workspace, RetailOrders orders)
    {
        var window = orders.Events.Where(e => e.Event.At >= _from && e.Event.At < _to).GroupBy(e => e.Customer, StringComparer.Ordinal).ToList();
        var events = ImmutableArray.CreateBuilder<HistoryEvent>();
        var people = ImmutableArray.CreateBuilder<CustomerSeed>(Customers);
        for (var i = 0; i < Customers; i++)
        {
            var original = window[i % window.Count];
            var key = string.Create(CultureInfo.InvariantCulture, $"{original.Key}{i / window.Count:00}");
            people.Add(InventedPeople.Person(key, workspace, _from));
            events.AddRange(original.Select(e => new HistoryEvent(key, e.Event)));
        }

        return new BacktestRequest(workspace, events.ToImmutable(), people.ToImmutable(), _from, _to);
    }
}
