using Personalization.Journeys.Runtime.Experiments;

namespace Personalization.Journeys.Runtime.Durability;

/// <summary>
/// Cuts the population into 256 parts: the hash of <see cref="Hashing"/> over tenant and customer, modulo 256. The same
/// in every process and language.
/// </summary>
public static class Slot
{
    public const int Count = 256;

    public static int Of(string tenant, string customer) => (int)(Hashing.Hash(tenant, customer) % Count);
}
