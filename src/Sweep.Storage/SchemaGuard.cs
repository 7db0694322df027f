namespace Sweep.Storage;

/// <summary>Refuses a schema that this program cannot work on.</summary>
public static class SchemaGuard
{
    /// <summary>For processes that must not change the schema themselves.</summary>
    /// <exception cref="StoreException">The schema is missing or behind, which passes where another process migrates, or newer than this program.</exception>
    public static async Task RequireCurrentAsync(IStoreSchema store, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(store);
        var standing = await store.ReadSchemaAsync(cancellation);
        RefuseNewer(standing, store.Description);
        if (standing.Kind == SchemaKind.Missing)
            throw new StoreException($"{store.Description}: has no tables of Sweep yet: run \"sweep db migrate\" on it first", true, null);
        if (standing.Kind == SchemaKind.Behind)
        {
            throw new StoreException(
                $"{store.Description}: its schema is older than this program ({standing.Migration} is missing): run \"sweep db migrate\" on it first",
                true,
                null);
        }
    }

    /// <summary>For processes that are of no use where they may only read. Changes nothing: no sweep has this id.</summary>
    /// <exception cref="StoreException">The database is read-only.</exception>
    public static Task RequireWritableAsync(IOwnerStore store, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.ReleaseAsync(Guid.Empty, epoch: -1, cancellation);
    }

    internal static void RefuseNewer(SchemaStanding standing, string place)
    {
        if (standing.Kind == SchemaKind.Newer)
        {
            throw new StoreException(
                $"{place}: was written by a newer Sweep (its schema has {standing.Migration}, which this version does not know): use that version or a newer one",
                false,
                null);
        }
    }
}
