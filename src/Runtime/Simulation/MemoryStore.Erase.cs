using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Runtime.Simulation;

public sealed partial class MemoryStore
{
    private readonly SortedSet<string> _toForget = new(StringComparer.Ordinal);

    public ValueTask<IReadOnlyList<string>> ToForgetAsync(string lane, int most, CancellationToken cancellation) =>
        Locked<IReadOnlyList<string>>(() =>
            [.. _toForget.Where(k => Find(k) is { Status: not (OutboxStatus.Open or OutboxStatus.Trying) } e && e.Row.Lane == lane).Take(most)]);

    public ValueTask ForgottenAsync(string lane, IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        lock (_lock)
        {
            _toForget.ExceptWith(keys);
        }

        return ValueTask.CompletedTask;
    }

    private void Erase(Commit commit)
    {
        foreach (var entry in _outbox.Where(e => commit.Erased.Contains(e.Row.Customer)).ToList())
        {
            if (entry.Tries > 0)
            {
                _toForget.Add(entry.Row.Key);
            }

            var emptied = entry with { Row = entry.Row with { Body = default } };
            Put(entry.Status is OutboxStatus.Open
                ? emptied with { Status = OutboxStatus.Skipped, Reason = Ledger.Erased, NextTryAt = null, FinishedAt = commit.At }
                : emptied);
        }

        foreach (var parked in _parked.Values.Where(p => commit.Erased.Contains(p.Customer)).ToList())
        {
            _parked.Remove(parked.Id);
        }

        for (var i = 0; !commit.Erased.IsEmpty && i < _journal.Count; i++)
        {
            if (_journal[i] is { Event: { } happened } row && commit.Erased.Contains(row.Customer))
            {
                _journal[i] = row with { Event = happened with { Data = new RecordValue(happened.Data.Fields.RemoveRange(_personal.GetValueOrDefault(row.Sequence, []))) } };
            }
        }
    }
}
