using System.Diagnostics;
using Sweep.Core.Trainers;
using Sweep.Grains.Processes;
using Sweep.Testing;

namespace Sweep.Grains.Tests.Processes;

public sealed class CommandStopTests : IDisposable
{
    private const string Report = """echo '@sweep {"step":1,"loss":1}'""";

    private readonly CommandBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Cancel_AsksWithTheReasonAndWaitsForTheAnswer()
    {
        using var run = (CommandRun)_bench.Begin(
            """
            trap 'cat "$SWEEP_STOP_FILE" > answer; exit 143' TERM
            echo $$ > pids
            while :; do sleep 0.01; done
            """);
        await StoppedAsync(run, StopReason.Pruned, 1);
        Assert.Equal("pruned\n", await File.ReadAllTextAsync(_bench.File("answer"), TestContext.Current.CancellationToken));
        Assert.Throws<TrainerException>(() => run.AdvanceTo(1, CancellationToken.None));
    }

    [Fact]
    public async Task Cancel_ThatIsIgnored_KillsAfterTheGrace()
    {
        _bench.Limits = new(Grace: TimeSpan.FromSeconds(0.5));
        using var run = (CommandRun)_bench.Begin(
            """
            trap '' TERM
            sleep 300 &
            echo $! > pids
            setsid sh -c 'trap "" TERM; echo $$ >> pids; while :; do sleep 0.1; done' >/dev/null 2>&1 &
            echo $$ >> pids
            while :; do sleep 0.01; done
            """);
        var processes = await StoppedAsync(run, StopReason.Cancelled, 3);
        await ProcessIds.GoneAsync(processes);
    }

    [Fact]
    public async Task Dispose_OfWhatRuns_KillsAllOfIt()
    {
        var run = _bench.Begin(
            """
            trap '' TERM
            sleep 300 &
            echo $! > pids
            setsid sh -c 'echo $$ >> pids; exec sleep 300' &
            echo $$ >> pids
            wait
            """);
        var processes = await ProcessIds.WrittenAsync(_bench.File("pids"), 3);
        run.Dispose();
        await ProcessIds.GoneAsync(processes);
    }

    [Fact]
    public async Task End_WithAForkThatHoldsThePipe_IsNotWaitedFor()
    {
        var since = Stopwatch.GetTimestamp();
        Assert.Equal(1.0, _bench.Train($"sleep 300 & echo $! > pids; {Report}").FinalObjective);
        Assert.True(Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(10));
        await ProcessIds.GoneAsync(await ProcessIds.WrittenAsync(_bench.File("pids"), 1));
    }

    [Fact]
    public async Task End_WithADaemonThatHoldsThePipe_IsNotWaitedForEither()
    {
        var since = Stopwatch.GetTimestamp();
        var result = _bench.Train($"setsid sh -c 'echo $$ > pids; while :; do echo x; sleep 0.01; done' & while [ ! -s pids ]; do sleep 0.01; done; {Report}");
        Assert.Equal(1.0, result.FinalObjective);
        Assert.True(Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(10));
        await ProcessIds.GoneAsync(await ProcessIds.WrittenAsync(_bench.File("pids"), 1));
    }

    [Fact]
    public async Task Workplace_Disposed_EndsDaemonsThatTrialsHaveLeft()
    {
        var bench = new CommandBench();
        var list = bench.File("pids");
        bench.Train($"setsid sh -c 'echo $$ > pids; exec sleep 300' >/dev/null 2>&1 & while [ ! -s pids ]; do sleep 0.01; done; {Report}");
        var processes = await ProcessIds.WrittenAsync(list, 1);
        Assert.All(processes, process => Assert.True(ProcessIds.Runs(process)));
        bench.Workplace.Dispose();
        Assert.DoesNotContain(processes, ProcessIds.Runs);
        bench.Dispose();
    }

    [Fact]
    public async Task Silo_Killed_LeavesNoProcessAndNoSecret()
    {
        // A child in the group, a daemon in a session of its own, one that has cleaned its environment, and all of it deaf to SIGTERM; in two runs.
        const string script =
            """
            trap '' TERM
            sleep 300 &
            echo $! >> "$1"
            env -i sleep 300 &
            echo $! >> "$1"
            setsid sh -c 'echo $$ >> "$1"; exec sleep 300' sh "$1" >/dev/null 2>&1 &
            echo $$ >> "$1"
            cat "$SWEEP_SECRETS_DIR/PROBE_TOKEN" > /dev/null && echo "$SWEEP_SECRETS_DIR" >> "$2"
            while :; do sleep 0.1; done
            """;
        var (list, places) = (_bench.File("pids"), _bench.File("places"));
        await File.WriteAllTextAsync(_bench.File("train.sh"), script, TestContext.Current.CancellationToken);
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "Sweep.Grains.Probe.dll"), "2", _bench.Root, "sh", _bench.File("train.sh"), list, places];
        using var silo = Process.Start(new ProcessStartInfo("dotnet", arguments))!;
        var processes = await ProcessIds.WrittenAsync(list, 8);
        await Eventually.TrueAsync(() => File.Exists(places) && File.ReadAllLines(places).Length == 2, "both runs have their secrets");
        Assert.All(processes, process => Assert.True(ProcessIds.Runs(process)));
        silo.Kill();
        await silo.WaitForExitAsync(TestContext.Current.CancellationToken);
        await ProcessIds.GoneAsync(processes);
        foreach (var place in await File.ReadAllLinesAsync(places, TestContext.Current.CancellationToken))
            await Eventually.TrueAsync(() => !Directory.Exists(place), $"{place} is gone");
    }

    [Fact]
    public async Task Guard_Killed_StandsAgainForTheNextTrial()
    {
        _bench.Train($"echo $SWEEP_GUARD > mark; {Report}");
        var guard = Guard();
        Process.GetProcessById(guard).Kill();
        await ProcessIds.GoneAsync(guard);
        _bench.Train(Report);
        Assert.NotEqual(guard, Guard());
    }

    /// <summary>That of the bench, which has the beginning of its trials' marks as an argument.</summary>
    private int Guard()
    {
        var mark = File.ReadAllText(_bench.File("mark"));
        var argument = $"\0{mark[..(mark.LastIndexOf('-') + 1)]}\0";
        return Assert.Single(Process.GetProcesses().Select(process => process.Id), process => ProcessIds.Runs(process) && Has(process, argument));
    }

    private static bool Has(int process, string argument)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline").StartsWith("sweep-guard\0", StringComparison.Ordinal)
                && File.ReadAllText($"/proc/{process}/cmdline").Contains(argument, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private async Task<int[]> StoppedAsync(CommandRun run, StopReason reason, int count)
    {
        using var stop = new CancellationTokenSource();
        var advance = Task.Run(() => run.AdvanceTo(int.MaxValue, stop.Token));
        var processes = await ProcessIds.WrittenAsync(_bench.File("pids"), count);
        run.NoteStop(reason);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => advance);
        return processes;
    }
}
