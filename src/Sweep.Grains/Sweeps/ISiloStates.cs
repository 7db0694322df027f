namespace Sweep.Grains.Sweeps;

/// <summary>Tells live silos from dead ones.</summary>
public interface ISiloStates
{
    /// <summary>What became of the silo of this incarnation (<see cref="Trials.SiloIdentity.Incarnation"/>).</summary>
    SiloFate FateOf(string incarnation);
}
