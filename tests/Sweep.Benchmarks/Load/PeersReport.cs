using System.Globalization;

namespace Sweep.Benchmarks.Load;

/// <summary>The figures for the terminal and as a page.</summary>
internal static class PeersReport
{
    /// <summary>What a person who waits for it wants to see.</summary>
    public static IEnumerable<string> Summary(PeersResult result) =>
    [
        "",
        $"median (least–greatest) of {result.Rounds.Count} rounds",
        .. PeersTable.SideBySide(result),
        .. PeersTable.Growth(result),
        .. result.Troubles,
        "",
    ];

    /// <summary>The whole of docs/benchmarks.md.</summary>
    /// <param name="result">What was measured.</param>
    /// <param name="server">What the PostgreSQL server was, in words.</param>
    /// <param name="measured">When.</param>
    public static string Page(PeersResult result, string server, DateTimeOffset measured)
    {
        var workload = result.Workload;
        IEnumerable<string> lines =
        [
            .. Text($"""
            # Benchmarks

            Written by `tests/Sweep.Benchmarks/peers.sh`, which installs the peers, builds, and runs everybody on one PostgreSQL server;
            `./test.sh --long` does the same after the tests. All figures of this page are of one run.

            - Measured: {measured.UtcDateTime:d MMMM yyyy}, {measured.UtcDateTime:HH:mm} UTC
            - Machine: {Machine.Describe()}
            - Programs: {Machine.Programs()}, PostgreSQL {result.ServerVersion}, {string.Join(", ", result.PeerVersions)}
            - Server: {server}, on the same cores as everything else, with `fsync`, `synchronous_commit` and `full_page_writes` on
            - Rounds: {result.Rounds.Count}, everybody in turn; a figure is the median (least–greatest) of the rounds, a ratio that of figures of the same round
            """),
            .. result.Troubles.Select(trouble => $"- Left out: {trouble}"),
            "",
            "## What is promised",
            "",
            .. PeersTable.Bars(result),
            "",
            "## Side by side",
            "",
            .. PeersTable.SideBySide(result),
            "",
            .. Titled("Cost a trial as a sweep grows", PeersTable.Growth(result)),
            .. Titled("A million tiny trials", Million(result)),
            .. Text($"""
            ## What was measured

            - **Curves**: {workload.CurveTrials:N0} trials (5 patterns × 4 learning rates × {workload.CurveReplicates} replicates) of {Workload.CurveIterations:N0} iterations on {Workload.CurveSamples} samples,
              by `sweep run SPEC --database "Host=…" --json` in a process of its own. Wall time is its `wall_seconds`: from the acceptance of
              the spec to the last commit. Training is its `train_seconds`: CPU time of the threads while they train. The cores are
              shared with the PostgreSQL server, whose work counts as overhead. Where points a second are compared, the same on {Workload.FewSamples} samples too:
              with {Workload.CurveSamples} nearly all the time is training, which Optuna is not asked to do, and which alone allows no more points a
              second than the table says.
            - **Tiny trials**: {workload.TinyTrials:N0} trials of 20 iterations on 20 samples, curves stored.
            - **Optuna**: two worker processes on one study, RDB storage, random sampler, no pruner. Empty trials: {workload.OptunaTrials} whose objective returns at
              once. Points: {workload.OptunaCurves} trials that do nothing but `trial.report` {Workload.CurveIterations:N0} losses each; it trains nothing, Sweep does. The clock runs from
              when both workers have loaded the study. It gets fewer trials than Sweep since it slows down as a study grows.
            - **NumPy**: one process a core, every {workload.NumPyNth}th trial of the same sweep with the same seeds; curves stored by COPY, 10 trials a transaction. No
              crash recovery, no summaries, nothing else stored.
            - **Between any two**, unmeasured: `VACUUM (ANALYZE)`, so that nobody pays for the tables that somebody else has filled. What autovacuum
              finds to do in the midst of a run counts.
            - **Cost a trial as a sweep grows**, start-up excluded as everywhere. Within one sweep, its commits watched from outside in the
              store: the last trials against the cheaper of two beginnings, so that a slow start does not flatter the end. Between
              two sweeps, as wholes: the small one pays for a process that has just begun. The bar is held against the worse of the two.
            - **Memory**: the greatest resident set (`VmHWM`) of the process, which holds command line, silo and trainer.

            ## Rounds

            """),
            .. PeersTable.Rounds(result),
            "",
        ];
        return string.Join('\n', lines);
    }

    private static IEnumerable<string> Titled(string title, IEnumerable<string> lines)
    {
        string[] all = [.. lines];
        return all.Length == 0 ? [] : [$"## {title}", "", .. all, ""];
    }

    private static string[] Million(PeersResult result) => result.Million is not { } million
        ? []
        : Text($"{million.Trials:N0} trials in {million.WallSeconds:F1} s, {million.TrialsPerSecond:N0} a second; peak memory {million.PeakBytes / 1e6:N0} MB.");

    private static string[] Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture).Split('\n');
}
