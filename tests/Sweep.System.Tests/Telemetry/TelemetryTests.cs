using Sweep.Core.Trainers.Perceptron;
using Sweep.Storage.Databases;
using Sweep.Storage.Sweeps;
using Sweep.Storage.Trials;
using Sweep.SystemTests.Otlp;
using Sweep.Testing;
using Sweep.Testing.Databases;

namespace Sweep.SystemTests.Telemetry;

/// <summary>What real processes send to a backend.</summary>
public sealed class TelemetryTests(PostgresFixture postgres)
{
    /// <summary>One trial of a second or more: its silo is killed in it.</summary>
    private const string Long =
        """
        name: long
        parameters: { pattern: [circle], iterations: [600000], samples: [500] }
        record: { every: 1000 }
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http/protobuf")]
    [InlineData("grpc")]
    public async Task Run_WithAnEndpoint_SendsSpansThatLeadToSubmitLeaseAndCommitAndEveryMetric(string protocol)
    {
        using var folder = new TemporaryFolder();
        await using var receiver = await OtlpReceiver.StartAsync();
        using var process = SweepProcess.StartWith(receiver.Variables(protocol), folder.Path, "run", Repository.File("examples/quick.yaml"), "--database", folder.File("a.db"));
        var outcome = await process.WaitAsync();
        Assert.True(outcome.ExitCode == 0, outcome.Errors);

        var trials = await TrialsAsync(folder.File("a.db"));
        var kept = trials.Where(trial => trial.TraceId is not null).ToList();
        Assert.True(kept.Count >= 10, $"{kept.Count} traces");
        Assert.All(kept, trial => AssertLeadsBack(receiver.Spans, trial));
        Assert.Equal(kept.Count, receiver.Spans.Count(span => span.Name == "trial.run"));
        Assert.All(receiver.Spans, span => Assert.Equal("sweep", span.Service));

        Assert.True(receiver.Logs.Count < trials.Count, $"{receiver.Logs.Count} log records");
        Assert.Equal(
            ["sweep.iterations", "sweep.owned", "sweep.slots", "sweep.slots.busy", "sweep.store.commit.duration", "sweep.store.queue", "sweep.trial.duration", "sweep.trials"],
            receiver.Metrics.Where(metric => metric.Scope == "Sweep").Select(metric => metric.Name).Distinct().Order(StringComparer.Ordinal));
        var counts = receiver.Metrics.Last(metric => metric.Name == "sweep.trials").Points;
        Assert.Equal(trials.Count, counts.Where(point => point.Attributes["trial.state"] == "completed").Sum(point => point.Value));
    }

    [Fact]
    public async Task Run_WithTelemetryTurnedOff_SendsNothingAndStoresNoTrace()
    {
        using var folder = new TemporaryFolder();
        await using var receiver = await OtlpReceiver.StartAsync();
        var variables = new Dictionary<string, string>(receiver.Variables("http/protobuf")) { ["OTEL_SDK_DISABLED"] = "true" };
        using var process = SweepProcess.StartWith(variables, folder.Path, "run", Repository.File("examples/quick.yaml"), "--database", folder.File("a.db"));
        Assert.Equal(0, (await process.WaitAsync()).ExitCode);
        Assert.Empty(receiver.Requests);
        Assert.All(await TrialsAsync(folder.File("a.db")), trial => Assert.Null(trial.TraceId));
    }

    [Fact]
    public async Task Cluster_WhoseSiloIsKilledInATrial_ShowsBothAttemptsLinkedAcrossProcesses()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var cluster = new TestCluster(await postgres.CreateDatabaseAsync(Cancellation));
        var silos = await cluster.StartAsync(
            2, [.. receiver.Variables("grpc").Select(variable => $"--{variable.Key}={variable.Value}"), "--Sweep:TraceShare=1"]);
        var spec = Path.Combine(cluster.Folder, "long.yaml");
        await File.WriteAllTextAsync(spec, Long, Cancellation);
        using var client = SweepProcess.StartWith(receiver.Variables("grpc"), cluster.Folder, "submit", spec, "--database", cluster.Connection, "--cluster", "--json");
        var submitted = await client.WaitAsync();
        Assert.True(submitted.ExitCode == 0, submitted.Errors);
        var sweep = (await cluster.Store.ListSweepsAsync(new SweepFilter(), Cancellation)).Single();
        await Eventually.TrueAsync(async () => (await cluster.Store.ReadLeasesAsync(sweep.Id, Cancellation)).Count > 0, "the trial is leased");
        var lease = (await cluster.Store.ReadLeasesAsync(sweep.Id, Cancellation)).Single();
        silos.Single(silo => silo.Is(lease.Silo)).Process.Kill();
        await TestSweeps.CompletedAsync(cluster.Store, sweep.Id);
        foreach (var silo in silos.Where(silo => !silo.Process.HasExited))
        {
            silo.Process.Terminate();
            await silo.Process.WaitAsync();
        }

        var trial = await cluster.Store.ReadTrialsAsync(sweep.Id, Cancellation).SingleAsync(Cancellation);
        Assert.Equal(2, trial.Attempt);
        var run = AssertLeadsBack(receiver.Spans, trial);
        Assert.Equal("sweep", run.LinkedTo(receiver.Spans, "sweep.submit").Service);
        Assert.Equal("sweep-silo", run.Service);
        var earlier = run.LinkedTo(receiver.Spans, "earlier_attempt");
        Assert.True(earlier.IsError);
        Assert.Equal("1", earlier.Attributes["trial.attempt"]);
        Assert.Equal("silo_lost", earlier.Attributes["attempt.cause"]);
        Assert.NotEqual(run.TraceId, earlier.TraceId);
        Assert.Equal("sweep.submit", earlier.LinkedTo(receiver.Spans, "sweep.submit").Name);
        Assert.Contains(receiver.Spans, span => span.Scope == "Npgsql" && span.TraceId == run.LinkedTo(receiver.Spans, "store.commit").TraceId);
        var lost = receiver.Metrics.Last(metric => metric.Name == "sweep.attempts.lost").Points.Single();
        Assert.Equal((1, "silo_lost"), (lost.Value, lost.Attributes["attempt.cause"]));
    }

    /// <summary>The row's trace is there: a root that leads back to its submission, its lease and its commit, and the training below it.</summary>
    private static OtlpSpan AssertLeadsBack(IReadOnlyList<OtlpSpan> spans, TrialRecord trial)
    {
        var run = Assert.Single(spans, span => span.TraceId == trial.TraceId && span.Name == "trial.run");
        Assert.Equal("", run.ParentId);
        Assert.Equal($"{trial.SweepId:d}", run.Attributes["sweep.id"]);
        Assert.Equal($"{trial.Trial.Number}", run.Attributes["trial.number"]);
        Assert.Equal($"{trial.Attempt}", run.Attributes["trial.attempt"]);
        Assert.Equal(trial.Trial.Point[PerceptronParameters.Pattern].Text, run.Attributes["trial.pattern"]);
        Assert.Equal(trial.Silo, run.Instance);
        Assert.Equal(run.SpanId, Assert.Single(spans, span => span.TraceId == trial.TraceId && span.Name == "trial.train").ParentId);
        Assert.Equal("sweep.submit", run.LinkedTo(spans, "sweep.submit").Name);
        Assert.Equal("sweep.lease", run.LinkedTo(spans, "sweep.lease").Name);
        var commit = run.LinkedTo(spans, "store.commit");
        Assert.Equal("store.commit", commit.Name);
        Assert.Contains(commit.Links, link => (link.Kind, link.TraceId, link.SpanId) == ("trial.run", run.TraceId, run.SpanId));
        return run;
    }

    private static async Task<List<TrialRecord>> TrialsAsync(string database)
    {
        var sweep = await SweepResults.OnlySweepAsync(database);
        await using var store = SweepStores.Open(database, TimeProvider.System);
        return await store.ReadTrialsAsync(sweep.Id, Cancellation).ToListAsync(Cancellation);
    }
}
