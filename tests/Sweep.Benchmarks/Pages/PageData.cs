using Npgsql;
using Sweep.Benchmarks.Queries;
using Sweep.Core.Sweeps;
using Sweep.Storage.Databases;
using Sweep.Storage.Sweeps;

namespace Sweep.Benchmarks.Pages;

/// <summary>What the pages show: many small sweeps, and three big ones that are the newest of all, so that they stand in the list.</summary>
/// <param name="Big">Completed.</param>
/// <param name="Other">A fifth of its trials, completed, to compare it with.</param>
/// <param name="Paused">As many trials, of short curves, and not at its end: its page goes on asking.</param>
/// <param name="Small">Of a few trials.</param>
/// <param name="Smaller">Another.</param>
internal sealed record PageData(Guid Big, Guid Other, Guid Paused, Guid Small, Guid Smaller)
{
    /// <summary>Trials of a replicate of <see cref="SyntheticSweep"/>.</summary>
    private const int Points = 500;

    private const int ShortCurve = 20;

    /// <summary>Fills the database with what is not there yet.</summary>
    public static async Task<PageData> MakeAsync(string database, PageSizes sizes, Action<string> say)
    {
        await using var store = SweepStores.Open(database, TimeProvider.System);
        await store.MigrateAsync(CancellationToken.None);
        await ManySweeps.MakeAsync(store, sizes.Sweeps, say);
        var replicates = Math.Max(1, sizes.Trials / Points);
        Task<Guid> Make(int count, int points, SweepState end) =>
            new SyntheticSweep(count, points, lengths: 1, isUneven: true).FindOrMakeAsync(store, say, end);
        var small = await store.ListSweepsAsync(new SweepFilter { NameContains = ManySweeps.Name, Limit = 2 }, CancellationToken.None);
        var data = new PageData(
            await Make(replicates, sizes.Points, SweepState.Completed), await Make(Math.Max(1, replicates / 5), sizes.Points / 5, SweepState.Completed),
            await Make(replicates, ShortCurve, SweepState.Paused), small[0].Id, small[1].Id);
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("VACUUM (ANALYZE)", connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
        return data;
    }
}
