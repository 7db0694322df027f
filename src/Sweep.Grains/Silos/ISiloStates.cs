using Sweep.Core.Scheduling;

namespace Sweep.Grains.Silos;

/// <summary>Tells live silos from dead ones.</summary>
public interface ISiloStates
{
    /// <summary>What became of this silo.</summary>
    SiloFate FateOf(SiloKey silo);

    /// <summary>How many silos of this one's cluster live, itself counted.</summary>
    int Count { get; }
}
