namespace Personalization.Journeys.Runtime.Simulation;

/// <summary>Runs the journeys of a workspace over recorded history, through the engine that runs in production.</summary>
public static class Backtest
{
    public static BacktestResult Run(BacktestRequest request) => throw new System.Diagnostics.UnreachableException();
}
