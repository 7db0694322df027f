using System.Globalization;
using Npgsql;
using Sweep.Grains.Clustering;
using Sweep.Storage;
using Sweep.Storage.Databases;
using Sweep.Storage.Faults;
using Sweep.Testing.Certificates;

namespace Sweep.Testing;

/// <summary>Silos in processes of their own, one slot each, on one database; those that still run go with it.</summary>
public sealed class TestCluster : IAsyncDisposable
{
    private static readonly TimeSpan JoinLimit = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private readonly List<TestSilo> _silos = [];
    private readonly NpgsqlDataSource _membership;
    private readonly TestCertificate? _certificate;

    /// <param name="connection">An empty database, or one of an earlier life of the cluster.</param>
    /// <param name="certificate">What all its silos present; null for a cluster without TLS.</param>
    public TestCluster(string connection, TestCertificate? certificate = null)
    {
        _certificate = certificate;
        Connection = connection;
        Store = SweepStores.Open(connection, TimeProvider.System);
        _membership = ClusterDatabase.Open(connection);
    }

    public string Connection { get; }

    public ISweepStore Store { get; }

    /// <summary>A folder for clients.</summary>
    public string Folder => _folder.Path;

    /// <summary>Starts silos and waits until all of them are active.</summary>
    public async Task<IReadOnlyList<TestSilo>> StartAsync(int count, params IEnumerable<string> settings)
    {
        await Store.MigrateAsync(CancellationToken.None);
        var started = Enumerable.Range(0, count).Select(_ => Start(settings)).ToList();
        foreach (var silo in started)
            await JoinedAsync(silo);
        return started;
    }

    /// <summary>Starts a silo without waiting for it.</summary>
    public TestSilo Start(params IEnumerable<string> settings) => StartOn(null, settings);

    /// <summary>Starts a silo that takes this machine for another, so that the others learn of its end from the cluster alone.</summary>
    public TestSilo StartOn(string? machine, params IEnumerable<string> settings) => Start(
        all => machine is null ? SweepProcess.StartSilo(_folder.Path, all) : SweepProcess.StartSiloOn(machine, _folder.Path, all), machine, settings);

    /// <summary>Starts a silo of another build.</summary>
    /// <param name="program">The path of its <c>sweep-silo.dll</c>.</param>
    /// <param name="settings">Beside the usual ones.</param>
    public TestSilo StartBuilt(string program, params IEnumerable<string> settings) =>
        Start(all => SweepProcess.StartBuilt(program, _folder.Path, all), null, settings);

    /// <summary>Waits until the cluster has taken the silo in.</summary>
    public async Task JoinedAsync(TestSilo silo)
    {
        ArgumentNullException.ThrowIfNull(silo);
        await Eventually.TrueAsync(
            async () => silo.Process.HasExited || await StatusOfAsync(silo) == SiloStatus.Active,
            $"silo {silo.Name} is active",
            JoinLimit);
        if (silo.Process.HasExited)
            throw new InvalidOperationException($"silo {silo.Name} ended: {await silo.Process.WaitAsync()}");
    }

    /// <summary>What the cluster makes of the silo; null where it does not know it, or the database is away.</summary>
    public async Task<SiloStatus?> StatusOfAsync(TestSilo silo)
    {
        ArgumentNullException.ThrowIfNull(silo);
        try
        {
            return (await MembersAsync()).SingleOrDefault(member => member.Name == silo.Name)?.Status;
        }
        catch (StoreException failure) when (failure.IsTransient)
        {
            return null;
        }
    }

    /// <summary>The membership table.</summary>
    public Task<IReadOnlyList<SiloEntry>> MembersAsync() =>
        ClusterMembership.ReadAsync(_membership, "the test's database", ClusterIdentity.Default.ClusterId, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in _silos)
            silo.Process.Dispose();
        await _membership.DisposeAsync();
        await Store.DisposeAsync();
        _folder.Dispose();
    }

    private TestSilo Start(Func<IEnumerable<string>, SweepProcess> start, string? machine, IEnumerable<string> settings)
    {
        var (port, gateway, http) = (FreePort.Next(), FreePort.Next(), FreePort.Next());
        string Setting(string name, object value) => string.Create(CultureInfo.InvariantCulture, $"--{name}={value}");
        var process = start(
        [
            Setting("ConnectionStrings:Sweep", Connection),
            Setting("Sweep:Slots", 1),
            Setting("Orleans:Address", "127.0.0.1"),
            Setting("Orleans:SiloPort", port),
            Setting("Orleans:GatewayPort", gateway),
            Setting("urls", $"http://127.0.0.1:{http}"),
            .. _certificate?.Settings ?? [],
            .. settings,
        ]);
        var silo = new TestSilo(process, new Uri($"http://127.0.0.1:{http}"), machine) { Port = port, GatewayPort = gateway };
        _silos.Add(silo);
        return silo;
    }
}
