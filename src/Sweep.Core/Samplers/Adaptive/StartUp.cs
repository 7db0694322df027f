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
        var random = NumbersOf(seed, point);
        return Draw(axes, ref random);
    }

    /// <summary>The numbers of the point by which <see cref="Draw"/> chooses.</summary>
    public static KeyedRandom NumbersOf(ulong seed, long point) => new(seed, point, Streams.StartUp);

    /// <summary>Coordinates chosen evenly, by the next numbers.</summary>
    public static double[] Draw(SearchAxis[] axes, ref KeyedRandom random)
    {
        var coordinates = new double[axes.Length];
        for (var axis = 0; axis < axes.Length; axis++)
            coordinates[axis] = axes[axis].Uniform(random.NextDouble());
        return coordinates;
    }
}
