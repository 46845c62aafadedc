using Personalization.Journeys.Runtime.Customers;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Serialization;

namespace Personalization.Journeys.Runtime.Durability;

/// <summary>A customer as the store has them: both null when they are new.</summary>
/// <param name="Row">As stored; null when the document came from memory.</param>
/// <param name="Damage">Why the row can not be read.</param>
internal readonly record struct LoadedDocument(CustomerDocument? Document, DocumentRow? Row, string? Damage)
{
    /// <summary>All events so far, where the windows must be made again.</summary>
    public Upgrade? Upgrade { get; init; }

    public long Version => Row?.Version ?? Document?.Version ?? 0;

    public static LoadedDocument Of(DocumentRow row)
    {
        try
        {
            return new(DocumentCodec.Decode(row.Document.Span) with { Version = row.Version, DueAt = row.DueAt, Bytes = row.Document.Length }, row, null);
        }
        catch (FormatException damage)
        {
            return new(null, row, damage.Message);
        }
    }
}
