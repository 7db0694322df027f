using Microsoft.Extensions.Logging;
using Sweep.Core.Curves;
using Sweep.Core.Scheduling.Runners;
using Sweep.Core.Trainers;
using Sweep.Grains.Telemetry;
using Sweep.Storage;
using Sweep.Storage.Faults;

namespace Sweep.Grains.Trials;

/// <summary>Reads from where a run goes on.</summary>
public sealed class CheckpointReader(ITrialStore store, ILogger<CheckpointReader> logger)
{
    /// <summary>The run's stored state; its beginning, where there is none or it cannot be used, which deletes it.</summary>
    internal async Task<TrialStart> ReadAsync(Guid sweep, LeasedRun run, ITrainer trainer, TrainingOrder order)
    {
        var number = run.Longest.Number;
        try
        {
            var stored = await store.ReadCheckpointAsync(sweep, number, CancellationToken.None);
            if (stored is null)
                return TrialStart.Afresh;
            // Whether it fits the order is found out here, before a slot has it.
            var checkpoint = trainer.Restore(order, stored.State, stored.Curve.Select(segment => CurveSegment.FromBytes(segment)));

            // It may be beyond a trial whose result was lost on its way to the store: once that is made up for it is of use again.
            return checkpoint is null || (!order.Stops.IsEmpty && checkpoint.Step > order.Stops[0])
                ? TrialStart.Afresh
                : new TrialStart(checkpoint, stored.TrainSeconds, checkpoint.Points);
        }
        catch (Exception unusable) when (unusable is FormatException or ArgumentException or StoreException { IsDamage: true })
        {
            logger.CheckpointUnusable(unusable, sweep, number);
            await store.DiscardCheckpointAsync(sweep, number, CancellationToken.None);
            return TrialStart.Afresh;
        }
    }
}
