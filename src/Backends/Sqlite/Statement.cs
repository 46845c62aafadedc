using System.Buffers;
using System.Text;
using NodaTime;
using SQLitePCL;

namespace Personalization.Journeys.Backends.Sqlite;

/// <summary>
/// A prepared statement. Values are bound in the order in which their names first stand in the text. Disposing gives it
/// back to its connection, which keeps it prepared.
/// </summary>
internal sealed class Statement(Connection connection, sqlite3_stmt handle) : IDisposable
{
    private const int OnTheStack = 256;

    private int _bound;

    public Statement Bind(long value) => Checked(raw.sqlite3_bind_int64(handle, ++_bound, value));

    public Statement BindNull() => Checked(raw.sqlite3_bind_null(handle, ++_bound));

    public Statement Bind(long? value) => value is { } some ? Bind(some) : BindNull();

    public Statement Bind(Instant value) => Bind(value.ToUnixTimeTicks());

    public Statement Bind(Instant? value) => Bind(value?.ToUnixTimeTicks());

    public Statement Bind(ReadOnlyMemory<byte> value) => Bind(value.Span);

    public Statement Bind(ReadOnlySpan<byte> value) => Checked(value.IsEmpty
        ? raw.sqlite3_bind_zeroblob(handle, ++_bound, 0)
        : raw.sqlite3_bind_blob(handle, ++_bound, value));

    public Statement Bind(string? value)
    {
        if (value is null)
        {
            return BindNull();
        }

        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (most <= OnTheStack)
        {
            Span<byte> bytes = stackalloc byte[OnTheStack];
            return Checked(raw.sqlite3_bind_text(handle, ++_bound, bytes[..Encoding.UTF8.GetBytes(value, bytes)]));
        }

        var rented = ArrayPool<byte>.Shared.Rent(most);
        try
        {
            return Checked(raw.sqlite3_bind_text(handle, ++_bound, rented.AsSpan(0, Encoding.UTF8.GetBytes(value, rented))));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Runs to the end and says how many rows changed.</summary>
    public int Run()
    {
        while (Next())
        {
            continue;
        }

        return raw.sqlite3_changes(connection.Handle);
    }

    /// <summary>The next row; after the last one the statement is ready to be bound again.</summary>
    public bool Next()
    {
        var code = raw.sqlite3_step(handle);
        if (code == raw.SQLITE_ROW)
        {
            return true;
        }

        Reset();
        return code == raw.SQLITE_DONE ? false : throw connection.Fault(code);
    }

    public long Long(int column) => raw.sqlite3_column_int64(handle, column);

    public int Int(int column) => raw.sqlite3_column_int(handle, column);

    public Instant Instant(int column) => NodaTime.Instant.FromUnixTimeTicks(Long(column));

    public Instant? InstantOrNull(int column) => IsNull(column) ? null : Instant(column);

    public string Text(int column) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(handle, column));

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public byte[] Bytes(int column) => raw.sqlite3_column_blob(handle, column).ToArray();

    /// <summary>Valid until the next row.</summary>
    public ReadOnlySpan<byte> Span(int column) => raw.sqlite3_column_blob(handle, column);

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public void Dispose() => Reset();

    /// <summary>The code is that of the last step, which was reported there.</summary>
    private void Reset()
    {
        _ = raw.sqlite3_reset(handle);
        _bound = 0;
    }

    private Statement Checked(int code) => code == raw.SQLITE_OK ? this : throw connection.Fault(code);
}
