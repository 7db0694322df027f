using Sweep.Core.Scheduling;
using Sweep.Grains.Silos;

namespace Sweep.Grains.Tests.Sweeps;

/// <summary>No silo has died.</summary>
internal sealed class LivingSilos : ISiloStates
{
    public int Count => 1;

    public SiloFate FateOf(SiloKey silo) => SiloFate.Alive;
}
