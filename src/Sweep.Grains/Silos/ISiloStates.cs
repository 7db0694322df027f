namespace Sweep.Grains.Silos;

/// <summary>Tells live silos from dead ones.</summary>
public interface ISiloStates
{
    /// <summary>What became of the silo of this incarnation (<see cref="SiloIdentity.Incarnation"/>).</summary>
    SiloFate FateOf(string incarnation);
}
