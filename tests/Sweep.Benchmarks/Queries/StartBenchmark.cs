using Npgsql;
using Sweep.Benchmarks.Load;
using Sweep.Core.Scheduling;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Service;
using Sweep.Storage;
using Sweep.Storage.Databases;
using Sweep.Storage.Sweeps;
using Sweep.Storage.Trials;

namespace Sweep.Benchmarks.Queries;

/// <summary>How long it takes to find, submit and start sweeps where there are very many, and where there are few, in turn; the verb <c>starts</c>.</summary>
internal static class StartBenchmark
{
    private const string Usage = "starts --database DATABASE --few DATABASE [--sweeps 1000000] [--fewer 1000] [--repeats 40]";

    /// <summary>Of sweeps that were made before the present, a second apart.</summary>
    private const string Make =
        """
        INSERT INTO sweeps (id, name, spec_text, spec, spec_hash, state, numerics, planned_trials, frontier, epoch, created_at, finished_at)
        SELECT (lpad(to_hex(1767600000000 + 1000 * k::bigint), 12, '0') || '7' || substr(md5(k::text), 1, 3) || '8' || substr(md5(k::text), 5, 15))::uuid,
               'small ' || k, $3, $3::jsonb, md5((k / 10)::text) || md5(k::text), CASE WHEN k % 10 = 9 THEN 'failed' ELSE 'completed' END, $4, 3, 3, 1,
               to_timestamp(1767600000 + k), to_timestamp(1767600001 + k)
        FROM generate_series($1, $2 - 1) AS k
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        int Number(string name, int otherwise) => Arguments.Count(args, name, otherwise);
        string[] databases = [.. new[] { "--few", "--database" }.Select(name => Arguments.Option(args, name)).OfType<string>()];
        if (args.Length % 2 != 0 || databases.Length < 2 || databases.Any(database => DatabaseChoice.Parse(database).Connection is null))
        {
            Console.Error.WriteLine($"--database: two of a PostgreSQL are needed; write {Usage}");
            return 2;
        }

        await using var few = await OpenAsync(databases[0], Number("--fewer", 1000));
        await using var many = await OpenAsync(databases[1], Number("--sweeps", 1_000_000));
        await InTurn.CompareAsync(("few", Questions(few)), ("many", Questions(many)), Number("--repeats", 40));
        return 0;
    }

    private static async Task<ISweepStore> OpenAsync(string database, int count)
    {
        var store = SweepStores.Open(database, TimeProvider.System);
        await store.MigrateAsync(CancellationToken.None);
        await using var server = new NpgsqlConnection(database);
        await server.OpenAsync();
        await using var ask = new NpgsqlCommand("SELECT count(*) FROM sweeps WHERE name LIKE 'small %'", server);
        var there = (int)(long)(await ask.ExecuteScalarAsync())!;
        if (there >= count)
            return store;
        var shape = new SyntheticSweep(replicates: 1, points: 10, lengths: 1);
        await SweepCopies.RunAsync(server, Make, there, count, CanonicalSpec.ToJson(shape.Spec), Numerics.Version);
        var first = (await store.ListSweepsAsync(new SweepFilter { Limit = 1 }, CancellationToken.None))[0].Id;
        await store.CommitAsync([.. Enumerable.Range(0, 3).Select(number => shape.TrialOf(first, number))], [], CancellationToken.None);
        var columns = string.Join(", ", TrialColumns.All.Skip(1).Select(column => column.Name));
        await SweepCopies.RunAsync(
            server,
            $"INSERT INTO trials (sweep_id, {columns}) SELECT s.id, t.* FROM sweeps s CROSS JOIN (SELECT {columns} FROM trials WHERE sweep_id = $1) t WHERE s.name LIKE 'small %' ORDER BY s.id ON CONFLICT DO NOTHING",
            first);
        await SweepCopies.RunAsync(server, "INSERT INTO sweep_tags (sweep_id, tag) SELECT id, $1 FROM sweeps WHERE name LIKE 'small %00' ON CONFLICT DO NOTHING", ManySweeps.Tag);
        await SweepCopies.RunAsync(server, "VACUUM ANALYZE");
        return store;
    }

    private static IEnumerable<(string Name, Func<Task> Ask)> Questions(ISweepStore store)
    {
        var none = CancellationToken.None;
        var service = new SweepService(store, TimeProvider.System);
        var canonical = CanonicalSpec.ToJson(new SyntheticSweep(replicates: 1, points: 10, lengths: 1).Spec);
        Task<SweepRecord> SubmitAsync() => store.SubmitAsync(
            new NewSweep(Guid.CreateVersion7(), "new", canonical, canonical, CanonicalSpec.Hash(canonical), $"{Guid.NewGuid()}", Numerics.Version, 500), none);
        yield return ("sweep list", () => service.ListAsync(new SweepFilter { Limit = 20 }, none));
        yield return ("sweep list --tag", () => service.ListAsync(new SweepFilter { Limit = 20, Tags = [ManySweeps.Tag] }, none));
        yield return ("sweep status latest", async () => await service.StatusAsync((await service.FindAsync("latest", none)).Require(), none));
        yield return ("a silo looks for running sweeps", () => store.ListSweepsAsync(new SweepFilter([SweepState.Running]), none));
        yield return ("a server looks for stalled sweeps", () => store.ListStallWatchesAsync(none));
        yield return ("sweep delete looks for what is left", () => store.ListDeletedAsync(none));
        yield return ("sweep submit, and cancel", async () => await store.ChangeStateAsync((await SubmitAsync()).Id, SweepState.Cancelled, null, none));
        yield return ("an owner starts, and cancel", async () =>
        {
            var id = (await SubmitAsync()).Id;
            await store.TryAcquireAsync(id, "owner", TimeSpan.FromMinutes(1), null, none);
            await store.ReadFinishedAsync(id, none);
            await store.ReadLeasesAsync(id, none);
            await store.ReadLossesAsync(id, none);
            await store.ReadCheckpointedAsync(id, none);
            await foreach (var _ in store.ReadReuseSourcesAsync(id, none).Take(ReuseSources.MostCompared))
            {
            }

            await store.ChangeStateAsync(id, SweepState.Cancelled, null, none);
        }
        );
    }
}
