using System.Collections.Immutable;

namespace Sweep.Core.Specs;

/// <summary>A spec that passed every check; what it leaves out has its default.</summary>
/// <param name="Name">One line of printable characters.</param>
/// <param name="Parameters">The dimensions in order of enumeration (the last varies fastest); every parameter is here, once.</param>
/// <param name="Replicates">How often each point is trained with other seeds.</param>
/// <param name="DataSeed">Data seed of replicate 0.</param>
/// <param name="InitSeed">Seed of the first weights of replicate 0.</param>
/// <param name="TargetLoss">Mean log loss that counts as learnt.</param>
/// <param name="RecordEvery">Iterations between recorded points.</param>
/// <param name="Weight">Share of the cluster among running sweeps.</param>
/// <param name="MaxConcurrent">Most trials at once; null for no limit.</param>
public sealed record SweepSpec(
    string Name,
    ImmutableArray<Parameter> Parameters,
    long Replicates = 1,
    uint DataSeed = 0,
    uint InitSeed = 1241,
    double TargetLoss = 0.2,
    int RecordEvery = 1,
    double Weight = 1,
    int? MaxConcurrent = null)
{
    /// <summary>Equal where every member and every value of every parameter is.</summary>
    public bool Equals(SweepSpec? other) =>
        other is not null
        && string.Equals(Name, other.Name, StringComparison.Ordinal)
        && Parameters.AsSpan().SequenceEqual(other.Parameters.AsSpan())
        && (Replicates, DataSeed, InitSeed) == (other.Replicates, other.DataSeed, other.InitSeed)
        && TargetLoss.Equals(other.TargetLoss)
        && RecordEvery == other.RecordEvery
        && Weight.Equals(other.Weight)
        && MaxConcurrent == other.MaxConcurrent;

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(Name, StringComparer.Ordinal);
        foreach (var parameter in Parameters)
            hash.Add(parameter);
        hash.Add((Replicates, DataSeed, InitSeed, TargetLoss, RecordEvery, Weight, MaxConcurrent));
        return hash.ToHashCode();
    }
}
