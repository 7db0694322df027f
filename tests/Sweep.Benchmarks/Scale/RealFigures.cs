using System.Globalization;

namespace Sweep.Benchmarks.Scale;

/// <summary>What silo processes on this machine did.</summary>
/// <param name="Silos">How many they were.</param>
/// <param name="Utilisation">Throughput over the ideal.</param>
/// <param name="TrialsPerSecond">Throughput.</param>
/// <param name="IdleCores">CPU of all of them together without a sweep, in cores.</param>
/// <param name="BusyCores">The same while they trained.</param>
/// <param name="Sessions">What the server had of sessions for them.</param>
internal sealed record RealFigures(int Silos, double Utilisation, double TrialsPerSecond, double IdleCores, double BusyCores, long Sessions)
{
    public string Text => string.Create(
        CultureInfo.InvariantCulture,
        $"{Silos} silo processes: {Utilisation:F4} of the ideal, {TrialsPerSecond:F1} trials/s; {IdleCores:P1} of a core idle, {BusyCores:P1} at work; {Sessions} sessions");
}
