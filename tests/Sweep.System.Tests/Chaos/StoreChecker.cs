using System.Globalization;
using Npgsql;
using Sweep.Core.Sweeps;
using Sweep.Core.Trials;
using Sweep.Testing;

namespace Sweep.SystemTests.Chaos;

/// <summary>Whether a sweep is whole. It reads only the database.</summary>
internal static class StoreChecker
{
    // What the machinery keeps while it works; empty again once nothing runs.
    private static readonly string[] Machinery = ["leases", "checkpoints", "checkpoint_curves"];

    /// <summary>Everything that is wrong: empty for a whole sweep.</summary>
    /// <param name="database">Where it lies; it is the only sweep there.</param>
    /// <param name="calm">What an undisturbed run of the same spec left.</param>
    public static async Task<IReadOnlyList<string>> FindFaultsAsync(string database, IReadOnlyList<string> calm)
    {
        var faults = new List<string>();
        var sweep = await SweepResults.OnlySweepAsync(database);
        if (sweep.State != SweepState.Completed)
            faults.Add($"the sweep is {sweep.State}: {sweep.Error}");
        var results = await SweepResults.ReadAsync(database, sweep.Id);
        if (results.Count != sweep.PlannedTrials)
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"{results.Count} trials are stored, {sweep.PlannedTrials} were planned"));
        faults.AddRange(results.Except(calm, StringComparer.Ordinal).Take(5).Select(line => $"not so in a calm run: {line}"));
        faults.AddRange(calm.Except(results, StringComparer.Ordinal).Take(5).Select(line => $"only in a calm run: {line}"));
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        var completed = await CountAsync(connection, $"SELECT count(DISTINCT number) FROM trials WHERE state = '{TrialState.Completed.ToName()}'");
        if (completed != sweep.PlannedTrials)
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"{completed} distinct trials are completed, {sweep.PlannedTrials} were planned"));
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
