using System.Globalization;
using Npgsql;

namespace Sweep.Benchmarks.Load;

/// <summary>Sweep, Optuna and NumPy in turn on one PostgreSQL server, round after round: what the machine does meanwhile hits all alike.</summary>
internal sealed class PeersBenchmark(Workload workload, string folder, NpgsqlConnectionStringBuilder database, Action<string> say)
{
    private const int OptunaWorkers = 2;

    private readonly SweepProgram _sweep = new(folder, database.ConnectionString);
    private readonly Peer _optuna = new("Optuna", "optuna_peer.py", ["optuna", "sqlalchemy", "psycopg2"], folder, database);
    private readonly Peer _numpy = new("NumPy", "numpy_pool.py", ["numpy", "psycopg2"], folder, database);

    private Peer[] Peers => [_optuna, _numpy];

    public async Task<PeersResult> RunAsync()
    {
        await using var source = NpgsqlDataSource.Create(database);
        foreach (var peer in Peers)
        {
            await peer.PrepareAsync(source);
            if (peer.Trouble is { } trouble)
                say(trouble);
        }

        await WarmAsync();
        var rounds = new List<Round>();
        for (var round = 1; round <= workload.Rounds; round++)
        {
            say($"round {round} of {workload.Rounds}");
            rounds.Add(await RoundAsync(source));
        }

        var million = workload.MillionTrials == 0 ? null : await MillionAsync();
        return new PeersResult(
            workload,
            rounds,
            million,
            [.. Peers.SelectMany(peer => peer.Versions).Distinct()],
            [.. Peers.Select(peer => peer.Trouble).OfType<string>()],
            await ServerVersionAsync(source));
    }

    /// <summary>The sweep whose memory is watched.</summary>
    public async Task<SweepFigures> MillionAsync() =>
        await SweepAsync($"{workload.MillionTrials:N0} tiny trials", Workload.TinySpec(workload.MillionTrials));

    /// <summary>Everybody once, unmeasured: makes the tables, and has the programs' files in memory.</summary>
    private async Task WarmAsync()
    {
        await _sweep.RunAsync(Workload.TinySpec(100));
        await OptunaAsync(2, 1, _ => { });
        await _numpy.MeasureAsync(await SweepJsonAsync(), Text(workload.CurveTrials / 2), Text(Environment.ProcessorCount));
    }

    private async Task<Round> RoundAsync(NpgsqlDataSource source)
    {
        var trials = workload.CurveTrials;
        var curves = await SweepAsync($"{trials:N0} trials, every iteration stored", workload.CurveSpec(1));
        var few = await SweepAsync($"{trials:N0} trials of {Workload.FewSamples} samples, every iteration stored", workload.CurveSpec(1, Workload.FewSamples));
        var reported = await OptunaAsync(workload.OptunaCurves, Workload.CurveIterations, say);
        var numpy = await NumPyAsync();
        var tenth = await SweepAsync($"{trials:N0} trials, every tenth iteration stored", workload.CurveSpec(10));
        var tiny = await SweepAsync($"{workload.TinyTrials:N0} tiny trials", Workload.TinySpec(workload.TinyTrials));
        var empty = await OptunaAsync(workload.OptunaTrials, 0, say);
        var growth = workload.GrowthTrials == 0 ? null : await GrowthAsync(source);
        return new Round(curves, few, reported, numpy, tenth, tiny, empty, growth);
    }

    private async Task<GrowthFigures> GrowthAsync(NpgsqlDataSource source)
    {
        var thousand = await SweepAsync("1,000 tiny trials", Workload.TinySpec(1_000));
        await using var watch = await CommitWatch.StartAsync(source);
        var whole = await SweepAsync($"{workload.GrowthTrials:N0} tiny trials, followed", Workload.TinySpec(workload.GrowthTrials));
        await watch.StopAsync();
        var end = workload.GrowthTrials;
        var growth = new GrowthFigures(
            watch.CostBetween(1_000, 21_000),
            watch.CostBetween(20_000, 40_000),
            watch.CostBetween(end - 20_000, end),
            1 / whole.TrialsPerSecond,
            1 / thousand.TrialsPerSecond);
        say($"    {growth.First * 1e6:F0}, {growth.Warm * 1e6:F0}, {growth.Last * 1e6:F0} µs a trial within: {growth.WithinSweep:F2}; "
            + $"{growth.Whole * 1e6:F0} against {growth.Thousand * 1e6:F0} as a whole: {growth.BetweenSweeps:F2}");
        return growth;
    }

    private async Task<SweepFigures> SweepAsync(string what, string spec)
    {
        var figures = await _sweep.RunAsync(spec);
        await SettleAsync();
        say($"  Sweep, {what}: {figures.WallSeconds:F2} s, {figures.TrialsPerSecond:N0} trials/s, overhead {figures.Overhead:F3}, "
            + $"start-up {figures.StartupSeconds:F2} s, peak {figures.PeakBytes / 1e6:N0} MB");
        return figures;
    }

    private async Task<PeerFigures?> OptunaAsync(int trials, int points, Action<string> tell)
    {
        var figures = await _optuna.MeasureAsync(Text(trials), Text(points), Text(OptunaWorkers));
        await SettleAsync();
        Report(_optuna, figures, tell);
        return figures;
    }

    /// <summary>A worker a core on every so many-th trial of the sweep.</summary>
    private async Task<PeerFigures?> NumPyAsync()
    {
        var figures = await _numpy.MeasureAsync(await SweepJsonAsync(), Text(workload.NumPyNth), Text(Environment.ProcessorCount));
        await SettleAsync();
        Report(_numpy, figures, say);
        return figures;
    }

    /// <summary>
    /// Does at once what autovacuum would do within a minute: analysing the curves that NumPy's pool left takes up to a second, and fell,
    /// round after round, into the same run of somebody else.
    /// </summary>
    private async Task SettleAsync()
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("VACUUM (ANALYZE)", connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }

    private static void Report(Peer peer, PeerFigures? figures, Action<string> tell) => tell(figures is null
        ? $"  {peer.Trouble}"
        : $"  {peer.Name}: {figures.Trials:N0} trials, {figures.Points:N0} points in {figures.Seconds:F1} s, "
            + $"{figures.TrialsPerSecond:N1} trials/s, {figures.PointsPerSecond:N0} points/s");

    private async Task<string> SweepJsonAsync()
    {
        var file = Path.Combine(folder, "sweep.json");
        await File.WriteAllTextAsync(file, workload.NumPyJson());
        return file;
    }

    private static async Task<string> ServerVersionAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("SELECT split_part(version(), ' ', 2)");
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
