using System.Collections.Frozen;
using NodaTime;
using Personalization.Journeys.Runtime.Scoring;
using Personalization.Journeys.Runtime.Serialization;

namespace Personalization.Journeys.Runtime.Durability;

/// <summary>Population facts and the cursor of a census as reference rows.</summary>
internal sealed class CensusRows(IStore store)
{
    private const string Cursor = "census";
    private const string Rfm = "rfm ";
    private const string Model = "model ";

    /// <summary>
    /// The facts that a population makes, as stored, beside those it was given; and the midnight whose models have to be
    /// counted again, because only that they were made is stored.
    /// </summary>
    public async Task<(Facts Facts, Instant? CountAt)> LoadAsync(Population population, CancellationToken cancellation)
    {
        var facts = population.Facts;
        var rfm = facts.Rfm.ToDictionary(StringComparer.Ordinal);
        var models = facts.Models.ToDictionary(StringComparer.Ordinal);
        Instant? countAt = null;
        var rows = (await store.ReferencesAsync(ReferenceKind.Fact, cancellation)).ToDictionary(r => r.Name, StringComparer.Ordinal);
        foreach (var name in population.Rfms.Select(r => r.Name))
        {
            if (rows.TryGetValue(Rfm + name, out var row))
            {
                rfm[name] = Fact(row, FactsCodec.DecodeCuts(row.Body.Span));
            }
        }

        foreach (var name in population.Models)
        {
            if (rows.TryGetValue(Model + name, out var row) && row.Body.IsEmpty)
            {
                countAt = row.ValidFrom;
            }
            else if (row is not null)
            {
                models[name] = Fact(row, FactsCodec.DecodeScore(row.Body.Span));
            }
        }

        facts = facts with { Rfm = rfm.ToFrozenDictionary(StringComparer.Ordinal), Models = models.ToFrozenDictionary(StringComparer.Ordinal) };
        return (facts, countAt);
    }

    public async Task<CensusCursor?> CursorAsync(CancellationToken cancellation) =>
        (await store.ReferencesAsync(ReferenceKind.Cursor, cancellation)).FirstOrDefault(r => r.Name == Cursor) is { } row
            ? CensusCursor.Decode(row.Body.Span)
            : null;

    /// <summary>The cursor first: where there are new facts, there is a way to go on.</summary>
    /// <param name="keepsModels">False stores of a model only that it was made.</param>
    public async Task BeginAsync(CensusCursor cursor, NewFacts facts, bool keepsModels, CancellationToken cancellation)
    {
        await AddAsync(cursor, cancellation);
        foreach (var name in facts.Population.Rfms.Select(r => r.Name))
        {
            await store.AddReferenceAsync(new(ReferenceKind.Fact, Rfm + name, facts.Version, cursor.At, FactsCodec.Encode(facts.Facts.Rfm[name].Content)), cancellation);
        }

        foreach (var name in facts.Population.Models)
        {
            ReadOnlyMemory<byte> body = keepsModels ? FactsCodec.Encode(facts.Facts.Models[name].Content) : default;
            await store.AddReferenceAsync(new(ReferenceKind.Fact, Model + name, facts.Version, cursor.At, body), cancellation);
        }
    }

    public async Task<CensusCursor> MoveAsync(CensusCursor cursor, string after, CancellationToken cancellation)
    {
        var moved = cursor with { After = after };
        await AddAsync(moved, cancellation);
        await store.DropReferenceAsync(ReferenceKind.Cursor, Cursor, VersionOf(cursor), cancellation);
        return moved;
    }

    /// <summary>Drops what was replaced, and the cursor last; also those that a crash has left behind.</summary>
    public async Task EndAsync(CensusCursor cursor, CancellationToken cancellation)
    {
        foreach (var (name, fact) in cursor.Rfm)
        {
            await store.DropReferenceAsync(ReferenceKind.Fact, Rfm + name, fact.Version, cancellation);
        }

        foreach (var (name, version) in cursor.Models)
        {
            await store.DropReferenceAsync(ReferenceKind.Fact, Model + name, version, cancellation);
        }

        while ((await store.ReferencesAsync(ReferenceKind.Cursor, cancellation)).FirstOrDefault(r => r.Name == Cursor) is { } row)
        {
            await store.DropReferenceAsync(ReferenceKind.Cursor, Cursor, row.Version, cancellation);
        }
    }

    private ValueTask AddAsync(CensusCursor cursor, CancellationToken cancellation) =>
        store.AddReferenceAsync(new(ReferenceKind.Cursor, Cursor, VersionOf(cursor), cursor.At, cursor.Encode()), cancellation);

    private static string VersionOf(CensusCursor cursor) => $"{Population.VersionOf(cursor.At)} {cursor.After}";

    private static Fact<T> Fact<T>(ReferenceRow row, T content) => new(row.Version, row.ValidFrom, row.ValidFrom, content);
}
