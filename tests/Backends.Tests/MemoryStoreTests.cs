using Personalization.Journeys.Runtime.Simulation;

namespace Personalization.Journeys.Backends.Tests;

public sealed class MemoryStoreTests() : StoreSuite<MemoryStore>(new MemoryStore(new StoppedClock()));
