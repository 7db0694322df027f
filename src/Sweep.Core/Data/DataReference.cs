namespace Sweep.Core.Data;

/// <summary>What a spec keeps of a data set that it names: the numbers by their hash, and how many they are.</summary>
/// <param name="Hash"><see cref="DataTable.Hash"/>.</param>
/// <param name="Rows">At least 1.</param>
/// <param name="Features">1 to <see cref="DataTable.MostFeatures"/>.</param>
public sealed record DataReference(string Hash, int Rows, int Features)
{
    /// <summary>Bytes of the table in memory.</summary>
    public long Bytes => (long)Rows * (Features * sizeof(double) + sizeof(bool));
}
