using Personalization.Journeys.Runtime.Customers;

namespace Personalization.Journeys.Runtime.Simulation;

/// <summary>What became of one customer by the end.</summary>
/// <param name="Exists">False for one who was to come into being only later.</param>
internal sealed record CustomerLived(string Id, CustomerLedger Ledger, CustomerDocument Document, bool Exists, long Decisions);
