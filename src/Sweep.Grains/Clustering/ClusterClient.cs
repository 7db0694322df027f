using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Orleans.Runtime.Messaging;
using Orleans.Runtime.Placement;
using Sweep.Grains.Hosting;
using Sweep.Grains.Telemetry;

namespace Sweep.Grains.Clustering;

/// <summary>This process as a client of the cluster; it finds new silos and forgets dead ones by itself.</summary>
public sealed class ClusterClient : IAsyncDisposable
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ReportLimit = TimeSpan.FromSeconds(3);

    private readonly IHost _host;

    private ClusterClient(IHost host) => _host = host;

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    /// <param name="source">From <see cref="ClusterDatabase"/>; stays the caller's.</param>
    /// <param name="cluster">Which cluster.</param>
    /// <param name="patience">How long to look for a silo that answers.</param>
    /// <param name="cancellation">Gives up at once.</param>
    /// <returns>Null where none answered.</returns>
    public static async Task<ClusterClient?> TryConnectAsync(NpgsqlDataSource source, ClusterIdentity cluster, TimeSpan patience, CancellationToken cancellation)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.UseOrleansClient(client => client
            .UseSweepCluster(source, cluster)
            .UseConnectionRetryFilter(static async (_, token) =>
            {
                await Task.Delay(RetryPause, token);
                return !token.IsCancellationRequested;
            }));
        if (SweepTelemetry.Source.HasListeners())
            builder.UseOrleansClient(client => client.AddActivityPropagation());
        var client = new ClusterClient(builder.Build());
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        try
        {
            // Orleans may wait for a connection attempt's own end before it looks at the token.
            await client._host.StartAsync(limit.Token).WaitAsync(limit.Token);
            return client;
        }
        catch (Exception) when (limit.IsCancellationRequested)
        {
            await client.DisposeAsync();
            cancellation.ThrowIfCancellationRequested();
            return null;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks one silo about itself; null where it does not answer, or has left.</summary>
    public async Task<SiloReport?> ReportAsync(SiloAddress silo, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(silo);
        try
        {
            RequestContext.Set(IPlacementDirector.PlacementHintKey, silo);
            return await Grains.GetGrain<ISiloGrain>(silo.ToParsableString()).ReportAsync().WaitAsync(ReportLimit, cancellation);
        }
        catch (Exception gone) when (IsNoAnswer(gone))
        {
            return null;
        }
        finally
        {
            RequestContext.Clear();
        }
    }

    /// <summary>Whether a call failed because no silo answered it: it may be tried again, or the store asked instead.</summary>
    public static bool IsNoAnswer(Exception failure) => failure is TimeoutException or OrleansException or ConnectionFailedException or ClientNotAvailableException;

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            await _host.StopAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            // Silos that are gone take no farewell.
        }

        if (_host is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
        else
            _host.Dispose();
    }
}
