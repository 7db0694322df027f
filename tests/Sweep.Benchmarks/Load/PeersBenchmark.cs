using Npgsql;

namespace Sweep.Benchmarks.Load;

/// <summary>Sweep, Optuna and NumPy in turn on one PostgreSQL server, round after round: what the machine does meanwhile hits all alike.</summary>
internal sealed class PeersBenchmark(Workload workload, string folder, NpgsqlConnectionStringBuilder database, Action<string> say)
{
    private readonly SweepProgram _sweep = new(folder, database.ConnectionString);
    private readonly PeerScripts _peers = new(folder, database);

    public async Task<PeersResult> RunAsync()
    {
        var versions = await PeerScripts.VersionsAsync();
        await using var source = NpgsqlDataSource.Create(database);
        await _peers.PrepareAsync();
        var rounds = new List<Round>();
        for (var round = 1; round <= workload.Rounds; round++)
        {
            say($"round {round} of {workload.Rounds}");
            rounds.Add(await RoundAsync(source));
        }

        var million = workload.MillionTrials == 0 ? null : await MillionAsync();
        return new PeersResult(workload, rounds, million, versions, await ServerVersionAsync(source));
    }

    /// <summary>The sweep whose memory is watched.</summary>
    public async Task<SweepFigures> MillionAsync() =>
        await SweepAsync($"{workload.MillionTrials:N0} tiny trials", Workload.TinySpec(workload.MillionTrials));

    private async Task<Round> RoundAsync(NpgsqlDataSource source)
    {
        var trials = workload.CurveTrials;
        var curves = await SweepAsync($"{trials:N0} trials, every iteration stored", workload.CurveSpec(1));
        var reported = await OptunaAsync(workload.OptunaCurves, Workload.CurveIterations);
        var numpy = await _peers.NumPyAsync(workload.NumPyJson(), workload.NumPyNth);
        say($"  NumPy: {numpy.Trials:N0} trials in {numpy.Seconds:F1} s, {numpy.PointsPerSecond:N0} points/s");
        var tenth = await SweepAsync($"{trials:N0} trials, every tenth iteration stored", workload.CurveSpec(10));
        var tiny = await SweepAsync($"{workload.TinyTrials:N0} tiny trials", Workload.TinySpec(workload.TinyTrials));
        var empty = await OptunaAsync(workload.OptunaTrials, 0);
        var growth = workload.GrowthTrials == 0 ? null : await GrowthAsync(source);
        return new Round(curves, reported, numpy, tenth, tiny, empty, growth);
    }

    private async Task<GrowthFigures> GrowthAsync(NpgsqlDataSource source)
    {
        await using var watch = await CommitWatch.StartAsync(source);
        await SweepAsync($"{workload.GrowthTrials:N0} tiny trials, followed", Workload.TinySpec(workload.GrowthTrials));
        await watch.StopAsync();
        var end = workload.GrowthTrials;
        var growth = new GrowthFigures(watch.CostBetween(1_000, 21_000), watch.CostBetween(20_000, 40_000), watch.CostBetween(end - 20_000, end));
        say($"    {growth.First * 1e6:F0}, {growth.Warm * 1e6:F0}, {growth.Last * 1e6:F0} µs a trial: {growth.Ratio:F2}");
        return growth;
    }

    private async Task<SweepFigures> SweepAsync(string what, string spec)
    {
        var figures = await _sweep.RunAsync(spec);
        say($"  Sweep, {what}: {figures.WallSeconds:F2} s, {figures.TrialsPerSecond:N0} trials/s, overhead {figures.Overhead:F3}, "
            + $"start-up {figures.StartupSeconds:F2} s, peak {figures.PeakBytes / 1e6:N0} MB");
        return figures;
    }

    private async Task<PeerFigures> OptunaAsync(int trials, int points)
    {
        var figures = await _peers.OptunaAsync(trials, points);
        say($"  Optuna: {figures.Trials:N0} trials, {figures.Points:N0} points in {figures.Seconds:F1} s, "
            + $"{figures.TrialsPerSecond:N1} trials/s, {figures.PointsPerSecond:N0} points/s");
        return figures;
    }

    private static async Task<string> ServerVersionAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("SELECT split_part(version(), ' ', 2)");
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
