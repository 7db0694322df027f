using System.Collections.Concurrent;
using Sweep.Core.Specs;
using Sweep.Grains.Storage;

namespace Sweep.Grains.Sweeps;

/// <summary>The silo's sweeps by id, read once: a spec never changes after it was accepted.</summary>
public sealed class SweepCatalog(ISweepStore store)
{
    private readonly ConcurrentDictionary<Guid, Task<SearchSpace>> _spaces = new();
    private readonly ConcurrentDictionary<Guid, string> _traces = new();

    /// <summary>The span of the sweep's submission, once its space was read; null where there is none.</summary>
    public string? TraceParentOf(Guid id) => _traces.GetValueOrDefault(id);

    /// <summary>The sweep's search space.</summary>
    /// <exception cref="KeyNotFoundException">The store has no such sweep.</exception>
    public Task<SearchSpace> GetAsync(Guid id)
    {
        if (_spaces.TryGetValue(id, out var space) && !space.IsFaulted)
            return space;
        space = ReadAsync(id);
        _spaces[id] = space;
        return space;
    }

    /// <summary>The search space of a sweep that was read already.</summary>
    public Task<SearchSpace> KeepAsync(SweepRecord sweep)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        return _spaces.TryGetValue(sweep.Id, out var space) && !space.IsFaulted ? space : _spaces[sweep.Id] = Task.FromResult(SpaceOf(sweep));
    }

    private async Task<SearchSpace> ReadAsync(Guid id) => SpaceOf(
        await store.FindSweepAsync(id, CancellationToken.None) ?? throw new KeyNotFoundException($"sweep {id:d} is not in {store.Description}"));

    private SearchSpace SpaceOf(SweepRecord sweep)
    {
        if (sweep.TraceParent is { } trace)
            _traces[sweep.Id] = trace;
        return new SearchSpace(CanonicalSpec.FromJson(sweep.CanonicalSpec));
    }
}
