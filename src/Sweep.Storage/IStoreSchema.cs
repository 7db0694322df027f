using Sweep.Storage.Faults;
using Sweep.Storage.Schema;

namespace Sweep.Storage;

/// <summary>The tables and views of a store, and who may read them.</summary>
public interface IStoreSchema : IStore
{
    /// <summary>Creates the schema or brings it up to date; safe against other processes and against being killed half-way.</summary>
    Task MigrateAsync(CancellationToken cancellation);

    /// <summary>How the database's schema stands to this program's; changes nothing.</summary>
    Task<SchemaStanding> ReadSchemaAsync(CancellationToken cancellation);

    /// <summary>
    /// Lets a role of the database server read all tables and views, those of later versions too, and change nothing; again changes
    /// nothing. Returns their names.
    /// </summary>
    /// <exception cref="StoreException">The database knows no roles, or not this one, or refuses.</exception>
    Task<IReadOnlyList<string>> AddReaderAsync(string role, CancellationToken cancellation);
}
