using Sweep.Core.Trainers;

namespace Sweep.Grains.Tests.Processes;

public sealed class CommandFailureTests : IDisposable
{
    private readonly CommandBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Program_ThatIsNotThere_IsNamedWithWhereItWasLookedFor()
    {
        var failure = Assert.Throws<TrainerException>(() => _bench.BeginCommand(1, "no-such-program", "x"));
        Assert.StartsWith($"command[0]: \"no-such-program\" is no program on {Environment.MachineName}: it is in no folder of PATH", failure.Message, StringComparison.Ordinal);
        Assert.Equal(TrainerFailure.Retry, failure.Failure);
    }

    [Fact]
    public void Program_ThatMayNotBeExecuted_IsSaidToBe()
    {
        File.WriteAllText(_bench.File("train"), "echo");
        var failure = Assert.Throws<TrainerException>(() => _bench.BeginCommand(1, "./train"));
        Assert.EndsWith("may not be executed: chmod +x it", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, TrainerFailure.Retry)]
    [InlineData(64, TrainerFailure.Final)]
    [InlineData(78, TrainerFailure.Final)]
    [InlineData(75, TrainerFailure.Elsewhere)]
    public void ExitCode_OtherThanZero_SaysWhatFollows(int code, TrainerFailure expected)
    {
        var failure = _bench.Fail($"echo '@sweep {{\"step\":1,\"loss\":1}}'; echo 'no memory for layers=3' >&2; exit {code}");
        Assert.Contains($"exited with code {code}", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith("its last line: no memory for layers=3", failure.Message, StringComparison.Ordinal);
        Assert.Equal("no memory for layers=3\n", failure.LogTail);
        Assert.Equal(expected, failure.Failure);
    }

    [Fact]
    public void Signal_IsNamed()
    {
        var failure = _bench.Fail("kill -SEGV $$");
        Assert.Contains("was killed by signal SIGSEGV; it wrote nothing", failure.Message, StringComparison.Ordinal);
        Assert.Equal(TrainerFailure.Retry, failure.Failure);
    }

    [Fact]
    public void Reports_None_AreAskedFor()
    {
        var failure = _bench.Fail("echo loss 0.5");
        Assert.Contains("nothing was reported: print lines such as @sweep {\"step\":10,\"loss\":0.4}", failure.Message, StringComparison.Ordinal);
        Assert.Equal((TrainerFailure.Final, "loss 0.5\n"), (failure.Failure, failure.LogTail));
    }

    [Fact]
    public void Objective_NotReported_IsToldWithTheMetricsSeen() =>
        Assert.Contains(
            "loss, the objective, was not reported, but accuracy, val_loss:",
            _bench.Fail("""echo '@sweep {"step":1,"accuracy":1,"val_loss":2}'""").Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("@sweep {\"step\":1,\"loss\":}", "the report {\"step\":1,\"loss\":} is no JSON object")]
    [InlineData("@sweep loss=0.5", "the report loss=0.5 is no JSON object")]
    [InlineData("@sweep {\"loss\":0.5}", "has no \"step\"")]
    [InlineData("@sweep {\"step\":1,\"loss\":\"low\"}", "has a value of loss that is no number")]
    public void Report_Malformed_EndsTheTrialAndIsQuoted(string line, string expected)
    {
        var failure = _bench.Fail($"echo '{line}'; sleep 60");
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.Equal(TrainerFailure.Final, failure.Failure);
    }

    [Fact]
    public void Report_OutOfOrder_EndsTheTrial()
    {
        var failure = _bench.Fail("""for step in 1 5 3; do echo "@sweep {\"step\":$step,\"loss\":1}"; done; sleep 60""");
        Assert.Contains("""{"step":3,"loss":1} does not rise above step 5""", failure.Message, StringComparison.Ordinal);
        Assert.Equal(TrainerFailure.Final, failure.Failure);
    }

    [Fact]
    public void Report_CutByACrash_IsNotWhatIsComplainedOf() =>
        Assert.Contains("exited with code 3", _bench.Fail("""printf '@sweep {"step":1,"lo'; exit 3""").Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("NaN")]
    [InlineData("\"NaN\"")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    [InlineData("\"-Infinity\"")]
    public void Loss_NotFinite_IsAResultThatDiverged(string value)
    {
        _bench.Target = 1;
        var result = _bench.Train($"echo '@sweep {{\"step\":1,\"loss\":0.5}}'; echo '@sweep {{\"step\":2,\"loss\":{value}}}'");
        Assert.True(result.Diverged);
        Assert.Equal((2, null, 0.5, null, null), (result.TrainedIterations, result.FinalObjective, result.BestObjective, result.ReachedAt, result.ConvergedAt));
    }

    [Fact]
    public void Stop_SaidToHaveDiverged_IsAResultThatDid()
    {
        var result = _bench.Train("""echo '@sweep {"step":2,"loss":9}'; echo '@sweep {"stop":"diverged"}'""");
        Assert.True(result.Diverged);
        Assert.Equal(9.0, result.FinalObjective);
    }

    [Fact]
    public void Time_Over_EndsIt()
    {
        _bench.Limits = new(Time: TimeSpan.FromSeconds(0.3), Grace: TimeSpan.FromSeconds(5));
        Assert.Contains("had not ended after 00:00:00.3000000, the limit of limits.time", _bench.Fail("while :; do echo x; sleep 0.01; done").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Silence_TooLong_EndsItAndTellsOfBuffers()
    {
        _bench.Limits = new(Silence: TimeSpan.FromSeconds(0.3), Grace: TimeSpan.FromSeconds(5));
        var failure = _bench.Fail("""echo '@sweep {"step":1,"loss":1}'; while :; do echo chatter; sleep 0.01; done""");
        Assert.Contains("reported nothing for 00:00:00.3000000, the limit of limits.silence; output that waits in its buffer", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Memory_BeyondItsLimit_IsNotGiven()
    {
        _bench.Limits = new(Memory: 64 << 20);
        var failure = _bench.Fail("""ulimit -v; x=$(head -c 300000000 /dev/zero | tr '\0' a); echo "@sweep {\"step\":1,\"loss\":${#x}}" """);
        Assert.StartsWith("65536\n", failure.LogTail, StringComparison.Ordinal);
        Assert.EndsWith("(limits.memory gives it 67108864 bytes)", failure.Message, StringComparison.Ordinal);
    }
}
