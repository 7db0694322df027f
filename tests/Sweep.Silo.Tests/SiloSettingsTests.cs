using System.Net;
using Microsoft.Extensions.Configuration;
using Sweep.Grains.Clustering;
using Sweep.Grains.Trainers;
using Sweep.Testing;
using Sweep.Web.Pages.Shared;

namespace Sweep.Silo.Tests;

public sealed class SiloSettingsTests
{
    // Options have no equality of their own.
    private static readonly TrainerOptions None = new();

    [Fact]
    public void Read_NothingSet_GivesTheDefaults()
    {
        var errors = new List<string>();
        Assert.Equal(
            new SiloSettings(
                "sweep.db",
                Environment.ProcessorCount,
                TimeSpan.FromSeconds(30),
                TimeSpan.FromSeconds(25),
                TimeSpan.FromSeconds(10),
                true,
                11111,
                30000,
                null,
                null,
                new ClusterIdentity("sweep", "sweep"))
            {
                Trainers = None,
            },
            SiloSettings.Read(Settings([]), errors) with { Trainers = None });
        Assert.Empty(errors);
        var trainers = SiloSettings.Read(Settings([]), errors).Trainers;
        Assert.Equal((false, "sweep-work", 0, 0), (trainers.AllowsCommands, trainers.WorkDirectory, trainers.Commands.Count, trainers.Named.Count));
    }

    [Fact]
    public void Read_AllSet_GivesThem()
    {
        var errors = new List<string>();
        var settings = SiloSettings.Read(
            Settings(new()
            {
                ["ConnectionStrings:Sweep"] = "other.db",
                ["Sweep:Slots"] = "3",
                ["Sweep:StartSeconds"] = "0",
                ["Sweep:DrainSeconds"] = "7",
                ["Sweep:CheckpointSeconds"] = "3",
                ["Sweep:Migrate"] = "false",
                ["Sweep:TraceUrl"] = "https://jaeger.example.org/trace/{trace_id}",
                ["Orleans:SiloPort"] = "1",
                ["Orleans:GatewayPort"] = "65535",
                ["Orleans:Address"] = "127.0.0.1",
                ["Orleans:ListenAddress"] = "0.0.0.0",
                ["Orleans:ClusterId"] = "blue",
                ["Orleans:ServiceId"] = "sweep-2",
            }),
            errors);
        var expected = new SiloSettings(
            "other.db", 3, TimeSpan.Zero, TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(3), false, 1, 65535,
            IPAddress.Loopback, IPAddress.Any, new ClusterIdentity("blue", "sweep-2"));
        var web = expected.Web with { Traces = TraceAddress.Read("https://jaeger.example.org/trace/{trace_id}")! };
        Assert.Equal(expected with { Trainers = None, Web = web }, settings with { Trainers = None });
        Assert.Empty(errors);
    }

