using System.Collections.Immutable;
using System.Globalization;
using Personalization.Journeys.Language.Program;
using Personalization.Journeys.Runtime.Durability;
using Personalization.Journeys.Runtime.Execution;
using Personalization.Journeys.Runtime.Serialization;

namespace Personalization.Journeys.Backends.Sqlite;

public sealed partial class SqliteStore
{
    /// <summary>Fewer rows than this are not worth another thread.</summary>
    private const int WorthSharing = 256;

    public async ValueTask<IReadOnlyList<JournalRow>> LatestAsync(string? customer, long before, int most, CancellationToken cancellation) =>
        await ReadAsync(c =>
        {
            using var latest = c.Prepare(customer is null
                ? """
                    select seq, customer, decision, body, personal,
                        iif(personal is null, null, (select key from customer_key k where k.customer = j.customer))
                    from journal j
                    where seq < $before
                    order by seq desc
                    limit $most
                    """
                : """
                    select seq, customer, decision, body, personal,
                        iif(personal is null, null, (select key from customer_key k where k.customer = j.customer))
                    from journal j
                    where customer = $customer and seq < $before
                    order by seq desc
                    limit $most
                    """);
            return All((customer is null ? latest : latest.Bind(customer)).Bind(before).Bind(most), Journal);
        }, cancellation);

    public async ValueTask<IReadOnlyList<JournalRow>> JournalAsync(long after, int most, CancellationToken cancellation) =>
        await ReadAsync(c =>
        {
            using var page = c.Prepare("""
                select seq, customer, decision, body, personal,
                    iif(personal is null, null, (select key from customer_key k where k.customer = j.customer))
                from journal j
                where seq > $after
                order by seq
                limit $most
                """);
            return All(page.Bind(after).Bind(most), Journal);
        }, cancellation);

    public async ValueTask<IReadOnlyList<JournalRow>> EventsAsync(long after, int most, CancellationToken cancellation) =>
        await ReadAsync(c =>
        {
            using var page = c.Prepare("""
                select seq, customer, decision, body, personal,
                    iif(personal is null, null, (select key from customer_key k where k.customer = j.customer))
                from journal j
                where seq > $after and event is not null
                order by seq
                limit $most
                """);
            return All(page.Bind(after).Bind(most), Journal);
        }, cancellation);

    public async ValueTask<IReadOnlyList<JournalRow>> JournalAsync(string customer, CancellationToken cancellation) =>
        await ReadAsync(c =>
        {
            using var all = c.Prepare("""
                select seq, customer, decision, body, personal,
                    iif(personal is null, null, (select key from customer_key k where k.customer = j.customer))
                from journal j
                where customer = $customer
                order by seq
                """);
            return All(all.Bind(customer), Journal);
        }, cancellation);

    public async ValueTask<IReadOnlyList<CustomerEvent>> PastAsync(string customer, CancellationToken cancellation) =>
        [.. (await JournalAsync(customer, cancellation)).Select(r => r.Event).OfType<CustomerEvent>()];

    /// <summary>Before the transaction, so that nobody waits for it there.</summary>
    private static EncodedRow[] Encoded(ImmutableArray<JournalRow> journal)
    {
        var rows = new EncodedRow[journal.Length];
        void Encode(int i)
        {
            var (plain, personal) = Parted(journal[i]);
            rows[i] = new(journal[i], JournalCodec.Encode(plain), personal is null ? null : Encoded(personal));
        }

        if (rows.Length < WorthSharing)
        {
            for (var i = 0; i < rows.Length; i++)
            {
                Encode(i);
            }
        }
        else
        {
            Parallel.For(0, rows.Length, Encode);
        }

        return rows;
    }

    private static void Write(Connection c, EncodedRow[] journal)
    {
        using var insert = c.Prepare("""
            insert into journal (customer, decision, event, at, body, personal)
            values ($customer, $decision, $event, $at, $body, $personal)
            """);
        foreach (var (row, body, personal) in journal)
        {
            insert.Bind(row.Customer).Bind(row.Decision).Bind(row.Event?.Type).Bind(row.Entry.At).Bind(body);
            (personal is null ? insert.BindNull() : insert.Bind(PersonalData.Lock(KeyOf(c, row.Customer), personal))).Run();
        }
    }

    private static (JournalRow Plain, RecordValue? Personal) Parted(JournalRow row)
    {
        if (row.Event is not { } happened || !row.Personal.Any(happened.Data.Fields.ContainsKey))
        {
            return (row, null);
        }

        var plain = happened.Data.Fields.RemoveRange(row.Personal);
        var personal = happened.Data.Fields.RemoveRange(plain.Keys);
        return (row with { Event = happened with { Data = new RecordValue(plain) } }, new RecordValue(personal));
    }

    private static byte[] KeyOf(Connection c, string customer)
    {
        using var find = c.Prepare("select key from customer_key where customer = $customer");
        if (find.Bind(customer).Next())
        {
            return find.Bytes(0);
        }

        var key = PersonalData.NewKey();
        using var insert = c.Prepare("insert into customer_key (customer, key) values ($customer, $key)");
        insert.Bind(customer).Bind(key).Run();
        return key;
    }

    private static JournalRow Journal(Statement s)
    {
        try
        {
            var row = JournalCodec.Decode(s.Long(0), s.Text(1), s.Long(2), s.Span(3));
            return row.Event is { } happened && !s.IsNull(5) && PersonalData.Unlock(s.Span(5), s.Span(4)) is { } personal
                ? row with { Event = happened with { Data = new RecordValue(happened.Data.Fields.AddRange(Decoded(personal).Fields)) } }
                : row;
        }
        catch (FormatException e)
        {
            throw new StoreException(StoreFault.Corrupt, string.Create(CultureInfo.InvariantCulture, $"row {s.Long(0)} of the journal: {e.Message}"), e);
        }
    }

    private readonly record struct EncodedRow(JournalRow Row, byte[] Plain, byte[]? Personal);

    private static byte[] Encoded(RecordValue fields) => InputCodec.Encode(new Attributes(fields));

    private static RecordValue Decoded(byte[] fields) => ((Attributes)InputCodec.Decode(fields)).Changes;
}
