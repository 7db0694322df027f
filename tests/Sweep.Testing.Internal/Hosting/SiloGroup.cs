using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Sweep.Grains.Compute;
using Sweep.Grains.Hosting;
using Sweep.Grains.Silos;
using Sweep.Storage;

namespace Sweep.Testing.Hosting;

/// <summary>
/// A cluster of silos within this process, whose trials (of one sample and one iteration) take a fixed time and use no core: for how work is dealt
/// out.
/// </summary>
public sealed class SiloGroup : IAsyncDisposable
{
    private static readonly TimeSpan LookPeriod = TimeSpan.FromMilliseconds(100);

    private readonly List<IHost> _hosts = [];

    private SiloGroup()
    {
    }

    /// <summary>Of limited sweeps: trials in training at once.</summary>
    public GatedCount Limited { get; } = new();

    public IGrainFactory Grains => _hosts[0].Services.GetRequiredService<IGrainFactory>();

    /// <param name="store">A migrated store; stays the caller's.</param>
    /// <param name="silos">How many.</param>
    /// <param name="slots">Slots of each.</param>
    /// <param name="length">Of every trial.</param>
    /// <param name="cancellation">Gives starting up.</param>
    public static async Task<SiloGroup> StartAsync(ISweepStore store, int silos, int slots, TimeSpan length, CancellationToken cancellation)
    {
        var group = new SiloGroup();
        try
        {
            var primary = new IPEndPoint(IPAddress.Loopback, FreePort.Next());
            for (var silo = 0; silo < silos; silo++)
            {
                var port = silo == 0 ? primary.Port : FreePort.Next();
                var host = group.Build(store, slots, length, orleans => orleans.UseLocalhostClustering(port, FreePort.Next(), primary));
                group._hosts.Add(host);
                await host.StartAsync(cancellation);
            }

            return group;
        }
        catch
        {
            await group.DisposeAsync();
            throw;
        }
    }

    /// <summary>Which silo owns the sweep, by its place in the group; -1 where none does.</summary>
    public async Task<int> OwnerAsync(ISweepStore store, Guid sweep, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(store);
        var owner = (await store.FindSweepAsync(sweep, cancellation))?.Owner;
        return _hosts.FindIndex(host => host.Services.GetRequiredService<SiloIdentity>().Incarnation == owner);
    }

    /// <summary>One silo gives all back and leaves.</summary>
    public Task StopAsync(int silo, CancellationToken cancellation) => _hosts[silo].StopAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        // The first is what the others find each other by.
        foreach (var host in Enumerable.Reverse(_hosts))
        {
            await host.StopAsync();
            host.Dispose();
        }

        _hosts.Clear();
    }

    private IHost Build(ISweepStore store, int slots, TimeSpan length, Action<ISiloBuilder> join)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.AddSweep(
            store,
            silo =>
            {
                silo.Slots = slots;
                // A trial of one sample and one iteration, the least work that there is, lasts as long as all.
                silo.FirstSecondsPerCost = length.TotalSeconds;
                silo.LookPeriod = LookPeriod;
                silo.Trials.FinishWithin = TimeSpan.FromSeconds(1);
            },
            join);
        builder.Services.AddSingleton<ComputePool>(_ => new FixedLengthPool(slots, length, Limited));
        return builder.Build();
    }
}
