using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Sweep.Core.Specs;
using Sweep.Storage;
using Sweep.Storage.Sweeps;

namespace Sweep.Grains.Silos;

/// <summary>The silo's sweeps by id, read once: a spec never changes after it was accepted.</summary>
public sealed class SweepCatalog(ISweepRegister sweeps)
{
    private readonly ConcurrentDictionary<Guid, Task<SearchSpace>> _spaces = new();
    private readonly ConcurrentDictionary<Guid, string> _traces = new();

    /// <summary>The span of the sweep's submission, once its space was read; null where there is none.</summary>
    public string? TraceParentOf(Guid id) => _traces.GetValueOrDefault(id);

    /// <summary>The sweep's search space.</summary>
    /// <exception cref="KeyNotFoundException">The store has no such sweep.</exception>
    public Task<SearchSpace> GetAsync(Guid id) => TryFind(id, out var space) ? space : _spaces[id] = ReadAsync(id);

    /// <summary>The search space of a sweep that was read already.</summary>
    public Task<SearchSpace> KeepAsync(SweepRecord sweep)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        return TryFind(sweep.Id, out var space) ? space : _spaces[sweep.Id] = Task.FromResult(SpaceOf(sweep));
    }

    private bool TryFind(Guid id, [NotNullWhen(true)] out Task<SearchSpace>? space) => _spaces.TryGetValue(id, out space) && !space.IsFaulted;

    private async Task<SearchSpace> ReadAsync(Guid id) => SpaceOf(
        await sweeps.FindSweepAsync(id, CancellationToken.None) ?? throw new KeyNotFoundException($"sweep {id:d} is not in {sweeps.Description}"));

    private SearchSpace SpaceOf(SweepRecord sweep)
    {
        if (sweep.TraceParent is { } trace)
            _traces[sweep.Id] = trace;
        return sweep.Space;
    }
}
