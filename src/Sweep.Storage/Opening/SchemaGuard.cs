using Sweep.Storage.Faults;
using Sweep.Storage.Schema;

namespace Sweep.Storage.Opening;

/// <summary>Refuses a schema that this program cannot work on.</summary>
public static class SchemaGuard
{
    /// <summary>For processes that must not change the schema themselves.</summary>
    /// <exception cref="StoreException">
    /// The schema is missing or behind, which passes where another process migrates, or one from which no migration of this program goes on.
    /// </exception>
    public static async Task RequireCurrentAsync(IStoreSchema store, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(store);
        RequireCurrent(await store.ReadSchemaAsync(cancellation), store.Description);
    }

    /// <summary>For processes that are of no use where they may only read. Changes nothing: no sweep has this id.</summary>
    /// <exception cref="StoreException">The database is read-only.</exception>
    public static Task RequireWritableAsync(IOwnerStore store, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.ReleaseAsync(Guid.Empty, epoch: -1, cancellation);
    }

    /// <inheritdoc cref="RequireCurrentAsync"/>
    internal static void RequireCurrent(SchemaStanding standing, string place)
    {
        RefuseUnknown(standing, place);
        if (standing.Kind == SchemaKind.Missing)
            throw new StoreException($"{place}: has no tables of Sweep yet: run \"sweep db migrate\" on it first", true, null);
        if (standing.Kind == SchemaKind.Behind)
        {
            throw new StoreException(
                $"{place}: its schema is older than this program ({standing.Migration} is missing): run \"sweep db migrate\" on it first", true, null);
        }
    }

    /// <summary>Refuses a schema from which no migration of this program goes on.</summary>
    internal static void RefuseUnknown(SchemaStanding standing, string place)
    {
        if (standing.Kind == SchemaKind.Newer)
        {
            throw StoreException.Refusal(
                $"{place}: was written by a newer Sweep (its schema has {standing.Migration}, which this version does not know): "
                + "use that version or a newer one");
        }

        if (standing.Kind == SchemaKind.Unreleased)
        {
            throw StoreException.Refusal(
                $"{place}: was written by a development build of Sweep before 0.1.0 (its schema has {standing.Migration}), which no release goes on with: "
                + "export its sweeps with that build, or name a new database");
        }
    }
}
