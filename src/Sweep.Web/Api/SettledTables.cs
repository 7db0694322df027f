using System.Collections.Concurrent;
using Sweep.Core.Sweeps;
using Sweep.Service;
using Sweep.Service.Results;
using Sweep.Service.Views;
using Sweep.Storage.Sweeps;

namespace Sweep.Web.Api;

/// <summary>Convergence tables of sweeps whose rows stay as they are: each is made once for a version, whoever asks.</summary>
internal sealed class SettledTables(ISweepService sweeps)
{
    private const int Most = 200;

    private readonly ConcurrentDictionary<(Guid Sweep, string Version, TopQuery Query), SweepTop> _known = new();

    /// <param name="sweep">The sweep.</param>
    /// <param name="version">Its version, as <see cref="SweepVersions"/> gives it.</param>
    /// <param name="query">What is asked.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<SweepTop> ReadAsync(SweepRecord sweep, string version, TopQuery query, CancellationToken cancellation)
    {
        if (_known.TryGetValue((sweep.Id, version, query), out var known))
            return known;
        var top = await sweeps.TopAsync(sweep, query, cancellation);
        if (!sweep.State.IsSettled())
            return top;
        if (_known.Count >= Most)
            _known.Clear();
        return _known[(sweep.Id, version, query)] = top;
    }
}
