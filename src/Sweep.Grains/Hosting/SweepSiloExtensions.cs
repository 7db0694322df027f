using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.GrainDirectory;
using Orleans.Runtime.Hosting;
using Orleans.Statistics;
using Sweep.Core.Scheduling.Runners;
using Sweep.Grains.Compute;
using Sweep.Grains.Contracts;
using Sweep.Grains.Leasing;
using Sweep.Grains.Notifications;
using Sweep.Grains.Silos;
using Sweep.Grains.Telemetry;
using Sweep.Grains.Trainers;
using Sweep.Grains.Trials;
using Sweep.Grains.Writing;
using Sweep.Storage;

namespace Sweep.Grains.Hosting;

/// <summary>Makes any host a Sweep silo.</summary>
public static class SweepSiloExtensions
{
    // Orleans regards a request that runs for longer than this as stuck; a trial's run is one request.
    private static readonly TimeSpan LongestTrial = TimeSpan.FromDays(40);

    // Orleans' collector of idle activations counts by the wall clock: set back by more than this, it refuses every activation, so that
    // no trial starts until the clock has caught up. Trials end their grains themselves, sweeps theirs by a timer.
    private static readonly TimeSpan LongerThanClocksAreSet = TimeSpan.FromDays(365 * 100);

    // Every silo tells every other how busy it is, once a second by Orleans' own choice: 870 messages a second where thirty silos have nothing to do.
    // Only where grains of sweeps are placed depends on it.
    private static readonly TimeSpan LoadTold = TimeSpan.FromMinutes(1);

    /// <summary>Adds the silo with what it works with; the store must be migrated already and is not disposed by the host.</summary>
    public static TBuilder AddSweep<TBuilder>(
        this TBuilder builder, ISweepStore store, Action<SweepSiloOptions> configure, Action<ISiloBuilder> configureOrleans)
        where TBuilder : IHostApplicationBuilder
    {
        ArgumentNullException.ThrowIfNull(store);
        builder.UseOrleans(silo =>
        {
            // Membership shows silos by the name that trials have.
            silo.Configure<SiloOptions>(o => o.SiloName = $"{Environment.MachineName}/{Environment.ProcessId}");
            silo.Configure<SiloMessagingOptions>(o => o.MaxRequestProcessingTime = LongestTrial);
            silo.Configure<GrainCollectionOptions>(o => o.CollectionAge = LongerThanClocksAreSet);
            silo.Configure<DeploymentLoadPublisherOptions>(o => o.DeploymentLoadPublisherRefreshTime = LoadTold);
            SteadyClock.Use(silo.Services);
            silo.Services.AddSingleton<IEnvironmentStatisticsProvider, UntoldStatistics>();
            silo.AddGrainDirectory(TrialDirectory.Name, (provider, _) => provider.GetRequiredService<TrialDirectory>());
            if (SweepTelemetry.Source.HasListeners())
            {
                silo.AddActivityPropagation();
                TrialCallBypass.Apply(silo.Services);
            }

            configureOrleans(silo);
        });
        var services = builder.Services;
        services.AddWireNames();
        services.Configure(configure);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ISweepRegister>(store);
        services.AddSingleton<IOwnerStore>(store);
        services.AddSingleton<ILeaseStore>(store);
        services.AddSingleton<ITrialStore>(store);
        services.AddSingleton<IDataSetStore>(store);
        services.AddSingleton<INotificationStore>(store);
        services.AddSingleton<IRungStore>(store);
        services.AddSingleton<IProposalStore>(store);
        services.AddSingleton(provider => SiloIdentity.Of(provider.GetRequiredService<ILocalSiloDetails>().SiloAddress));
        services.AddSingleton(provider => new TrialDirectory(provider.GetRequiredService<ILocalSiloDetails>().SiloAddress));
        services.AddSingleton<IGrainDirectoryCache>(provider => provider.GetRequiredService<TrialDirectory>());
        services.AddSingleton<ISiloStates, MembershipSiloStates>();
        services.AddSingleton<DrainSignal>();
        services.AddSingleton(provider => new ComputePool(provider.GetRequiredService<IOptions<SweepSiloOptions>>().Value.Slots));
        services.AddSingleton(provider => new SlotShare(provider.GetRequiredService<ComputePool>().Slots));
        services.AddSingleton(provider => new MemoryBudget(
            provider.GetRequiredService<IOptions<SweepSiloOptions>>().Value.Memory ?? MemoryLimits.Read(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<RunningTrials>();
        services.AddSingleton<StartTrouble>();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<SweepSiloOptions>>().Value.Trials);
        services.AddSingleton(provider => new TrialChoice(provider.GetRequiredService<IOptions<SweepSiloOptions>>().Value.TraceShare));
        services.AddSingleton<SweepCatalog>();
        services.AddSingleton(provider => new SiloTrainers(
            provider.GetServices<NamedTrainer>(), provider.GetRequiredService<IOptions<SweepSiloOptions>>().Value.Trainers));
        services.AddSingleton<LeaseTracker>();
        services.AddSingleton<ClusterSize>();
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<SweepSiloOptions>>().Value;
            return ActivatorUtilities.CreateInstance<SiloResources>(provider, store.CurveEncoding, options.FirstSecondsPerCost, options.OwnerPatience);
        });
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<TrialWriter>(
            provider, () => provider.GetRequiredService<RunningTrials>().IsEmpty));
        services.AddSingleton<CheckpointSaver>();
        services.AddSingleton<CheckpointReader>();
        services.AddSingleton<DataTables>();
        services.AddSingleton<SweepRunners>();
        services.AddSingleton<SiloWork>();
        services.AddHostedService(provider => provider.GetRequiredService<SiloWork>());
        AddNotifications(services);
        return builder;
    }

    private static void AddNotifications(IServiceCollection services)
    {
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<SweepSiloOptions>>().Value.Notifications);
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<SweepSiloOptions>>().Value;
            return new WebhookSender(new ReceiverPolicy(options.Notifications.AllowedHosts, options.Notifications.AllowsLoopback), options.Trainers.Secrets);
        });
        services.AddSingleton<NotificationComposer>();
        services.AddSingleton<NotificationDispatcher>();
        services.AddSingleton<StallLook>();
        services.AddSingleton(provider =>
        {
            var service = ActivatorUtilities.CreateInstance<NotificationService>(provider);
            if (provider.GetRequiredService<IOptions<SweepSiloOptions>>().Value.TakesAnySweep)
                service.Begin();
            return service;
        });
        services.AddHostedService(provider => provider.GetRequiredService<NotificationService>());
    }
}
