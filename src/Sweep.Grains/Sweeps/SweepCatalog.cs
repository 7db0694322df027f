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

    private async Task<SearchSpace> ReadAsync(Guid id)
    {
        var sweep = await store.FindSweepAsync(id, CancellationToken.None)
            ?? throw new KeyNotFoundException($"sweep {id:d} is not in {store.Description}");
        if (sweep.TraceParent is { } trace)
            _traces[id] = trace;
        return new SearchSpace(CanonicalSpec.FromJson(sweep.CanonicalSpec));
    }
}
