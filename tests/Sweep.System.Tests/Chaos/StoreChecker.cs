using System.Globalization;
using Npgsql;
using Sweep.Core.Sweeps;
using Sweep.Core.Trials;
using Sweep.Storage.Databases;
using Sweep.Testing;

namespace Sweep.SystemTests.Chaos;

/// <summary>Whether sweeps are whole. It reads only the database.</summary>
internal static class StoreChecker
{
    // What the machinery keeps while it works; empty again once nothing runs.
    private static readonly string[] Machinery = ["leases", "checkpoints", "checkpoint_curves"];

    /// <summary>Everything that is wrong: empty for whole sweeps.</summary>
    /// <param name="database">Where they lie; nothing else is there.</param>
    /// <param name="calm">What undisturbed runs of the same specs left.</param>
    public static async Task<IReadOnlyList<string>> FindFaultsAsync(string database, IReadOnlyDictionary<Guid, IReadOnlyList<string>> calm)
    {
        var faults = new List<string>();
        await using var store = SweepStores.Open(database, TimeProvider.System);
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        foreach (var (id, expected) in calm)
        {
            var sweep = (await store.FindSweepAsync(id, CancellationToken.None))!;
            if (sweep.State != SweepState.Completed)
                faults.Add($"{sweep.Name} is {sweep.State}: {sweep.Error}");
            var results = await SweepResults.ReadAsync(database, id);
            faults.AddRange(results.Except(expected, StringComparer.Ordinal).Take(5).Select(line => $"{sweep.Name}, not so in a calm run: {line}"));
            faults.AddRange(expected.Except(results, StringComparer.Ordinal).Take(5).Select(line => $"{sweep.Name}, only in a calm run: {line}"));
            if (results.Count != expected.Count)
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"{sweep.Name} has {results.Count} results, a calm run {expected.Count}"));
            var whole = await CountAsync(
                connection,
                $"SELECT count(DISTINCT number) FROM trials WHERE sweep_id = '{id}' AND state IN ('{TrialState.Completed.ToName()}', '{TrialState.Pruned.ToName()}')");
            if (whole != sweep.PlannedTrials)
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"{sweep.Name}: {whole} distinct trials have ended well, {sweep.PlannedTrials} were planned"));
        }

        foreach (var table in Machinery)
        {
            if (await CountAsync(connection, $"SELECT count(*) FROM {table}") is > 0 and var left)
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"{left} rows are left in {table}"));
        }

        return faults;
    }

    private static async Task<long> CountAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
