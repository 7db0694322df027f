using System.Globalization;

namespace Sweep.Benchmarks.Scale;

/// <summary>What silo processes that have nothing to do take, all of them together.</summary>
/// <param name="Silos">How many they are.</param>
/// <param name="SiloCores">CPU of the silos, in cores.</param>
/// <param name="DatabaseCores">CPU of their database, in cores.</param>
/// <param name="Transactions">What they ask of it a second.</param>
internal sealed record IdleFigures(int Silos, double SiloCores, double DatabaseCores, double Transactions)
{
    public double Cores => SiloCores + DatabaseCores;

    public string Text => string.Create(
        CultureInfo.InvariantCulture,
        $"{Silos} idle silo processes: {SiloCores:P2} of a core, PostgreSQL {DatabaseCores:P2}, together {Cores:P2}; {Transactions:F1} transactions/s");
}
