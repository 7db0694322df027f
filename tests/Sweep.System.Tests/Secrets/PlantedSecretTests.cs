using System.Globalization;
using System.Text.Json;
using Npgsql;
using Sweep.SystemTests.Otlp;
using Sweep.Testing;
using Sweep.Testing.Databases;

namespace Sweep.SystemTests.Secrets;

/// <summary>Whatever way a secret is given, nothing that real processes print, store, serve or export has it.</summary>
public sealed class PlantedSecretTests(PostgresFixture postgres)
{
    private const string Away = $"Host=127.0.0.1;Port=1;Database=x;Username=ann;Password='{Planted.Core};1';SSL Password={Planted.Core}";

    private static readonly (string Database, int ExitCode, string Words)[] Wrong =
    [
        (Away, 1, "x on 127.0.0.1:1 (PostgreSQL): connecting: "),
        ($"host=h port=1 password={Planted.Core}", 2, "has spaces between its words"),
        ($"postgresql://ann:{Planted.Core}@h/x?password={Planted.Core}", 2, "is a URL"),
        ($"Username=ann;Pwd={Planted.Core};Database=x", 2, "has no Host"),
        ($"Host=h;Port=70000;Target Session Attributes=primary;PSW={Planted.Core}", 2, "Port: \"70000\""),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commands_OnPostgres_ShowStoreAndExportNoSecret()
    {
        using var folder = new TemporaryFolder();
        await using var receiver = await OtlpReceiver.StartAsync();
        var database = await postgres.CreateDatabaseAsync(Cancellation);
        var variables = With(receiver.Variables("http/protobuf"));
        string[][] commands =
        [
            ["run", Repository.File("examples/quick.yaml"), "--json"],
            ["list"],
            ["export", "latest", "--output", folder.File("trials.csv")],
            ["report", "latest", "--output", folder.File("report.html")],
            ["list", "--cluster", "--json"],
        ];
        foreach (var command in commands)
        {
            using var process = SweepProcess.StartWith(variables, folder.Path, [.. command, "--database", Plant(database)]);
            var outcome = await process.WaitAsync();
            Planted.AssertNotIn(outcome, command[0]);
            Assert.Equal(command.Contains("--cluster") ? 2 : 0, outcome.ExitCode);
        }

        Planted.AssertNotIn(receiver);
        var name = new NpgsqlConnectionStringBuilder(database);
        Assert.Contains(
            receiver.Metrics.Where(metric => metric.Scope == "Npgsql").SelectMany(metric => metric.Points),
            point => point.Attributes.Values.Contains($"{name.Database} on {name.Host}:{name.Port} (PostgreSQL)"));
        Planted.AssertNotInFiles(folder.Path);
        await Planted.AssertNotInRowsAsync(database, Cancellation);
    }

    [Fact]
    public async Task Silo_ThatLogsEverything_ShowsServesAndExportsNoSecret()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var cluster = new TestCluster(await postgres.CreateDatabaseAsync(Cancellation));
        await cluster.Store.MigrateAsync(Cancellation);
        string[] settings = [.. With(receiver.Variables("grpc")).Select(variable => $"--{variable.Key}={variable.Value}").Where(setting => !setting.StartsWith("--PG", StringComparison.Ordinal))];
        var silo = cluster.Start([$"--ConnectionStrings:Sweep={Plant(cluster.Connection)}", "--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:Orleans=Trace", "--Logging:LogLevel:Microsoft.Orleans=Trace", .. settings]);
        await cluster.JoinedAsync(silo);
        using var client = new HttpClient();
        await Eventually.TrueAsync(() => AnswersAsync(client, silo.Http), "the silo serves its pages");
        foreach (var page in (string[])["info", "health/ready", "health/live", "nowhere"])
        {
            using var answer = await client.GetAsync(new Uri(silo.Http, page), Cancellation);
            Planted.AssertNotIn($"{answer.Headers}{await answer.Content.ReadAsStringAsync(Cancellation)}", page);
        }

        var sweep = await TestSweeps.SubmitAsync(cluster.Store, TestSweeps.Grid("planted", [Sweep.Core.Patterns.Pattern.Circle], [200], [50], replicates: 4));
        await TestSweeps.CompletedAsync(cluster.Store, sweep.Id);
        silo.Process.Terminate();
        var outcome = await silo.Process.WaitAsync();
        Assert.Equal(0, outcome.ExitCode);
        Planted.AssertNotIn(outcome, "the silo");
        Planted.AssertNotIn(receiver);
        await Planted.AssertNotInRowsAsync(cluster.Connection, Cancellation);
    }

