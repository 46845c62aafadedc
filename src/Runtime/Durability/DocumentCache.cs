using Personalization.Journeys.Runtime.Customers;

namespace Personalization.Journeys.Runtime.Durability;

/// <summary>Decoded documents as they were last committed; the ones that were used longest ago make room.</summary>
/// <param name="bytes">The most that the documents may weigh together, encoded.</param>
internal sealed class DocumentCache(long bytes)
{
    private readonly Dictionary<string, LinkedListNode<Kept>> _kept = new(StringComparer.Ordinal);
    private readonly LinkedList<Kept> _byUse = [];
    private long _weight;

    private sealed record Kept(CustomerDocument Document, int Weight);

    public CustomerDocument? Find(string customer)
    {
        if (!_kept.TryGetValue(customer, out var node))
        {
            return null;
        }

        _byUse.Remove(node);
        _byUse.AddLast(node);
        return node.Value.Document;
    }

    public void Put(CustomerDocument document, int weight)
    {
        Drop(document.Id);
        _kept.Add(document.Id, _byUse.AddLast(new Kept(document, weight)));
        _weight += weight;
        while (_weight > bytes && _byUse.First is { } oldest)
        {
            Drop(oldest.Value.Document.Id);
        }
    }

    public void Drop(string customer)
    {
        if (_kept.Remove(customer, out var node))
        {
            _byUse.Remove(node);
            _weight -= node.Value.Weight;
        }
    }

    public void Clear()
    {
        _kept.Clear();
        _byUse.Clear();
        _weight = 0;
    }
}
