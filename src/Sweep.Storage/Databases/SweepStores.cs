using Sweep.Storage.Faults;
using Sweep.Storage.Postgres;
using Sweep.Storage.Sqlite;

namespace Sweep.Storage.Databases;

/// <summary>Opens the store that <c>--database</c> names.</summary>
public static class SweepStores
{
    /// <param name="database">What <c>--database</c> takes.</param>
    /// <param name="time">All times of the store come from here.</param>
    /// <exception cref="StoreException">The text names no store that there is.</exception>
    public static ISweepStore Open(string database, TimeProvider time)
    {
        var choice = DatabaseChoice.Parse(database);
        if (choice.Errors.Count > 0)
            throw StoreException.Refusal(DatabaseChoice.Place + string.Join("; ", choice.Errors.Select(error => error[DatabaseChoice.Place.Length..])));
        return choice.Connection is { } connection ? new PostgresSweepStore(connection, time) : new SqliteSweepStore(choice.Path!, time);
    }
}
