using System.Collections.Immutable;
using Personalization.Journeys.Language.Program;

namespace Personalization.Journeys.Runtime.Scoring;

/// <summary>Ranked items for one customer; ties go by the item's key, so the same question has one answer.</summary>
internal static class Recommendations
{
    public static ImmutableArray<Value> Popular(PopularItems popular, string key, HashSet<string> held, int? limit) =>
        [.. popular.Ranked.Where(row => !held.Contains(Key(row, key))).Take(limit ?? int.MaxValue)];

    public static ImmutableArray<Value> Together(AlsoBought bought, RecordValue inputs, HashSet<string> held, int? limit)
    {
        var basis = new HashSet<string>(StringComparer.Ordinal);
        foreach (var input in inputs.Fields.Values)
        {
            AddKeys(input, bought.ItemKey, basis);
        }

        var weights = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var item in (basis.Count == 0 ? held : basis).Order(StringComparer.Ordinal))
        {
            foreach (var (other, weight) in bought.Neighbours.GetValueOrDefault(item, []))
            {
                if (!basis.Contains(other) && !held.Contains(other))
                {
                    weights[other] = weights.GetValueOrDefault(other) + weight;
                }
            }
        }

        var wanted = limit ?? int.MaxValue;

        // Taken straight from the order, so that only the few that are wanted are sorted at all.
        var ranked = weights
            .Where(w => bought.Rows.ContainsKey(w.Key))
            .OrderByDescending(w => w.Value)
            .ThenBy(w => w.Key, StringComparer.Ordinal)
            .Take(wanted)
            .Select(w => bought.Rows[w.Key])
            .ToList();
        foreach (var row in bought.Popular)
        {
            var key = Key(row, bought.ItemKey);
            if (ranked.Count >= wanted)
            {
                break;
            }

            if (!weights.ContainsKey(key) && !basis.Contains(key) && !held.Contains(key))
            {
                ranked.Add(row);
            }
        }

        return [.. ranked];
    }

    /// <summary>The keys in a text, in a record with that field, or in a list of either.</summary>
    public static void AddKeys(Value value, string key, HashSet<string> keys)
    {
        switch (value)
        {
            case TextValue text:
                keys.Add(text.Value);
                break;
            case RecordValue record:
                AddKeys(record[key], key, keys);
                break;
            case ListValue list:
                foreach (var element in list.Elements)
                {
                    AddKeys(element, key, keys);
                }

                break;
        }
    }

    private static string Key(RecordValue row, string key) => row[key] is TextValue text ? text.Value : "";
}
