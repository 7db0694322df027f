namespace Sweep.Grains.Tests.Processes;

public sealed class CommandRunTests : IDisposable
{
    private readonly CommandBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Run_ReportsFromBothPlaces_BecomeOneCurve()
    {
        _bench.Target = 0.5;
        _bench.Stops = [1, 2, 3];
        using var run = _bench.Begin(
            """
            echo starting
            echo '@sweep {"step":1,"loss":0.9,"accuracy":0.5}'
            while [ ! -e seen1 ]; do sleep 0.01; done
            echo '{"step":2,"loss":0.5,"accuracy":0.75}' >> "$SWEEP_REPORT_FILE"
            while [ ! -e seen2 ]; do sleep 0.01; done
            printf '@sweep {"step":3,"loss":0.4}'
            echo warned >&2
            """);
        run.AdvanceTo(1, CancellationToken.None);
        File.WriteAllText(_bench.File("seen1"), "");
        run.AdvanceTo(2, CancellationToken.None);
        File.WriteAllText(_bench.File("seen2"), "");
        run.AdvanceTo(3, CancellationToken.None);
        var result = run.ResultAt(3);
        Assert.Equal(["loss", "accuracy"], result.Metrics.Select(curve => curve.Metric));
        Assert.Equal([1, 2, 3], result.Metrics[0].Steps);
        Assert.Equal([0.9, 0.5, 0.4], result.Metrics[0].Values);
        Assert.Equal([0.5, 0.75], result.Metrics[1].Values);
        Assert.Equal((3, 0.4, 0.4, 2, 2), (result.TrainedIterations, result.FinalObjective, result.BestLoss, result.ReachedAt, result.ConvergedAt));
        Assert.Contains("starting\n", result.LogTail, StringComparison.Ordinal);
        Assert.Contains("warned\n", result.LogTail, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Parameters_AreThereAsWordsAndAsAFile()
    {
        var result = _bench.Train(
            """
            cat "$SWEEP_PARAMETERS_FILE"; echo
            for word in "$@"; do echo "word $word"; done
            echo '@sweep {"step":1,"loss":1}'
            """,
            "${args}", "${args_json}", "--rate=${lr}");
        var json = """{"lr":0.1,"layers":3,"name":"a","flag":true}""";
        Assert.Equal(
            $"{json}\nword --lr=0.1\nword --layers=3\nword --name=a\nword --flag=true\nword {json}\nword --rate=0.1\n",
            result.LogTail);
    }

    [Fact]
    public void Run_Environment_IsTheListedAndTheProtocols()
    {
        Environment.SetEnvironmentVariable("ConnectionStrings__Sweep", "Host=nowhere;Password=of-no-worth");
        (_bench.Stops, _bench.Slots) = ([10, 20], 3);
        _bench.Environment = _bench.Environment.Add("OMP_NUM_THREADS", "2").Add("OWN", "a b");
        var result = _bench.Train("""env; echo '@sweep {"step":20,"loss":1}'""");
        var names = result.LogTail!.Split('\n').Select(line => line.Split('=')[0]).ToArray();
        Assert.DoesNotContain("ConnectionStrings__Sweep", names);
        Assert.DoesNotContain("of-no-worth", result.LogTail, StringComparison.Ordinal);
        foreach (var line in new[]
        {
            "SWEEP_PROTOCOL=1", $"SWEEP_SWEEP_ID={_bench.Sweep}", "SWEEP_TRIAL=7", "SWEEP_ATTEMPT=1", "SWEEP_REPLICATE=2", "SWEEP_DATA_SEED=12", "SWEEP_INIT_SEED=22",
            "SWEEP_STEPS=20", "SWEEP_RESUME_STEP=0", "PYTHONUNBUFFERED=1", "OMP_NUM_THREADS=2", "MKL_NUM_THREADS=3", "SWEEP_SLOTS=3", "OWN=a b",
            "TRACEPARENT=00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        })
        {
            Assert.Contains($"\n{line}\n", $"\n{result.LogTail}", StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Run_OfSeveralStops_HandsOverEachWhenItIsReached()
    {
        _bench.Stops = [2, 4];
        using var run = _bench.Begin(
            """
            echo '@sweep {"step":1,"loss":3}'
            echo '@sweep {"step":3,"loss":2}'
            while [ ! -e go ]; do sleep 0.01; done
            echo '@sweep {"step":4,"loss":1}'
            """);
        run.AdvanceTo(2, CancellationToken.None);
        Assert.False(run.IsFinished);
        Assert.Equal((3, 2.0, 4), (run.Step, run.Value, run.Steps));
        var first = run.ResultAt(2);
        Assert.Equal((2, 3.0), (first.TrainedIterations, first.FinalObjective));
        Assert.Equal([1], first.Metrics[0].Steps);
        File.WriteAllText(_bench.File("go"), "");
        run.AdvanceTo(4, CancellationToken.None);
        Assert.True(run.IsFinished);
        Assert.Equal((4, 1.0), (run.ResultAt(4).TrainedIterations, run.ResultAt(4).FinalObjective));
    }

    [Fact]
    public void Run_Secrets_AreFilesForItAloneAndGoAfterwards()
    {
        using var bench = new CommandBench(name => name == "TOKEN" ? "s3cr3t-value" : null) { Secrets = ["TOKEN"] };
        var result = bench.Train(
            """
            ls -ld "$SWEEP_SECRETS_DIR" | cut -c1-10
            ls -l "$SWEEP_SECRETS_DIR/TOKEN" | cut -c1-10
            echo "it is $(cat "$SWEEP_SECRETS_DIR/TOKEN")"
            env | grep -c s3cr3t
            echo "$SWEEP_SECRETS_DIR" > where
            echo '@sweep {"step":1,"loss":1}'
            """);
        Assert.Equal("drwx------\n-r--------\nit is [TOKEN]\n0\n", result.LogTail);
        Assert.False(Directory.Exists(File.ReadAllText(bench.File("where")).Trim()));
    }

    [Fact]
    public void Run_SecretThatTheSiloDoesNotHave_IsNamed()
    {
        _bench.Secrets = ["TOKEN"];
        Assert.Contains("secrets: TOKEN is not known", _bench.Fail("true").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Ended_LeavesNothingButItsOutput()
    {
        var result = _bench.Train("""echo kept > "$SWEEP_OUTPUT_DIR/model"; echo '@sweep {"step":1,"loss":1}'""");
        Assert.Equal(1.0, result.FinalObjective);
        var left = Assert.Single(Directory.GetFiles(_bench.Root, "*", SearchOption.AllDirectories));
        Assert.EndsWith($"{_bench.Sweep:N}/7/output/model", left, StringComparison.Ordinal);
        Assert.Equal("output", Path.GetFileName(Assert.Single(Directory.GetDirectories(Path.Combine(_bench.Root, $"{_bench.Sweep:N}", "7")))));
    }

    [Fact]
    public void Run_AfterOneThatLeftNothing_HasFoldersOfItsOwnAllTheSame()
    {
        const string script =
            """
            echo "$SWEEP_TRIAL $(ls "$SWEEP_OUTPUT_DIR" "$SWEEP_CHECKPOINT_DIR" | wc -l) ${SWEEP_OUTPUT_DIR#*/work/}"
            echo '@sweep {"step":1,"loss":1}'
            """;
        foreach (var number in new[] { 7, 8, 8 })
        {
            _bench.Number = number;
            // ls names two folders, with a line between, and finds nothing in them.
            Assert.Equal($"{number} 3 {_bench.Sweep:N}/{number}/output\n", _bench.Train(script).LogTail);
        }

        _bench.Workplace.Dispose();
        Assert.Empty(Directory.GetFileSystemEntries(_bench.Root));
    }

    [Fact]
    public void Run_CpuTime_IsThatOfItsProcesses()
    {
        using var run = _bench.Begin("""i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done; echo '@sweep {"step":1,"loss":1}'""");
        run.AdvanceTo(int.MaxValue, CancellationToken.None);
        Assert.InRange(run.OtherCpuSeconds, 0.02, 20);
    }
}
