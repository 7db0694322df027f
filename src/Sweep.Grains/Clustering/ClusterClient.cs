using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Sweep.Grains.Clustering.Security;
using Sweep.Grains.Contracts;
using Sweep.Grains.Settings;
using Sweep.Grains.Silos;
using Sweep.Grains.Telemetry;

namespace Sweep.Grains.Clustering;

/// <summary>This process as a client of the cluster; it finds new silos and forgets dead ones by itself.</summary>
public sealed class ClusterClient : IAsyncDisposable
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan TimeBeforeDoubt = TimeSpan.FromSeconds(1);

    private readonly IHost _host;

    private ClusterClient(IHost host) => _host = host;

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    /// <param name="source">From <see cref="ClusterDatabase"/>; stays the caller's.</param>
    /// <param name="cluster">Which cluster.</param>
    /// <param name="tls">This client's certificate; null for a cluster without.</param>
    /// <param name="gateways">Where silos should answer: what to look at when none does.</param>
    /// <param name="patience">How long to look for a silo that answers.</param>
    /// <param name="cancellation">Gives up at once.</param>
    /// <returns>Null where none answered.</returns>
    /// <exception cref="ClusterRefusedException">It is certificates that keep this process and the silos apart.</exception>
    public static async Task<ClusterClient?> TryConnectAsync(
        NpgsqlDataSource source, ClusterIdentity cluster, TlsKeeper? tls, IReadOnlyCollection<IPEndPoint> gateways,
        TimeSpan patience, CancellationToken cancellation)
    {
        var client = new ClusterClient(Build(source, cluster, tls));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        try
        {
            await TlsDiagnosis.StartAsync(
                client._host.StartAsync, token => TlsDiagnosis.FindRefusalAsync(gateways, tls, Setting.VariableOf, token), TimeBeforeDoubt, limit.Token);
            return client;
        }
        catch (Exception end) when (end is not ClusterRefusedException && limit.IsCancellationRequested)
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

    private static IHost Build(NpgsqlDataSource source, ClusterIdentity cluster, TlsKeeper? tls)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.AddWireNames();
        builder.UseOrleansClient(client => client
            .UseSweepCluster(source, cluster)
            .UseConnectionRetryFilter(static async (_, token) =>
            {
                await Task.Delay(RetryPause, token);
                return !token.IsCancellationRequested;
            }));
        if (tls is not null)
            builder.UseOrleansClient(client => client.UseSweepTls(tls));
        if (SweepTelemetry.Source.HasListeners())
            builder.UseOrleansClient(client => client.AddActivityPropagation());
        return builder.Build();
    }

    /// <inheritdoc cref="SiloQuestions.ReportAsync"/>
    public Task<SiloReport?> ReportAsync(SiloAddress silo, CancellationToken cancellation) => Grains.ReportAsync(silo, cancellation);

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
