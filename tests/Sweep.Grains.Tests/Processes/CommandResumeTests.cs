using Sweep.Core.Trainers;

namespace Sweep.Grains.Tests.Processes;

public sealed class CommandResumeTests : IDisposable
{
    /// <summary>Dies at its first attempt after step 30, of which the checkpoint of step 20 is left; at its second it goes on.</summary>
    private const string Script =
        """
        from=$SWEEP_RESUME_STEP
        echo "attempt $SWEEP_ATTEMPT from $from of ${SWEEP_RESUME_CHECKPOINT##*/}"
        for step in 10 20 30 40; do
          [ $step -gt $from ] || continue
          echo "@sweep {\"step\":$step,\"loss\":$SWEEP_ATTEMPT.$step}"
          if [ $step = 20 ]; then
            echo state > "$SWEEP_CHECKPOINT_DIR/at-$step"
            echo "@sweep {\"checkpoint\":\"at-$step\",\"step\":$step}"
          fi
          [ $step$SWEEP_ATTEMPT != 301 ] || kill -KILL $$
        done
        """;

    private readonly CommandBench _bench = new() { IsResumable = true };

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Attempt_AfterACheckpoint_GoesOnWithThePointsBeforeIt()
    {
        var failure = _bench.Fail(Script);
        Assert.Contains("SIGKILL", failure.Message, StringComparison.Ordinal);
        using var run = _bench.Begin(Script, attempt: 2);
        run.AdvanceTo(int.MaxValue, CancellationToken.None);
        var result = run.ResultAt(run.Step);
        Assert.Equal([10, 20, 30, 40], result.Metrics[0].Steps);
        Assert.Equal([1.10, 1.20, 2.30, 2.40], result.Metrics[0].Values);
        Assert.Equal("attempt 2 from 20 of at-20\n", result.LogTail);
    }

    [Fact]
    public void Attempt_AfterTwoThatDied_HasThePointsOfBoth()
    {
        _bench.Fail(Script);
        using (var run = _bench.Begin("kill -KILL $$", attempt: 2))
            Assert.Throws<TrainerException>(() => run.AdvanceTo(int.MaxValue, CancellationToken.None));
        using var last = _bench.Begin(Script, attempt: 3);
        last.AdvanceTo(int.MaxValue, CancellationToken.None);
        Assert.Equal([1.10, 1.20, 3.30, 3.40], last.ResultAt(40).Metrics[0].Values);
    }

    [Fact]
    public void Attempt_OfATrainerThatCannotResume_BeginsAnew()
    {
        _bench.IsResumable = false;
        _bench.Fail(Script);
        using var run = _bench.Begin(Script, attempt: 2);
        run.AdvanceTo(int.MaxValue, CancellationToken.None);
        Assert.Equal([2.10, 2.20, 2.30, 2.40], run.ResultAt(40).Metrics[0].Values);
    }

    [Fact]
    public void Attempt_WhoseCheckpointIsGone_BeginsAnew()
    {
        _bench.Fail(Script);
        Assert.Equal(1, _bench.RemoveCheckpoints());
        using var run = _bench.Begin(Script, attempt: 2);
        run.AdvanceTo(int.MaxValue, CancellationToken.None);
        Assert.Equal([2.10, 2.20, 2.30, 2.40], run.ResultAt(40).Metrics[0].Values);
    }

    [Fact]
    public void Attempt_ThatDoesNotGoOn_IsTold()
    {
        _bench.Fail(Script);
        using var run = _bench.Begin("""echo '@sweep {"step":10,"loss":1}'; sleep 60""", attempt: 2);
        var failure = Assert.Throws<TrainerException>(() => run.AdvanceTo(int.MaxValue, CancellationToken.None));
        Assert.Contains("is of a step before 20, from which the trial was to go on; read SWEEP_RESUME_STEP", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Forget_OfASweep_TakesItsCheckpointsAway()
    {
        _bench.Fail(Script);
        Assert.True(Directory.Exists(Path.Combine(_bench.Root, $"{_bench.Sweep:N}")));
        _bench.Workplace.Forget(_bench.Sweep);
        Assert.False(Directory.Exists(Path.Combine(_bench.Root, $"{_bench.Sweep:N}")));
    }
}
