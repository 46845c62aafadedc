using System.Globalization;
using System.Text;
using NodaTime;
using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Cli.Import;

/// <summary>How far the import of a file has come; stored beside what it put in, after it.</summary>
/// <param name="Records">Of the file, in its order: taken or rejected.</param>
internal sealed record ImportCursor(long Records, long Taken, long Rejected, bool IsDone)
{
    public static readonly ImportCursor Start = new(0, 0, 0, false);

    public static async ValueTask<ImportCursor> ReadAsync(IStore store, string identity, CancellationToken cancellation)
    {
        var rows = await store.ReferencesAsync(ReferenceKind.Cursor, cancellation);
        return rows.FirstOrDefault(r => r.Name == NameOf(identity)) is { } row ? Parse(Encoding.UTF8.GetString(row.Body.Span)) : Start;
    }

    /// <summary>The one before is dropped after this one is there.</summary>
    public async ValueTask KeepAsync(IStore store, string identity, ImportCursor before, Instant now, CancellationToken cancellation)
    {
        await store.AddReferenceAsync(new ReferenceRow(ReferenceKind.Cursor, NameOf(identity), ToString(), now, Encoding.UTF8.GetBytes(ToString())), cancellation);
        if (before != this)
        {
            await store.DropReferenceAsync(ReferenceKind.Cursor, NameOf(identity), before.ToString(), cancellation);
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Records} {Taken} {Rejected}{(IsDone ? " done" : "")}");

    private static string NameOf(string identity) => $"import {identity}";

    private static ImportCursor Parse(string text)
    {
        var parts = text.Split(' ');
        long Number(int part) => long.Parse(parts[part], CultureInfo.InvariantCulture);
        return new ImportCursor(Number(0), Number(1), Number(2), parts.Length > 3);
    }
}
