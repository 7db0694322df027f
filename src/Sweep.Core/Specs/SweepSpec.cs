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
    int? MaxConcurrent = null);
