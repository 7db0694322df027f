using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sweep.Core.Sweeps;
using Sweep.Grains.Silos;
using Sweep.Grains.Telemetry;
using Sweep.Grains.Trainers;
using Sweep.Storage;

namespace Sweep.Grains.Leasing;

/// <summary>This silo's runners, at most one of a sweep at work.</summary>
public sealed class SweepRunners(
    ISweepRegister sweeps, SweepCatalog catalog, SiloTrainers trainers, IServiceProvider services, ILogger<SweepRunners> logger) : IDisposable
{
    private readonly ConcurrentDictionary<Guid, Task> _runners = new();
    private readonly (CancellationTokenSource Source, CancellationToken Token) _drain = NewDrain();

    /// <summary>Those that have been worked on here.</summary>
    public IEnumerable<Guid> Sweeps => _runners.Keys;

    /// <summary>Is set once runners are to take no more work; may be looked at for ever.</summary>
    public CancellationToken Draining => _drain.Token;

    /// <summary>Whether a runner is at work on the sweep.</summary>
    public bool IsAtWork(Guid sweep) => _runners.TryGetValue(sweep, out var runner) && !runner.IsCompleted;

    /// <summary>Has a runner work on the sweep, once one that is about to leave has left.</summary>
    public void Begin(Guid sweep) =>
        _ = _runners.AddOrUpdate(sweep, id => RunAsync(id), (id, present) => present.IsCompleted ? RunAsync(id) : RunAfterAsync(id, present));

    /// <summary>Has all runners leave, and waits until they have.</summary>
    public async Task DrainAsync(CancellationToken cancellation)
    {
        await _drain.Source.CancelAsync();
        await Task.WhenAll(_runners.Values).WaitAsync(cancellation);
    }

    public void Dispose() => _drain.Source.Dispose();

    private static (CancellationTokenSource Source, CancellationToken Token) NewDrain()
    {
        var source = new CancellationTokenSource();
        return (source, source.Token);
    }

    /// <summary>
    /// A runner that is about to leave, since the sweep had ended, does not know that it was opened again; another one that finds nothing to do leaves at once.
    /// </summary>
    private async Task RunAfterAsync(Guid sweep, Task present)
    {
        await present;
        await RunAsync(sweep);
    }

    private async Task RunAsync(Guid sweep)
    {
        await Task.Yield();
        try
        {
            var space = await catalog.GetAsync(sweep);
            await ActivatorUtilities.CreateInstance<SweepRunner>(services, sweep, space).RunAsync(_drain.Token);
            if (!space.Spec.Trainer.IsPerceptron && await IsOverAsync(sweep))
                trainers.Forget(sweep);
        }
#pragma warning disable CA1031 // One sweep's runner must not end the silo; the sweep is looked for again.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            logger.RunnerEnded(failure, sweep);
        }
    }

    private async Task<bool> IsOverAsync(Guid sweep) =>
        await sweeps.FindSweepAsync(sweep, CancellationToken.None) is null or { State: SweepState.Completed or SweepState.Cancelled };
}