    [Theory]
    [InlineData("argument")]
    [InlineData("environment")]
    [InlineData("file")]
    public async Task Silo_OnADatabaseThatCannotBe_SaysWhyWithoutTheSecret(string way)
    {
        var name = $"planted-{Guid.NewGuid():N}";
        var file = Path.Combine(Path.GetDirectoryName(Programs.Silo)!, $"appsettings.{name}.json");
        foreach (var (database, exitCode, words) in way == "argument" ? Wrong : Wrong[..2])
        {
            using var folder = new TemporaryFolder();
            string[] ports = [.. ((string[])["Orleans:SiloPort", "Orleans:GatewayPort"]).Select(key => string.Create(CultureInfo.InvariantCulture, $"--{key}={FreePort.Next()}"))];
            Dictionary<string, string> variables = way switch
            {
                "environment" => new() { ["ConnectionStrings__Sweep"] = database },
                "file" => new() { ["ASPNETCORE_ENVIRONMENT"] = name },
                _ => [],
            };
            if (way == "file")
                await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new { ConnectionStrings = new { Sweep = database } }), Cancellation);
            try
            {
                using var silo = SweepProcess.StartSiloWith(variables, folder.Path, ["--Sweep:StartSeconds=0", "--Logging:LogLevel:Default=Trace", .. ports, .. way == "argument" ? (string[])[$"--ConnectionStrings:Sweep={database}"] : []]);
                var outcome = await silo.WaitAsync();
                Planted.AssertNotIn(outcome, way);
                Assert.True(exitCode == outcome.ExitCode, outcome.Errors);
                Assert.Contains(words, outcome.Errors, StringComparison.Ordinal);
                Assert.Contains(way == "environment" && exitCode == 2 ? "ConnectionStrings__Sweep: " : "ConnectionStrings:Sweep: ", outcome.Errors, StringComparison.Ordinal);
                Planted.AssertNotInFiles(folder.Path);
            }
            finally
            {
                File.Delete(file);
            }
        }
    }

    [Theory]
    [InlineData("--Urls=http://127.0.0.1:70000", "Urls: ")]
    [InlineData("--Urls=http://203.0.113.7:0", "Urls: one of the addresses is none of this machine's")]
    [InlineData($"--OTEL_EXPORTER_OTLP_HEADERS=authorization {Planted.Core}", "OTEL_EXPORTER_OTLP_HEADERS: its entry is no NAME=VALUE")]
    [InlineData($"--OTEL_EXPORTER_OTLP_ENDPOINT=http://ann:{Planted.Core}@127.0.0.1:1", "OTEL_EXPORTER_OTLP_ENDPOINT: ")]
    [InlineData("--Logging:LogLevel:Default=loud", "Logging:LogLevel:Default: ")]
    public async Task Silo_OfAWrongSetting_NamesItAndExitsWithTwo(string setting, string words)
    {
        using var folder = new TemporaryFolder();
        string[] ports = [.. ((string[])["Orleans:SiloPort", "Orleans:GatewayPort"]).Select(key => string.Create(CultureInfo.InvariantCulture, $"--{key}={FreePort.Next()}"))];
        string[] endpoint = setting.Contains("ENDPOINT", StringComparison.Ordinal) ? [] : ["--OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:1"];
        using var silo = SweepProcess.StartSilo(folder.Path, [setting, .. endpoint, .. ports]);
        var outcome = await silo.WaitAsync();
        Assert.True(outcome.ExitCode == 2, outcome.Errors);
        Assert.Contains(words, outcome.Errors, StringComparison.Ordinal);
        Planted.AssertNotIn(outcome, setting);
    }

    private static async Task<bool> AnswersAsync(HttpClient client, Uri silo)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri(silo, "info"), Cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Where the server asks for a password, that one stays; a password of the key is in the string always.</summary>
    private static string Plant(string database)
    {
        var parts = new NpgsqlConnectionStringBuilder(database) { SslPassword = $"{Planted.Core}-ssl", PersistSecurityInfo = true };
        parts.Password ??= $"{Planted.Core}-password";
        return parts.ConnectionString;
    }

    private static Dictionary<string, string> With(IReadOnlyDictionary<string, string> telemetry) => new(telemetry)
    {
        ["OTEL_EXPORTER_OTLP_HEADERS"] = $"authorization=Bearer%20{Planted.Core},x-scope={Planted.Core}",
        ["PGPASSWORD"] = $"{Planted.Core}-variable",
        ["PGSSLKEY"] = "",
    };
}
