using Sweep.Core.Scheduling;

namespace Sweep.Grains.Silos;

/// <summary>Tells live silos from dead ones.</summary>
public interface ISiloStates
{
    /// <summary>What became of this silo.</summary>
    SiloFate FateOf(SiloKey silo);
}
