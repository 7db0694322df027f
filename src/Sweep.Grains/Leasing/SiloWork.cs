using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sweep.Core.Scheduling;
using Sweep.Core.Sweeps;
using Sweep.Core.Trainers;
using Sweep.Grains.Contracts;
using Sweep.Grains.Owning;
using Sweep.Grains.Silos;
using Sweep.Grains.Telemetry;
using Sweep.Grains.Trainers;
using Sweep.Grains.Writing;
using Sweep.Storage;
using Sweep.Storage.Faults;

namespace Sweep.Grains.Leasing;

/// <summary>
/// What this silo works on. Registered after the silo, so that it starts after it. It drains before anything of its host stops: runners stop leasing and
/// training, and the writer commits what is finished; a web server, which stops first, may wait for its callers for long. Ownership is given up last.
/// </summary>
public sealed class SiloWork(
    ISweepRegister sweeps,
    IGrainFactory grains,
    SweepCatalog catalog,
    SiloTrainers trainers,
    SweepRunners runners,
    TrialWriter writer,
    CheckpointSaver checkpoints,
    SiloIdentity silo,
    ISiloStates silos,
    DrainSignal leaving,
    TimeProvider time,
    IOptions<SweepSiloOptions> options,
    IOptions<SweepGrainOptions> ownership,
    ILogger<SiloWork> logger) : BackgroundService, IHostedLifecycleService
{
    // Sweeps whose trials clients ask for: they are owned, and nothing of them is trained.
    private readonly ConcurrentDictionary<Guid, bool> _external = new();
    private readonly TakeUpTimes _times = new(time);

    /// <summary>Takes the sweep up here, waiting for an owner elsewhere that does not renew; begins to work where that succeeds.</summary>
    public async Task<OwnershipReply> TakeUpAsync(Guid sweep, CancellationToken cancellation)
    {
        if (await TrainerAsync(sweep) is { } trainer && trainers.Refusal(trainer) is { } refusal)
            return new OwnershipReply(false, null, null, null, refusal);
        var grain = grains.GetGrain<ISweepGrain>(sweep);
        var reply = await grain.TakeUpAsync();
        if (MayBeDead(reply))
        {
            // Never for longer than an ownership lasts: where a clock was set, the time that the store has may be hours off.
            var wait = reply.OwnerUntil!.Value - time.GetUtcNow();
            var longest = ownership.Value.OwnershipDuration;
            if (wait > TimeSpan.Zero)
                await Task.Delay((wait < longest ? wait : longest) + TimeSpan.FromMilliseconds(100), time, cancellation);
            reply = await grain.TakeUpAsync();
        }

        if (reply is { Acquired: true, State: { } state } && state.IsOpen())
            runners.Begin(sweep);
        return reply;
    }

    /// <summary>What is finished has somebody who takes it once this returns, and so may be drained.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        writer.Start();
        checkpoints.Start();
        return base.StartAsync(cancellationToken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        leaving.Set();
        await runners.DrainAsync(cancellationToken);
        await checkpoints.DrainAsync().WaitAsync(cancellationToken);
        await writer.DrainAsync().WaitAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // Directly before this silo leaves its cluster: until then an owner could come back to it, and would be refused. All at once, for each owner elsewhere
        // may have died, and would be waited for in turn.
        await Task.WhenAll(runners.Sweeps.Concat(_external.Keys).Select(ReleaseAsync)).WaitAsync(cancellationToken);
        await base.StopAsync(cancellationToken);
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.TakesAnySweep)
            return;
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, runners.Draining);
        var running = new RunningSweeps(sweeps, grains.GetGrain<IBoardGrain>(0), silos, time, options.Value);
        while (!leave.IsCancellationRequested)
        {
            try
            {
                await TakeUpAllAsync(await running.AfterAsync(options.Value.LookPeriod, leave.Token));
            }
            catch (OperationCanceledException) when (leave.IsCancellationRequested)
            {
                return;
            }
            catch (StoreException failure)
            {
                logger.LookFailed(failure, options.Value.LookPeriod);
            }
        }
    }

    private async Task TakeUpAllAsync(IReadOnlyList<Guid> running)
    {
        _times.Keep(running);
        foreach (var sweep in running)
        {
            if (runners.Draining.IsCancellationRequested)
                return;
            if (!runners.IsAtWork(sweep) && _times.IsDue(sweep))
                await TryTakeUpAsync(sweep);
        }
    }

    /// <summary>What goes wrong with one sweep keeps nobody from the others, and is tried less and less often where it does not pass.</summary>
    private async Task TryTakeUpAsync(Guid sweep)
    {
        var pause = options.Value.LookPeriod * ClusterPace.Of(silos.Count).Factor;
        try
        {
            var trainer = await TrainerAsync(sweep);
            if (trainer is { IsExternal: false } && trainers.Refusal(trainer) is { } refusal)
            {
                if (_times.Refused(sweep))
                    logger.TrainerMissing(sweep, refusal);
                return;
            }

            var reply = await grains.GetGrain<ISweepGrain>(sweep).TakeUpAsync().WaitAsync(runners.Draining);
            _times.Tried(sweep, pause);
            if (reply is not { Acquired: true, State: SweepState.Running })
                _external.TryRemove(sweep, out _);
            else if (trainer is { IsExternal: true })
                _external[sweep] = true;
            else
                runners.Begin(sweep);
        }
        catch (OperationCanceledException) when (runners.Draining.IsCancellationRequested)
        {
            // Whoever takes it up now is not this silo.
        }
#pragma warning disable CA1031 // A sweep that nobody can take up must not end one silo after the other.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            var isPassing = failure is StoreException { IsTransient: true } || failure.IsNoAnswer();
            logger.TakeUpFailed(failure, sweep, _times.Failed(sweep, pause, isPassing));
        }
    }

    /// <summary>The sweep's trainer; null where nobody can tell.</summary>
    private async Task<TrainerSpec?> TrainerAsync(Guid sweep)
    {
        try
        {
            return (await catalog.GetAsync(sweep)).Spec.Trainer;
        }
        catch (Exception unreadable) when (unreadable is KeyNotFoundException or StoreException)
        {
            // Whoever takes it up is told that it is gone, or what is wrong with it.
            return null;
        }
    }

    private async Task ReleaseAsync(Guid sweep)
    {
        try
        {
            await grains.GetGrain<ISweepGrain>(sweep).ReleaseAsync(silo.Incarnation);
        }
        catch (Exception failure) when (failure is StoreException || failure.IsNoAnswer())
        {
            logger.ReleaseFailed(failure, sweep);
        }
    }

    private static bool MayBeDead(OwnershipReply reply) =>
        reply is { Acquired: false, Refusal: null, Owner: { } owner, OwnerUntil: not null, State: { } state }
        && state.IsOpen()
        && !ProcessIdentity.IsKnownAlive(SiloKey.Parse(owner));
}
