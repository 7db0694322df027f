using System.Net;
using System.Net.NetworkInformation;
using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Grains.Clustering;
using Sweep.Grains.Clustering.Security;
using Sweep.Testing;
using Sweep.Testing.Certificates;
using Sweep.Testing.Databases;

namespace Sweep.Silo.Tests.Clusters;

/// <summary>Who is let into a cluster, with real processes.</summary>
public sealed class TlsTests(PostgresFixture postgres) : IDisposable
{
    private static readonly SweepSpec Spec = TestSweeps.Grid("guarded", [Pattern.Circle, Pattern.Diamond], [4000], [1000], replicates: 30, recordEvery: 100);

    private static readonly TimeSpan Seconds = TimeSpan.FromSeconds(60);

    private readonly TestAuthority _ours = new("ours");
    private readonly TestAuthority _theirs = new("theirs");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _ours.Dispose();
        _theirs.Dispose();
    }

    [Fact]
    public async Task Cluster_WithCertificates_WorksForItsOwnAndRefusesAllOthers()
    {
        await using var cluster = new TestCluster(await postgres.CreateDatabaseAsync(Cancellation), _ours.Silo());
        var silos = await cluster.StartAsync(3);
        var sweep = await TestSweeps.SubmitAsync(cluster.Store, Spec);

        foreach (var (certificate, letInBySilos, letInAsClient) in new[]
        {
            (null, false, false),
            (_theirs.Silo(), false, false),
            (_ours.Issue("expired", [TestAuthority.ServerAuth, TestAuthority.ClientAuth], until: DateTimeOffset.UtcNow.AddHours(-1)), false, false),
            (_ours.Issue("early", [TestAuthority.ServerAuth, TestAuthority.ClientAuth], from: DateTimeOffset.UtcNow.AddHours(1)), false, false),
            (_ours.Issue("server", [TestAuthority.ServerAuth]), false, false),
            (_ours.Issue("vague", []), false, false),
            (_ours.Client(), false, true),
            (_ours.Silo(), true, true),
        })
        {
            using var presented = certificate?.Load();
            Assert.Equal(letInBySilos, (await Stranger.TryAsync(silos[0].Port, presented)).IsLetIn);
            Assert.Equal(letInAsClient, (await Stranger.TryAsync(silos[0].GatewayPort, presented)).IsLetIn);
        }

        // A silo of another authority tells why it cannot join, and harms nobody.
        await RefusesSiloAsync(cluster, $"presents the certificate CN=silo, which was not issued by the given authority", _theirs.Silo().Settings);
        await RefusesSiloAsync(cluster, "refuses the certificate CN=both", _theirs.Silo("both").Believing(_ours, _theirs).Settings);
        await RefusesSiloAsync(cluster, "speaks TLS and asks for a certificate", ["--Sweep:Tls:Certificate=", "--Sweep:Tls:Key=", "--Sweep:Tls:Authority="]);

        await TestSweeps.CompletedAsync(cluster.Store, sweep.Id);
        var trained = await cluster.Store.ReadTrialsAsync(sweep.Id, Cancellation).Select(trial => trial.Silo).ToHashSetAsync(cancellationToken: Cancellation);
        Assert.True(trained.Count > 1, "those that do not own the sweep are granted leases over TLS");
        Assert.Equal(3, (await cluster.MembersAsync()).Count(member => member.Status == SiloStatus.Active));
        silos[0].Process.Terminate();
        var outcome = await silos[0].Process.WaitAsync();
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("no connection with 127.0.0.1: it presents no certificate", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("presents the certificate CN=expired, which has expired, at", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("presents the certificate CN=server, which is not one of a silo", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("AuthenticationException", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_OfACluster_NeedsACertificateOfItsAuthority()
    {
        await using var cluster = new TestCluster(await postgres.CreateDatabaseAsync(Cancellation), _ours.Silo());
        var silos = await cluster.StartAsync(1);
        var ours = _ours.Client();

        var right = await RunAsync(cluster, ours.Variables);
        Assert.True(right.ExitCode == 0, right.ToString());

        await RefusesClientAsync(cluster, _theirs.Client().Variables, 1, "presents the certificate CN=silo, which was not issued by the given authority");
        await RefusesClientAsync(cluster, _theirs.Client("both").Believing(_ours, _theirs).Variables, 1, "refuses the certificate CN=both");
        await RefusesClientAsync(cluster, new Dictionary<string, string>(), 1, "speaks TLS and asks for a certificate: name one, its key and the cluster's authority with Sweep__Tls__Certificate and ");
        await RefusesClientAsync(
            cluster, _ours.Issue("late", [TestAuthority.ClientAuth], until: DateTimeOffset.UtcNow.AddHours(-1)).Variables, 2, "CN=late has expired, at ");
        await RefusesClientAsync(cluster, ours.Variables.Where(variable => !variable.Key.EndsWith("Key", StringComparison.Ordinal)).ToDictionary(), 2, "Sweep__Tls__Key: is missing beside Sweep__Tls__Certificate and Sweep__Tls__Authority");

        // Orleans' own client, in the clear, of somebody who knows the database.
        await using var membership = ClusterDatabase.Open(cluster.Connection);
        var gateway = new IPEndPoint(IPAddress.Loopback, silos[0].GatewayPort);
        Assert.Null(await ClusterClient.TryConnectAsync(membership, ClusterIdentity.Default, null, [], TimeSpan.FromSeconds(4), Cancellation));
        await Assert.ThrowsAsync<ClusterRefusedException>(
            () => ClusterClient.TryConnectAsync(membership, ClusterIdentity.Default, null, [gateway], Seconds, Cancellation));
        Assert.Equal(SiloStatus.Active, await cluster.StatusOfAsync(silos[0]));
    }

    [Fact]
    public async Task Client_WithACertificate_IsToldOfASiloThatHasNone()
    {
        await using var cluster = new TestCluster(await postgres.CreateDatabaseAsync(Cancellation));
        await cluster.StartAsync(1);
        await RefusesClientAsync(cluster, _ours.Client().Variables, 1, "it has no certificates, or refuses CN=client");
    }

    [Fact]
    public async Task Silo_WhoseFilesAreRenewed_PresentsTheNewOnesWithoutAStart()
    {
        var files = _ours.Silo();
        await using var cluster = new TestCluster(await postgres.CreateDatabaseAsync(Cancellation), files);
        var silo = (await cluster.StartAsync(1))[0];
        using var old = _ours.Client().Load();
        using var renewed = _theirs.Client().Load();
        Assert.Equal((true, "CN=ours"), await Stranger.TryAsync(silo.GatewayPort, old));

        // Half of them, as while they are written: what was read before stays.
        await File.WriteAllTextAsync(files.Certificate, await File.ReadAllTextAsync(_theirs.Silo().Certificate, Cancellation), Cancellation);
        await Eventually.TrueAsync(
            async () =>
            {
                Assert.Equal((true, "CN=ours"), await Stranger.TryAsync(silo.GatewayPort, old));
                return silo.Process.Printed.Contains("the certificate's files have changed and cannot be used", StringComparison.Ordinal);
            },
            "the silo has looked at the half",
            Seconds);

        files.Become(_theirs.Silo());
        await Eventually.TrueAsync(async () => await Stranger.TryAsync(silo.GatewayPort, renewed) == (true, "CN=theirs"), "the silo presents its new certificate, and takes those of the new authority", Seconds);
        Assert.False((await Stranger.TryAsync(silo.GatewayPort, old)).IsLetIn);
        silo.Process.Terminate();
        var said = (await silo.Process.WaitAsync()).Output;
        Assert.Contains("new connections take the certificate CN=silo, valid until ", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silo_OfACluster_ListensOnLoopbackUnlessCertificatesOrSomebodySayOtherwise()
    {
        await using var cluster = new TestCluster(await postgres.CreateDatabaseAsync(Cancellation));
        await cluster.Store.MigrateAsync(Cancellation);
        var alone = cluster.Start("--Orleans:Address=");
        await cluster.JoinedAsync(alone);
        Assert.Equal([IPAddress.Loopback, IPAddress.Loopback], Listening(alone));
        Assert.Equal(IPAddress.Loopback, Assert.Single(await cluster.MembersAsync()).Gateway.Address);
        alone.Process.Terminate();
        Assert.DoesNotContain("Sweep:InsecureCluster", (await alone.Process.WaitAsync()).Output, StringComparison.Ordinal);

        var open = cluster.Start("--Orleans:ListenAddress=0.0.0.0", "--Sweep:InsecureCluster=true");
        await cluster.JoinedAsync(open);
        Assert.Equal([IPAddress.Any, IPAddress.Any], Listening(open));
        open.Process.Terminate();
        Assert.Contains("Sweep:InsecureCluster: whoever reaches ports", (await open.Process.WaitAsync()).Output, StringComparison.Ordinal);

        var guarded = cluster.Start([.. _ours.Silo().Settings, "--Orleans:ListenAddress=0.0.0.0"]);
        await cluster.JoinedAsync(guarded);
        Assert.Equal([IPAddress.Any, IPAddress.Any], Listening(guarded));
        guarded.Process.Terminate();
        Assert.DoesNotContain("Sweep:InsecureCluster", (await guarded.Process.WaitAsync()).Output, StringComparison.Ordinal);
    }

    private static IEnumerable<IPAddress> Listening(TestSilo silo) =>
        IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(at => at.Port == silo.Port || at.Port == silo.GatewayPort).Select(
            at => at.Address);

    private static async Task RefusesSiloAsync(TestCluster cluster, string why, IEnumerable<string> settings)
    {
        var outcome = await cluster.Start(settings).Process.WaitAsync();
        Assert.True(outcome.ExitCode == 1, outcome.ToString());
        Assert.Contains("Sweep:Tls: cluster sweep cannot be joined: 127.0.0.1:", outcome.Errors, StringComparison.Ordinal);
        Assert.Contains(why, outcome.Errors, StringComparison.Ordinal);
    }

    private static async Task RefusesClientAsync(TestCluster cluster, IReadOnlyDictionary<string, string> variables, int code, string why)
    {
        var outcome = await RunAsync(cluster, variables);
        Assert.True(outcome.ExitCode == code, outcome.ToString());
        Assert.Contains(why, outcome.Errors, StringComparison.Ordinal);
        Assert.Single(outcome.Errors.TrimEnd().Split('\n'));
    }

    private static async Task<SweepOutcome> RunAsync(TestCluster cluster, IReadOnlyDictionary<string, string> variables)
    {
        using var client = SweepProcess.StartWith(variables, cluster.Folder, "run", Repository.File("examples/quick.yaml"), "--database", cluster.Connection, "--cluster", "--json");
        return await client.WaitAsync(TimeSpan.FromMinutes(1));
    }
}
