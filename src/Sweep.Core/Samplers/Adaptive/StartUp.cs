using Sweep.Core.Arithmetic;

namespace Sweep.Core.Samplers.Adaptive;

/// <summary>What samplers of every kind do alike.</summary>
internal static class StartUp
{
    /// <summary>Finished points, failed ones not counted, before a sampler that learns from them begins; those until then are random.</summary>
    public const int Points = 10;

    /// <summary>Coordinates chosen evenly, by the numbers of the point.</summary>
    public static double[] Random(SearchAxis[] axes, ulong seed, long point)
    {
        var random = new KeyedRandom(seed, point, Streams.StartUp);
        var coordinates = new double[axes.Length];
        for (var axis = 0; axis < axes.Length; axis++)
            coordinates[axis] = axes[axis].Uniform(random.NextDouble());
        return coordinates;
    }
}
