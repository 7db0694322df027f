using Sweep.Core.Arithmetic;
using Sweep.Core.Data;

namespace Sweep.Core.Probe;

/// <summary>Tables that need scaling, those of Golden/tables.py.</summary>
internal static class ProbeTables
{
    /// <summary>Feature f spreads over 2f + 2 around f; the second of three or more has one value.</summary>
    public static DataTable Of(int features, int rows, uint seed)
    {
        var random = new RandomState(seed);
        var values = new double[rows * features];
        var labels = new bool[rows];
        var point = new double[features];
        for (var row = 0; row < rows; row++)
        {
            for (var feature = 0; feature < features; feature++)
            {
                point[feature] = random.Uniform(-1, 1);
                values[row * features + feature] = features >= 3 && feature == 1 ? 5.1 : point[feature] * (1.0 + feature) + feature;
            }

            labels[row] = point[0] * point[0] + point[^1] < 0.3;
        }

        return new DataTable([.. Enumerable.Range(0, features).Select(feature => $"x{feature}")], values, labels);
    }
}
