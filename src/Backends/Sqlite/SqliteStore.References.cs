using Personalization.Journeys.Runtime.Durability;

namespace Personalization.Journeys.Backends.Sqlite;

public sealed partial class SqliteStore
{
    public async ValueTask<IReadOnlyList<ReferenceRow>> ReferencesAsync(ReferenceKind kind, CancellationToken cancellation) =>
        await ReadAsync(c =>
        {
            using var newest = c.Prepare("""
                select r.name, r.version, r.valid_from, r.body
                from reference r
                where r.kind = $kind and (r.kind = 0 or not exists (
                    select 1
                    from reference newer
                    where newer.kind = r.kind and newer.name = r.name and (newer.valid_from, newer.id) > (r.valid_from, r.id)))
                order by r.valid_from, r.id
                """);
            return All(newest.Bind((int)kind), s => new ReferenceRow(kind, s.Text(0), s.Text(1), s.Instant(2), s.Bytes(3)));
        }, cancellation);

    public async ValueTask AddReferenceAsync(ReferenceRow row, CancellationToken cancellation) =>
        await WriteAsync(c =>
        {
            using var insert = c.Prepare("""
                insert into reference (kind, name, version, valid_from, body)
                values ($kind, $name, $version, $valid_from, $body)
                on conflict (kind, name, version) do nothing
                """);
            return insert.Bind((int)row.Kind).Bind(row.Name).Bind(row.Version).Bind(row.ValidFrom).Bind(row.Body).Run();
        }, cancellation);

    public async ValueTask DropReferenceAsync(ReferenceKind kind, string name, string version, CancellationToken cancellation) =>
        await WriteAsync(c =>
        {
            using var drop = c.Prepare("delete from reference where kind = $kind and name = $name and version = $version");
            return drop.Bind((int)kind).Bind(name).Bind(version).Run();
        }, cancellation);
}
