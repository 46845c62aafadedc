using Personalization.Journeys.Backends.Sqlite;

namespace Personalization.Journeys.Backends.Tests.Sqlite;

public sealed class SqliteStoreTests : StoreSuite<SqliteStore>
{
    private readonly TestFolder _folder;

    public SqliteStoreTests()
        : this(new TestFolder())
    {
    }

    private SqliteStoreTests(TestFolder folder)
        : base(folder.Open()) => _folder = folder;

    protected override void Close()
    {
        Store.Dispose();
        _folder.Dispose();
    }
}
