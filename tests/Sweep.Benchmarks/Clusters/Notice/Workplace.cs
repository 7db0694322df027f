using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Sweep.Core.Scheduling;
using Sweep.Core.Specs;
using Sweep.Storage;
using Sweep.Testing;
using Sweep.Testing.Databases;

namespace Sweep.Benchmarks.Clusters.Notice;

/// <summary>
/// Three silos of two slots with one sweep. Each takes this machine for another one, so that the others learn of its end only as they
/// would over a network, not from the process table.
/// </summary>
internal sealed class Workplace : IAsyncDisposable
{
    private const int Silos = 3;

    private readonly TestCluster _cluster;
    private readonly IReadOnlyList<TestSilo> _silos;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMilliseconds(500) };

    private Workplace(TestCluster cluster, IReadOnlyList<TestSilo> silos, Guid sweep) => (_cluster, _silos, Sweep) = (cluster, silos, sweep);

    public ISweepStore Store => _cluster.Store;

    public Guid Sweep { get; }

    /// <summary>Starts the silos, then the sweep.</summary>
    public static async Task<Workplace> StartAsync(PostgresServer server, SweepSpec spec)
    {
        var cluster = new TestCluster(await server.CreateDatabaseAsync(CancellationToken.None));
        await cluster.Store.MigrateAsync(CancellationToken.None);
        TestSilo[] silos = [.. Enumerable.Range(1, Silos).Select(silo =>
            cluster.StartOn(string.Create(CultureInfo.InvariantCulture, $"machine-{silo}"), "--Sweep:Slots=2"))];
        foreach (var silo in silos)
            await cluster.JoinedAsync(silo);
        return new Workplace(cluster, silos, (await TestSweeps.SubmitAsync(cluster.Store, spec)).Id);
    }

    /// <summary>A silo that holds leases: the one that owns the sweep, or else another; null where none such holds any.</summary>
    public async Task<TestSilo?> HolderAsync(bool owner)
    {
        var leases = await LeasesAsync();
        var owned = (await Store.FindSweepAsync(Sweep, CancellationToken.None))!.Owner!;
        return _silos.FirstOrDefault(silo => silo.Is(owned) == owner && leases.Any(lease => silo.Is(lease.Silo)));
    }

    public Task<IReadOnlyList<LeaseRecord>> LeasesAsync() => Store.ReadLeasesAsync(Sweep, CancellationToken.None);

    /// <summary>Numbers leased to this silo.</summary>
    public async Task<long[]> HeldByAsync(TestSilo silo) => NumbersOf((await LeasesAsync()).Where(lease => silo.Is(lease.Silo)));

    public static long[] NumbersOf(IEnumerable<LeaseRecord> leases) => [.. leases.SelectMany(lease => lease.Numbers).SelectMany(run => run.Numbers())];

    /// <summary>Whether the cluster has declared the silo dead.</summary>
    public async Task<bool> IsDeadAsync(TestSilo silo) => await _cluster.StatusOfAsync(silo) == SiloStatus.Dead;

    /// <summary>Slots in training on all silos but one.</summary>
    public async Task<int> BusyWithoutAsync(TestSilo? silo)
    {
        var busy = await Task.WhenAll(_silos.Where(other => other != silo && !other.Process.HasExited).Select(BusyAsync));
        return busy.Sum();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _cluster.DisposeAsync();
    }

    private async Task<int> BusyAsync(TestSilo silo)
    {
        try
        {
            return (await _http.GetFromJsonAsync<JsonElement>(new Uri(silo.Http, "/info"))).GetProperty("busy_slots").GetInt32();
        }
        catch (Exception silent) when (silent is HttpRequestException or OperationCanceledException)
        {
            // It is asked again.
            return 0;
        }
    }
}
