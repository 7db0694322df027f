using Sweep.Core.Scheduling;
using Sweep.Core.Scheduling.Runners;

namespace Sweep.Benchmarks.Scale;

/// <summary>A silo's way into the store: as <see cref="Grains.Writing.TrialWriter"/> gathers, with waits for commits.</summary>
internal sealed class SimulatedWriter(VirtualTime time, ScaleSettings settings, ScaleCounts counts, SiloResources resources, Func<bool> isIdle)
{
    private const int MostTrials = 2_000;

    private readonly List<(SimulatedRunner Runner, Guid Lease, long Number, MemoryNeed Need)> _waiting = [];
    private TimeSpan _since;
    private bool _isCommitting;
    private bool _isTimed;

    public void Add(SimulatedRunner runner, LeasedRun run)
    {
        if (_waiting.Count == 0)
            _since = time.Now;
        foreach (var trial in run.Trials)
            _waiting.Add((runner, run.Lease, trial.Number, run.NeedOf(run.Handed)));

        // Whether nothing is in training is known once the slot has had its next.
        time.After(settings.Costs.SlotGap * 1.01, Look);
    }

    private void Look()
    {
        if (_isCommitting || _waiting.Count == 0)
            return;
        var left = resources.Cluster.Pace.BatchDelay.TotalSeconds - (time.Now - _since).TotalSeconds;
        if (_waiting.Count < MostTrials && left > 0 && !WorkPacing.ShouldCommit(_waiting.Count, resources.Leases.Open) && !isIdle())
        {
            if (_isTimed)
                return;
            _isTimed = true;
            time.After(Math.Max(left, 0.000_001), () =>
            {
                _isTimed = false;
                Look();
            });
            return;
        }

        Commit([.. _waiting.Take(MostTrials)]);
    }

    private void Commit((SimulatedRunner Runner, Guid Lease, long Number, MemoryNeed Need)[] batch)
    {
        _isCommitting = true;
        _waiting.RemoveRange(0, batch.Length);
        _since = time.Now;
        counts.Commits++;
        var ended = resources.Leases.Settle(batch.Select(trial => trial.Lease));
        time.After(settings.Costs.Commit + (batch.Length - 1) * settings.Costs.CommitTrial, () =>
        {
            var sweeps = batch.GroupBy(trial => trial.Runner.Owner).ToList();
            var unheard = sweeps.Count;
            foreach (var sweep in sweeps)
            {
                long[] numbers = [.. sweep.Select(trial => trial.Number)];
                time.After(settings.Costs.Hop, () => sweep.Key.Committed(numbers, ended, () => time.After(settings.Costs.Hop, () =>
                {
                    if (--unheard == 0)
                        Told(batch, ended);
                })));
            }
        });
    }

    private void Told((SimulatedRunner Runner, Guid Lease, long Number, MemoryNeed Need)[] batch, IReadOnlyList<Guid> ended)
    {
        _isCommitting = false;
        resources.Leases.Forget(ended);
        resources.Memory.Give(batch.Aggregate(default(MemoryNeed), (sum, trial) => sum + trial.Need));
        Look();
    }
}