    [Fact]
    public void Read_Trainers_GivesTheCommandsOfTheirFiles()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("forest.yaml", "command: [python3, forest.py, \"${args}\"]\ndirectory: code\nlimits: { time: 1h }\n");
        var errors = new List<string>();
        var trainers = SiloSettings.Read(
            Settings(new() { ["Sweep:AllowCommands"] = "true", ["Sweep:Trainers:forest:File"] = file, ["Sweep:Secrets:TOKEN"] = "t" }), errors).Trainers;
        Assert.Empty(errors);
        var command = trainers.Commands["forest"];
        Assert.Equal((true, "t", null), (trainers.AllowsCommands, trainers.Secrets("TOKEN"), trainers.Secrets("OTHER")));
        Assert.Equal((folder.File("code"), TimeSpan.FromHours(1)), (command.Directory, command.Limits.Time));
        Assert.Equal(["python3", "forest.py", "${args}"], command.Words);
    }

    [Fact]
    public void Read_WrongTrainers_NamesThemAllAtOnce()
    {
        using var folder = new TemporaryFolder();
        var wrong = folder.Write("wrong.yaml", "command: []\n");
        var errors = new List<string>();
        SiloSettings.Read(
            Settings(new()
            {
                ["Sweep:Trainers:absent:File"] = folder.File("absent.yaml"),
                ["Sweep:Trainers:wrong:File"] = wrong,
                ["Sweep:Trainers:odd:Assembly"] = folder.File("odd.dll"),
                ["Sweep:Trainers:odd:Fil"] = "x",
            }),
            errors);
        Assert.Equal(4, errors.Count);
        Assert.Contains(errors, error => error.Contains("name a YAML file that this process may read", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.Contains("wrong.yaml: trainer.command (line 1, column 10): [] has no words", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.Contains("odd.dll: is no file", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.StartsWith("Sweep:Trainers:odd:Fil: is no setting", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_Notifications_GivesThem()
    {
        var errors = new List<string>();
        var settings = Settings(new() { ["Sweep:Notify:AllowedHosts"] = "hooks.example.org;*.corp.example", ["Sweep:Notify:StallSeconds"] = "60" });
        var notifications = SiloSettings.Read(settings, errors).Notifications;
        Assert.Empty(errors);
        Assert.Equal(["hooks.example.org", "*.corp.example"], notifications.AllowedHosts);
        Assert.Equal((TimeSpan.FromMinutes(1), false), (notifications.StallAfter, notifications.AllowsLoopback));
        SiloSettings.Read(Settings(new() { ["Sweep:Notify:StallSeconds"] = "0" }), errors);
        Assert.Equal("Sweep:Notify:StallSeconds: \"0\" must be a whole number from 1 to 864000000; leave it out for 900", Assert.Single(errors));
    }

    [Fact]
    public void Read_Retention_GivesIt()
    {
        var errors = new List<string>();
        Assert.Null(SiloSettings.Read(Settings([]), errors).Retention);
        Assert.Equal(TimeSpan.FromDays(30), SiloSettings.Read(Settings(new() { ["Sweep:Retention:Days"] = "30" }), errors).Retention!.KeepFor);
        Assert.Empty(errors);
        SiloSettings.Read(Settings(new() { ["Sweep:Retention:Days"] = "a month" }), errors);
        Assert.Equal("Sweep:Retention:Days: \"a month\" must be a whole number from 1 to 36500; leave it out to keep sweeps for ever", Assert.Single(errors));
    }

    [Fact]
    public void Read_SeveralWrong_NamesThemAllAtOnce()
    {
        var errors = new List<string>();
        SiloSettings.Read(
            Settings(new() { ["Sweep:Slots"] = "0", ["Orleans:SiloPort"] = "65536", ["Orleans:GatewayPort"] = "eleven" }), errors);
        Assert.Equal(
            [
                $"Sweep:Slots: \"0\" must be a whole number from 1 to 4096; leave it out for {Environment.ProcessorCount}",
                "Orleans:SiloPort: \"65536\" must be a whole number from 1 to 65535; leave it out for 11111",
                "Orleans:GatewayPort: \"eleven\" must be a whole number from 1 to 65535; leave it out for 30000",
            ],
            errors);
    }

    [Fact]
    public void Read_SamePortTwice_IsRefused()
    {
        var errors = new List<string>();
        SiloSettings.Read(Settings(new() { ["Orleans:SiloPort"] = "30000" }), errors);
        Assert.Equal("Orleans:GatewayPort: 30000 is Orleans:SiloPort too: give them different ports", Assert.Single(errors));
    }

    [Fact]
    public void Read_WrongWords_NamesThemAllAtOnce()
    {
        var errors = new List<string>();
        SiloSettings.Read(
            Settings(new()
            {
                ["ConnectionStrings:Sweep"] = "postgres://box/sweep",
                ["Sweep:Migrate"] = "perhaps",
                ["Sweep:TraceUrl"] = "ftp://traces/{trace_id}",
                ["Sweep:Slotz"] = "2",
                ["Orleans:Address"] = "0.0.0.0",
                ["Orleans:ClusterId"] = "two words",
            }),
            errors);
        Assert.Equal(
            [
                "Sweep:Migrate: \"perhaps\" must be true or false; leave it out for true",
                "Orleans:Address: \"0.0.0.0\" is no address at which others reach this silo; give one of this machine's, or leave it out for its first",
                "Orleans:ClusterId: \"two words\" must be at most 100 letters, digits, hyphens, dots and underscores; leave it out for sweep",
                "Sweep:TraceUrl: \"ftp://traces/{trace_id}\" must be an address of http or https with {trace_id} behind its host, and without a password; write one such as https://jaeger.example.org/trace/{trace_id}",
                "ConnectionStrings:Sweep: \"postgres://…\" is a URL, which is not taken: write \"Host=box;Database=sweep;Username=…;Password=…\" for PostgreSQL, or the name of a SQLite file, with ./ before it where it looks like something else",
                "Sweep:Slotz: is no setting; did you mean Sweep:Slots? the settings are Sweep:Slots, Sweep:StartSeconds, Sweep:DrainSeconds, Sweep:CheckpointSeconds, Sweep:TraceShare, Sweep:Migrate, Sweep:Tls:Certificate, Sweep:Tls:Key, Sweep:Tls:Authority, Sweep:InsecureCluster, Sweep:AllowCommands, Sweep:Trainers:NAME:File, Sweep:Trainers:NAME:Assembly, Sweep:Secrets:NAME, Sweep:WorkDirectory, Sweep:Web, Sweep:RequireKey, Sweep:AllowedHosts, Sweep:TraceUrl, Sweep:Notify:AllowedHosts, Sweep:Notify:StallSeconds, Sweep:Retention:Days, Sweep:Retention:KeepTags",
            ],
            errors);
    }

    [Theory]
    [InlineData("Sweep:Slot", "Sweep:Slots")]
    [InlineData("sweep:slot", "Sweep:Slots")]
    [InlineData("Sweep:Slots:0", "Sweep:Slots")]
    [InlineData("Sweep:SiloPort", "Orleans:SiloPort")]
    [InlineData("Sweeep:Slots", "Sweep:Slots")]
    [InlineData("Swep:Slot", "Sweep:Slots")]
    [InlineData("Orleans:ClusterID2", "Orleans:ClusterId")]
    [InlineData("Orlean:ClusterId", "Orleans:ClusterId")]
    [InlineData("ConnectionStrings:Swep", "ConnectionStrings:Sweep")]
    [InlineData("ConnectionStrings:Default", "ConnectionStrings:Sweep")]
    [InlineData("ConnectionString:Sweep", "ConnectionStrings:Sweep")]
    [InlineData("ConnectionStrings_Sweep", "ConnectionStrings:Sweep")]
    [InlineData("Sweep.Slots", "Sweep:Slots")]
    public void Read_MisspeltKey_IsRefusedWithTheNearest(string key, string meant)
    {
        var errors = new List<string>();
        SiloSettings.Read(Settings(new() { [key] = "1" }), errors);
        Assert.StartsWith($"{key}: is no setting; did you mean {meant}? the settings are ", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SWEEP_SLOTS")]
    [InlineData("SWEEP_PORT")]
    [InlineData("SWEEP_SERVICE_HOST")]
    [InlineData("SWEEP_TEST_POSTGRES_IN")]
    [InlineData("ORLEANS_SILO_PORT")]
    [InlineData("SLEEP:SECONDS")]
    [InlineData("Sweep")]
    [InlineData("Logging:LogLevel:Sweep")]
    [InlineData("PATH")]
    [InlineData("slots")]
    public void Read_KeyOfAnotherProgram_IsLeftAlone(string key)
    {
        var errors = new List<string>();
        SiloSettings.Read(Settings(new() { [key] = "None" }), errors);
        Assert.Empty(errors);
    }

    [Fact]
    public void Read_UnknownKeys_AreNamedAsTheyAreWrittenWhereTheyStand()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("appsettings.json"), """{ "Sweep": { "Slotz": 2 }, "Orleans": { "SiloPort": "x" } }""");
        Environment.SetEnvironmentVariable("SETTINGSTEST_Sweep__Slot", "2");
        var errors = new List<string>();
        SiloSettings.Read(
            new ConfigurationBuilder()
                .SetBasePath(folder.Path)
                .AddJsonFile("appsettings.json")
                .AddEnvironmentVariables("SETTINGSTEST_")
                .AddCommandLine(["--slots=2", "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Debug", "--OTEL_SERVICE_NAME=x"])
                .Build(),
            errors);
        Assert.Equal(4, errors.Count);
        Assert.StartsWith("appsettings.json: Orleans:SiloPort: \"x\" must be a whole number", errors[0], StringComparison.Ordinal);
        Assert.StartsWith("Sweep__Slot: is no setting; did you mean Sweep__Slots? the settings are Sweep__Slots, ", errors[1], StringComparison.Ordinal);
        Assert.StartsWith("appsettings.json: Sweep:Slotz: is no setting; did you mean Sweep:Slots?", errors[2], StringComparison.Ordinal);
        Assert.StartsWith("slots: is no setting; did you mean Sweep:Slots?", errors[3], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("urls", "http://127.0.0.1:70000", "Urls: \"http://127.0.0.1:70000\" must be addresses such as http://127.0.0.1:8080")]
    [InlineData("urls", "http://127.0.0.1:8080;box", "Urls: \"http://127.0.0.1:8080;box\" must be addresses")]
    [InlineData("urls", "http://127.0.0.1:80x", "Urls: \"http://127.0.0.1:80x\" must be addresses")]
    [InlineData("urls", "ftp://127.0.0.1", "Urls: \"ftp://127.0.0.1\" must be addresses")]
    [InlineData("urls", "http://ann:S3cret@box:80", "Urls: \"http://…@box:80\" must be addresses")]
    [InlineData("urls", "http://box:80/base", "Urls: \"http://box:80/base\" must be addresses")]
    [InlineData("urls", "https://127.0.0.1:0", "Urls: https needs a certificate; name its file with Kestrel:Certificates:Default:Path")]
    [InlineData("https_ports", "8443", "https_ports: https needs a certificate")]
    [InlineData("Kestrel:Certificates:Default:Path", "/nowhere.pem", "Kestrel:Certificates:Default:Path: /nowhere.pem is no file")]
    [InlineData("http_ports", "80;x", "http_ports: \"80;x\" must be ports")]
    [InlineData("Logging:LogLevel:Default", "loud", "Logging:LogLevel:Default: \"loud\" must be one of Trace, Debug, ")]
    [InlineData("ConnectionStrings:Sweep", "", "ConnectionStrings:Sweep: the name is empty")]
    [InlineData("ConnectionStrings:Sweep", "Host=h;Port=70000;Password=S3cret", "ConnectionStrings:Sweep: Port: \"70000\" must be")]
    [InlineData("ConnectionStrings:Sweep", "host=h password=S3cret", "ConnectionStrings:Sweep: \"host=… password=…\" has spaces")]
    [InlineData("Sweep:Slots", "Host=h;Password=S3cret", "Sweep:Slots: \"Host=h;Password=…\" must be a whole number")]
    public void Read_WrongValue_IsNamedWithItsRuleAndNoSecret(string key, string value, string expected)
    {
        var errors = new List<string>();
        SiloSettings.Read(Settings(new() { [key] = value }), errors);
        Assert.StartsWith(expected, Assert.Single(errors), StringComparison.Ordinal);
        Assert.DoesNotContain("S3cret", errors[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("http://*:8080;http://+:8081")]
    [InlineData("http://[::1]:8080/;http://localhost")]
    [InlineData("http://unix:/run/sweep.sock")]
    public void Read_Urls_AsTheHostTakesThem_AreTaken(string urls)
    {
        var errors = new List<string>();
        SiloSettings.Read(Settings(new() { ["urls"] = urls }), errors);
        Assert.Empty(errors);
    }

    private static IConfigurationRoot Settings(Dictionary<string, string?> values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values).Build();
}
