using Microsoft.Extensions.Logging;
using Sweep.Core.Training;
using Sweep.Grains.Telemetry;
using Sweep.Storage;

namespace Sweep.Grains.Trials;

/// <summary>Reads from where a trial goes on.</summary>
public sealed class CheckpointReader(ITrialStore store, ILogger<CheckpointReader> logger)
{
    /// <summary>The trial's stored state; its beginning, where there is none or it cannot be used, which deletes it.</summary>
    internal async Task<TrialStart> ReadAsync(Guid sweep, long number, TrainingPlan plan)
    {
        try
        {
            var stored = await store.ReadCheckpointAsync(sweep, number, CancellationToken.None);
            if (stored is null)
                return TrialStart.Afresh;
            var checkpoint = TrainingCheckpoint.FromState(stored.State, stored.Curve.Select(segment => CurveSegment.FromBytes(segment)));
            // Whether it fits the plan is found out here, before a slot has it.
            checkpoint.RequireFit(plan);
            return new TrialStart(checkpoint, stored.TrainSeconds, checkpoint.Points);
        }
        catch (Exception unusable) when (unusable is FormatException or ArgumentException or StoreException { IsDamage: true })
        {
            logger.CheckpointUnusable(unusable, sweep, number);
            await store.DiscardCheckpointAsync(sweep, number, CancellationToken.None);
            return TrialStart.Afresh;
        }
    }
}
