using Sweep.Core.Trainers;

namespace Sweep.Grains.Tests.Processes;

/// <summary>Commands that are looked at on their way.</summary>
public sealed class CommandCourseTests : IDisposable
{
    /// <summary>Reports each step, and leaves a checkpoint at the last.</summary>
    private const string Script =
        """
        echo "$SWEEP_RESUME_STEP to $SWEEP_STEPS" >> "$ASKED"
        step=$SWEEP_RESUME_STEP
        while [ $step -lt $SWEEP_STEPS ]; do
          step=$((step + 1))
          echo "@sweep {\"step\":$step,\"loss\":$SWEEP_ATTEMPT.$step}"
          [ "$step" != "$STOP_AT" ] || { echo '@sweep {"stop":"done"}'; exit 0; }
        done
        echo $step > "$SWEEP_CHECKPOINT_DIR/at-$step"
        echo "@sweep {\"checkpoint\":\"at-$step\",\"step\":$step}"
        """;

    private readonly CommandBench _bench = new() { IsResumable = true, Stops = [27], Pauses = [3, 9] };

    public CommandCourseTests() => _bench.Environment = _bench.Environment.Add("ASKED", Asked).Add("STOP_AT", "none");

    private string Asked => _bench.File("asked");

    private string TrialFolder => Path.Combine(_bench.Root, $"{_bench.Sweep:N}", "7");

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Advance_FromPauseToPause_AsksAProcessForEachAndHasAllPoints()
    {
        using var run = _bench.Begin(Script);
        run.AdvanceTo(1, CancellationToken.None);
        run.AdvanceTo(3, CancellationToken.None);
        Assert.Equal((3, false), (run.Step, run.IsFinished));
        Assert.Equal([1.1, 1.2, 1.3], run.ResultAt(3).Metrics[0].Values);
        run.AdvanceTo(9, CancellationToken.None);
        Assert.Equal((9, false), (run.Step, run.IsFinished));
        run.AdvanceTo(27, CancellationToken.None);
        Assert.True(run.IsFinished);
        Assert.Equal(Enumerable.Range(1, 27), run.ResultAt(27).Metrics[0].Steps);
        Assert.Equal(["0 to 3", "3 to 9", "9 to 27"], File.ReadAllLines(Asked));
        Assert.True(run.OtherCpuSeconds > 0);
    }

    [Fact]
    public void Advance_AfterALoss_GoesOnFromTheLastCheckpointAndShowsWhatWasBefore()
    {
        using (var lost = _bench.Begin(Script))
        {
            lost.AdvanceTo(9, CancellationToken.None);
            lost.NoteStop(StopReason.Drained);
        }

        using var run = _bench.Begin(Script, attempt: 2);
        run.AdvanceTo(3, CancellationToken.None);
        Assert.Equal([1.1, 1.2, 1.3], run.ResultAt(3).Metrics[0].Values);
        run.AdvanceTo(9, CancellationToken.None);
        Assert.Equal(1.9, run.ResultAt(9).FinalObjective);
        run.AdvanceTo(27, CancellationToken.None);
        Assert.Equal(["0 to 3", "3 to 9", "9 to 27"], File.ReadAllLines(Asked));
        Assert.Equal(2.27, run.ResultAt(27).FinalObjective);
    }

    [Fact]
    public void Advance_WithoutACheckpoint_BeginsAnewAndIsAskedForMore()
    {
        _bench.IsResumable = false;
        using var run = _bench.Begin(Script);
        run.AdvanceTo(3, CancellationToken.None);
        run.AdvanceTo(27, CancellationToken.None);
        Assert.True(run.IsFinished);
        Assert.Equal(["0 to 3", "0 to 9", "0 to 27"], File.ReadAllLines(Asked));
    }

    [Fact]
    public void Advance_StoppedByItself_IsFinished()
    {
        _bench.Environment = _bench.Environment.SetItem("STOP_AT", "5");
        using var run = _bench.Begin(Script);
        run.AdvanceTo(3, CancellationToken.None);
        run.AdvanceTo(9, CancellationToken.None);
        Assert.True(run.IsFinished);
        Assert.Equal(5, run.ResultAt(27).TrainedIterations);
    }

    [Theory]
    [InlineData(StopReason.Pruned, false)]
    [InlineData(StopReason.Drained, true)]
    public void Dispose_AtAPause_KeepsWhatAnotherAttemptNeeds(StopReason reason, bool isKept)
    {
        var run = _bench.Begin(Script);
        run.AdvanceTo(3, CancellationToken.None);
        run.NoteStop(reason);
        run.Dispose();
        Assert.Equal(isKept, File.Exists(Path.Combine(TrialFolder, "checkpoints", "at-3")));
    }
}
