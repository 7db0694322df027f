using System.Collections.Concurrent;
using Sweep.Grains.Compute;
using Sweep.Grains.Contracts;

namespace Sweep.Grains.Trials;

/// <summary>The trials on this silo that are in training or wait for a slot.</summary>
public sealed class RunningTrials
{
    private readonly ConcurrentDictionary<(Guid Sweep, long Number), TrialExecution> _executions = new();

    private readonly ConcurrentDictionary<Guid, WorkGate> _gates = new();
    private readonly ConcurrentDictionary<Guid, RungStops> _rungs = new();

    public bool IsEmpty => _executions.IsEmpty;

    /// <summary>Those of one sweep that are in training now.</summary>
    public IReadOnlyList<TrialProgress> Of(Guid sweep) =>
        _executions.Where(e => e.Key.Sweep == sweep).Select(e => e.Value.Progress).OfType<TrialProgress>().OrderBy(p => p.Number).ToArray();

    /// <summary>Numbers of one sweep, in training or waiting.</summary>
    public IReadOnlyList<long> NumbersOf(Guid sweep) => [.. _executions.Keys.Where(k => k.Sweep == sweep).Select(k => k.Number)];

    /// <summary>True once the trial's present attempt has a checkpoint in the store.</summary>
    public bool IsSaved(Guid sweep, long number) => _executions.TryGetValue((sweep, number), out var execution) && execution.IsSaved;

    /// <summary>What bounds the sweep's trials in training here; null where nothing does.</summary>
    internal WorkGate? GateOf(Guid sweep) => _gates.GetValueOrDefault(sweep);

    /// <summary>Bounds the sweep's trials; null for no bound.</summary>
    internal void Bound(Guid sweep, WorkGate? gate)
    {
        if (gate is null)
            _gates.TryRemove(sweep, out _);
        else
            _gates[sweep] = gate;
    }

    /// <summary>Where the sweep's trials are judged on their way; null where they are not.</summary>
    internal RungStops? RungsOf(Guid sweep) => _rungs.GetValueOrDefault(sweep);

    /// <summary>The sweep's trials are judged on their way; null where they are not any more.</summary>
    internal void Judge(Guid sweep, RungStops? rungs)
    {
        if (rungs is null)
            _rungs.TryRemove(sweep, out _);
        else
            _rungs[sweep] = rungs;
    }

    internal void Add(Guid sweep, long number, TrialExecution execution) => _executions[(sweep, number)] = execution;

    internal void Remove(Guid sweep, long number) => _executions.TryRemove((sweep, number), out _);
}
