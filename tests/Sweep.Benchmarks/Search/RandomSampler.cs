using System.Collections.Immutable;
using Sweep.Core.Samplers.Adaptive;
using Sweep.Core.Spaces;

namespace Sweep.Benchmarks.Search;

/// <summary>The points with which every adaptive sampler begins, and nothing after them.</summary>
internal sealed class RandomSampler(ImmutableArray<Parameter> parameters, ulong seed) : IAdaptiveSampler
{
    private readonly SearchAxis[] _axes = [.. parameters.Select(parameter => new SearchAxis(parameter))];

    public long SeenBelow(long point, int lag) => 0;

    public ImmutableArray<ParameterValue> Propose(long point, SearchHistory history) =>
        [.. _axes.Zip(StartUp.Random(_axes, seed, point), (axis, coordinate) => axis.Value(coordinate))];
}
