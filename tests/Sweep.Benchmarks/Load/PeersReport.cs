using System.Globalization;

namespace Sweep.Benchmarks.Load;

/// <summary>The figures as tables, on the terminal and as a page.</summary>
internal static class PeersReport
{
    /// <summary>The rates side by side, as a Markdown table that reads well as plain text too.</summary>
    public static IReadOnlyList<string> Summary(PeersResult result)
    {
        var rounds = result.Rounds.Count;
        return
        [
            Text($"| median of {rounds} rounds | Sweep | Optuna, 2 workers | NumPy pool |"),
            "|---|---:|---:|---:|",
            Text($"| trials a second, tiny or empty | {result.Median(r => r.Tiny.TrialsPerSecond):N0} | {result.Median(r => r.OptunaEmpty.TrialsPerSecond):N1} | – |"),
            Text($"| curve points a second, every iteration stored | {result.Median(r => PeersResult.PointsPerSecond(r.Curves)):N0} | {result.Median(r => r.OptunaCurves.PointsPerSecond):N0} | {result.Median(r => r.NumPy.PointsPerSecond):N0} |"),
            Text($"| the same, start of the process counted in | {result.Median(WholePoints):N0} | – | – |"),
            Text($"| wall × cores / training, every iteration stored | {result.Median(r => r.Curves.Overhead):F2} | – | {result.Median(NumPyOverhead):F2} |"),
            Text($"| wall × cores / training, every tenth stored | {result.Median(r => r.Tenth.Overhead):F2} | – | – |"),
            Text($"| training, ns a sample and iteration | {result.Median(r => TrainingCost(r.Curves.TrainSeconds, r.Curves.Trials)):F2} | – | {result.Median(r => TrainingCost(r.NumPy.TrainSeconds, r.NumPy.Trials)):F1} |"),
        ];
    }

    /// <summary>The whole of docs/benchmarks.md.</summary>
    /// <param name="result">What was measured.</param>
    /// <param name="server">What the PostgreSQL server was, in words.</param>
    public static string Write(PeersResult result, string server)
    {
        var workload = result.Workload;
        return string.Join('\n',
        [
            .. Text($$"""
            # Benchmarks

            Written by the command below; every figure of a page is of one run of it.

            ```sh
            tests/Sweep.Benchmarks/install-peers.sh   # Optuna, NumPy and their drivers, from the distribution
            dotnet run -c Release --project tests/Sweep.Benchmarks -- peers --output docs/benchmarks.md
            ```

            - Machine: {{Machine.Describe()}}
            - Programs: {{Machine.Programs()}}, PostgreSQL {{result.ServerVersion}}, {{string.Join(", ", result.PeerVersions)}}
            - Server: {{server}}, on the same cores as everything else, with `fsync` and `synchronous_commit` on
            - {{result.Rounds.Count}} rounds, in each of which everybody had a turn; ratios are medians of the rounds' ratios

            ## What is promised

            | figure | bar | measured | |
            |---|---:|---:|---|
            """).Split('\n'),
            .. result.Bars().Select(bar => $"| {bar.Figure} | {bar.LimitText} | {bar.MeasuredText} | {(bar.IsMet ? "met" : "**missed**")} |"),
            "",
            "## Side by side",
            "",
            .. Summary(result),
            "",
            .. Growth(result),
            .. Million(result),
            .. Text($"""
            ## What was measured

            - **Curves**: {workload.CurveTrials:N0} trials (5 patterns × 4 learning rates × {workload.CurveReplicates} replicates) of {Workload.CurveIterations:N0} iterations on {Workload.CurveSamples} samples,
              by `sweep run SPEC --database ... --json` in a process of its own. Wall time is `wall_seconds`: from the acceptance of the
              spec to the last commit. Training is `train_seconds`: CPU time of the threads while they train. The cores are shared with
              the PostgreSQL server, whose work counts as overhead.
            - **Tiny trials**: {workload.TinyTrials:N0} trials of 20 iterations on 20 samples, curves stored.
            - **Optuna**: two worker processes on one study in PostgreSQL, random sampler, no pruner. Empty trials: {workload.OptunaTrials} whose objective returns at
              once. Points: {workload.OptunaCurves} trials that do nothing but `trial.report` {Workload.CurveIterations:N0} losses each; it trains nothing, Sweep does. The clock runs from
              when both workers have loaded the study. Optuna gets fewer trials than Sweep, since it slows down as a study grows.
            - **NumPy**: one process a core, every {workload.NumPyNth}th trial of the same sweep with the same seeds; curves stored by COPY, 10 trials a transaction. No
              crash recovery, no summaries, nothing else stored.
            - **Cost a trial as a sweep grows**: one sweep of {workload.GrowthTrials:N0} tiny trials, its commits watched from outside in the store. The
              cost of trials {workload.GrowthTrials - 20_000:N0} to {workload.GrowthTrials:N0} against the cheaper of 1,000 to 21,000 and 20,000 to 40,000, so that a slow start does
              not flatter the end. Start-up is not in it.
            - **Memory**: the greatest resident set (`VmHWM`) of the process, which holds command line, silo and trainer.

            ## Rounds

            | round | curves, s | training, s | overhead | every tenth, s | training, s | overhead | tiny, trials/s | Optuna, trials/s | Optuna, points/s | NumPy, points/s |
            |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
            """).Split('\n'),
            .. result.Rounds.Select((r, i) => Text(
                $"| {i + 1} | {r.Curves.WallSeconds:F2} | {r.Curves.TrainSeconds:F2} | {r.Curves.Overhead:F3} | {r.Tenth.WallSeconds:F2} | {r.Tenth.TrainSeconds:F2} | {r.Tenth.Overhead:F3} | {r.Tiny.TrialsPerSecond:N0} | {r.OptunaEmpty.TrialsPerSecond:N1} | {r.OptunaCurves.PointsPerSecond:N0} | {r.NumPy.PointsPerSecond:N0} |")),
            "",
        ]);
    }

    private static string[] Growth(PeersResult result)
    {
        if (result.Rounds.Any(r => r.Growth is null))
            return [];
        return Text($"""
            ## Cost a trial as a sweep grows

            | trials committed | µs a trial |
            |---|---:|
            | 1,000 to 21,000 | {result.Median(r => r.Growth!.First) * 1e6:F1} |
            | 20,000 to 40,000 | {result.Median(r => r.Growth!.Warm) * 1e6:F1} |
            | the last 20,000 of {result.Workload.GrowthTrials:N0} | {result.Median(r => r.Growth!.Last) * 1e6:F1} |

            """).Split('\n');
    }

    private static string[] Million(PeersResult result) => result.Million is not { } million
        ? []
        : Text($"""
            ## A million tiny trials

            {million.Trials:N0} trials in {million.WallSeconds:F1} s, {million.TrialsPerSecond:N0} a second; peak memory {million.PeakBytes / 1e6:N0} MB.

            """).Split('\n');

    private static double WholePoints(Round round) =>
        round.Curves.Trials * (double)Workload.CurveIterations / (round.Curves.StartupSeconds + round.Curves.WallSeconds);

    private static double NumPyOverhead(Round round) => round.NumPy.Seconds * Environment.ProcessorCount / round.NumPy.TrainSeconds;

    private static double TrainingCost(double seconds, long trials) => seconds / trials / Workload.CurveIterations / Workload.CurveSamples * 1e9;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
