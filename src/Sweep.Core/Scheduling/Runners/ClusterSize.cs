using System.Collections.Concurrent;

namespace Sweep.Core.Scheduling.Runners;

/// <summary>How many silos work on the sweeps of this one, as their owners tell. Safe for use by several threads at once.</summary>
public sealed class ClusterSize
{
    private readonly ConcurrentDictionary<Guid, int> _silos = new();

    /// <summary>Of the sweep that most silos work on.</summary>
    public ClusterPace Pace => ClusterPace.Of(_silos.Values.Append(1).Max());

    /// <summary>Of one sweep.</summary>
    public ClusterPace PaceOf(Guid sweep) => ClusterPace.Of(_silos.GetValueOrDefault(sweep, 1));

    /// <summary>So many work on a sweep.</summary>
    public void Note(Guid sweep, int silos) => _silos[sweep] = silos;

    /// <summary>This silo does not work on it any more.</summary>
    public void Forget(Guid sweep) => _silos.TryRemove(sweep, out _);
}
