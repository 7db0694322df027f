using Npgsql;
using Sweep.SystemTests.Dashboards.Live;
using Sweep.SystemTests.Dashboards.Prometheus;
using Sweep.SystemTests.Otlp;
using Sweep.Testing;
using Sweep.Testing.Databases;

[assembly: AssemblyFixture(typeof(LiveSweep))]

namespace Sweep.SystemTests.Dashboards.Live;

/// <summary>
/// One real <c>sweep run</c> on PostgreSQL, which tells of itself by OTLP, with a Prometheus that looks on: what the dashboards are asked of.
/// </summary>
public sealed class LiveSweep : IAsyncDisposable
{
    /// <summary>Trials of the sweep.</summary>
    public const int Planned = 480;

    // Some seconds on two slots, and so some exports and scrapes, on machines of today; the patterns by turns, so that all of them are in
    // the first of these: what is counted once and for all before it has no rate.
    private const string Spec =
        """
        name: live
        parameters:
          learning_rate: [0.001, 0.003, 0.01, 0.03]
          iterations: [5000]
          samples: [500]
          pattern: [circle, diamond, centered_square, thick_right_angle, thin_right_angle]
        replicates: 24
        target: { loss: 0.4 }
        record: { every: 50 }
        """;

    // Until then the last export has been scraped.
    private static readonly TimeSpan Aftermath = TimeSpan.FromSeconds(5);

    private readonly Lazy<Task> _run;
    private DateTimeOffset _endedAt;
    private OtlpReceiver? _receiver;
    private PrometheusServer? _prometheus;
    private PostgresServer? _postgres;

    public LiveSweep() => _run = new Lazy<Task>(() => Task.Run(RunAsync));

    /// <summary>The sweep's id.</summary>
    public string Id { get; private set; } = "";

    /// <summary>The owner's connection string.</summary>
    public string Database { get; private set; } = "";

    /// <summary>The connection string of the role for dashboards.</summary>
    public string AnalystDatabase { get; private set; } = "";

    internal PrometheusServer Prometheus => _prometheus!;

    /// <summary>Runs it, if it has not run yet.</summary>
    public Task RanAsync() => _run.Value;

    /// <summary>What Prometheus answers, as of soon after the run's end whenever it is asked: rates look back for a minute.</summary>
    internal Task<IReadOnlyList<PrometheusSeries>> AskAsync(string expression)
    {
        var (now, latest) = (DateTimeOffset.UtcNow, _endedAt + Aftermath);
        return Prometheus.QueryAsync(expression, now < latest ? now : latest);
    }

    public async ValueTask DisposeAsync()
    {
        if (_prometheus is not null)
            await _prometheus.DisposeAsync();
        if (_receiver is not null)
            await _receiver.DisposeAsync();
        if (_postgres is not null)
            await _postgres.DisposeAsync();
    }

    private async Task RunAsync()
    {
        _receiver = await OtlpReceiver.StartAsync();
        _prometheus = await PrometheusServer.StartAsync(FormattableString.Invariant($"127.0.0.1:{_receiver.HttpPort}"));
        _postgres = await PostgresServer.StartAsync(CancellationToken.None);
        Database = await _postgres.CreateDatabaseAsync(CancellationToken.None);
        using var folder = new TemporaryFolder();
        using var run = SweepProcess.StartWith(
            new Dictionary<string, string>(_receiver.Variables("http/protobuf"), StringComparer.Ordinal) { ["OTEL_METRIC_EXPORT_INTERVAL"] = "200" },
            folder.Path,
            ["run", folder.Write("live.yaml", Spec), "--slots", "2", "--database", Database]);
        var outcome = await run.WaitAsync();
        _endedAt = DateTimeOffset.UtcNow;
        Assert.True(outcome.ExitCode == 0, outcome.Errors);
        Assert.True(_receiver.Failure is null, _receiver.Failure?.ToString());
        Assert.NotEmpty(_receiver.Page.Metrics);
        Id = (await SweepResults.OnlySweepAsync(Database)).Id.ToString();
        await AddAnalystAsync(folder.Path);
    }

    /// <summary>As docs/sql.md and the deployment make it; and a trial that was lost once, so that there is something to see of that too.</summary>
    private async Task AddAnalystAsync(string folder)
    {
        var analyst = $"analyst_{Guid.NewGuid():n}";
        await ExecuteAsync($"CREATE ROLE {analyst} LOGIN PASSWORD 'of no worth'");
        var outcome = await SweepProcess.RunAsync(folder, "db", "readers", analyst, "--database", Database);
        Assert.True(outcome.ExitCode == 0, outcome.Errors);
        AnalystDatabase = new NpgsqlConnectionStringBuilder(Database) { Username = analyst, Password = "of no worth", Pooling = false }.ConnectionString;
        await ExecuteAsync(
            $"""
            INSERT INTO attempts (sweep_id, number, attempt, lease_id, silo, started_at, ended_at, reason)
            VALUES ('{Id}', 4, 1, gen_random_uuid(), 'silo-b', now() - interval '1 minute', now(), 'silo lost')
            """);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
