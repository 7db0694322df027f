using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sweep.Core.Scheduling;
using Sweep.Core.Sweeps;
using Sweep.Grains.Contracts;
using Sweep.Grains.Leasing;
using Sweep.Grains.Notifications;
using Sweep.Grains.Silos;
using Sweep.Grains.Writing;
using Sweep.Storage;
using Sweep.Storage.Notifications;

namespace Sweep.Grains.Hosting;

/// <summary>A silo inside this process, a cluster of one on a loopback port of its own; works on what it takes up.</summary>
public sealed class EmbeddedSilo : IAsyncDisposable
{
    private const int StartTries = 5;

    private readonly IHost _host;
    private readonly ISweepStore _store;
    private bool _drained;

    private EmbeddedSilo(IHost host, ISweepStore store)
    {
        _host = host;
        _store = store;
    }

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    /// <summary>What it works with.</summary>
    public IServiceProvider Services => _host.Services;

    /// <param name="store">A migrated store; stays the caller's.</param>
    /// <param name="options">How to set it up.</param>
    /// <param name="cancellation">Gives starting up.</param>
    public static async Task<EmbeddedSilo> StartAsync(ISweepStore store, EmbeddedSiloOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        for (var tries = 1; ; tries++)
        {
            var host = Build(store, options);
            try
            {
                await host.StartAsync(cancellation);
                await SiloWarmUp.RunAsync(host.Services);
                return new EmbeddedSilo(host, store);
            }
            catch (Exception failure) when (tries < StartTries && IsPortTaken(failure))
            {
                // Another process took the free port between our finding it and Orleans' binding it.
                await DisposeAsync(host);
            }
            catch
            {
                await DisposeAsync(host);
                throw;
            }
        }
    }

    /// <summary>Rehearses taking up a sweep, so that the first one waits less; once the store has its schema.</summary>
    public Task WarmUpAsync() => SiloWarmUp.PullAsync(_host.Services);

    /// <summary>Takes a sweep up and begins to work on it; waits for an owner elsewhere that seems to be gone.</summary>
    public async Task<TakeUpResult> TakeUpAsync(Guid sweepId, CancellationToken cancellation)
    {
        var reply = await _host.Services.GetRequiredService<SiloWork>().TakeUpAsync(sweepId, cancellation);
        _host.Services.GetRequiredService<NotificationService>().Begin();
        var owner = reply.Owner is { } identity && !reply.Acquired ? SiloKey.Parse(identity).Describe() : null;
        return new TakeUpResult(reply.Acquired, await _store.FindSweepAsync(sweepId, cancellation), owner, reply.OwnerUntil, reply.Refusal);
    }

    /// <summary>
    /// Makes sure, within a time, that each of a sweep's notifications was tried once. Those that were not taken are returned: whatever silo runs on the
    /// store tries them again.
    /// </summary>
    public Task<IReadOnlyList<NotificationRecord>> SettleNotificationsAsync(Guid sweepId, TimeSpan patience, CancellationToken cancellation) =>
        _host.Services.GetRequiredService<NotificationService>().SettleAsync(sweepId, patience, cancellation);

    /// <summary>How far the sweep is.</summary>
    public async Task<SweepProgress> GetProgressAsync(Guid sweepId, CancellationToken cancellation)
    {
        var progress = await Grains.GetGrain<ISweepGrain>(sweepId).GetProgressAsync().WaitAsync(cancellation);

        // Its grain may be waiting for the database itself, and have heard no heartbeat since.
        return progress.StoreTrouble is null && progress.State.IsOpen()
            ? progress with { StoreTrouble = _host.Services.GetRequiredService<TrialWriter>().StoreTrouble }
            : progress;
    }

    /// <summary>Stops leasing and training, commits what is finished, gives leases and ownership back, and stops the silo.</summary>
    public async Task DrainAsync(CancellationToken cancellation)
    {
        if (_drained)
            return;
        _drained = true;
        await _host.StopAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await DrainAsync(CancellationToken.None);
        await DisposeAsync(_host);
    }

    private static IHost Build(ISweepStore store, EmbeddedSiloOptions options)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.AddSingleton(options.TimeProvider);
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromMinutes(2));
        options.ConfigureLogging?.Invoke(builder.Logging);
        // As in the server: what Orleans and the host say of their everyday life is for nobody; Polly has two lines for every trial that is placed.
        builder.Logging.AddFilter("Orleans", LogLevel.Warning).AddFilter("Microsoft", LogLevel.Warning).AddFilter("Polly", LogLevel.Warning);
        builder.AddSweep(
            store,
            silo =>
            {
                silo.Slots = options.Slots ?? silo.Slots;
                silo.TraceShare = options.TraceShare ?? silo.TraceShare;
                silo.TakesAnySweep = options.TakesAnySweep;
                // Somebody waits at a terminal; and whoever else has taken a sweep owns it at once.
                silo.Trials.FinishWithin = TimeSpan.FromSeconds(1);
                silo.OwnerPatience = TimeSpan.Zero;

                // Whoever starts it may run what they like.
                silo.Trainers.AllowsCommands = true;
                silo.Trainers.Secrets = Environment.GetEnvironmentVariable;
                options.ConfigureTrainers?.Invoke(silo.Trainers);

                // So may they call their own machine.
                silo.Notifications.AllowsLoopback = true;
                options.ConfigureNotifications?.Invoke(silo.Notifications);
            },
            orleans => orleans.UseLocalhostClustering(siloPort: FreeLoopbackPort(), gatewayPort: 0));
        options.ConfigureServices?.Invoke(builder.Services);
        return builder.Build();
    }

    private static int FreeLoopbackPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static bool IsPortTaken(Exception failure) =>
        failure is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } || (failure.InnerException is { } inner && IsPortTaken(inner));

    private static async ValueTask DisposeAsync(IHost host)
    {
        if (host is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
        else
            host.Dispose();
    }
}
