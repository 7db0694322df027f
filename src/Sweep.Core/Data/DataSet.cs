using Sweep.Core.Arithmetic;
using Sweep.Core.Patterns;

namespace Sweep.Core.Data;

/// <summary>Labelled points of the square [-1, 1)².</summary>
public sealed class DataSet
{
    private DataSet(double[] x1, double[] x2, bool[] labels)
    {
        X1 = x1;
        X2 = x2;
        Labels = labels;
    }

    /// <summary>First coordinate of each sample.</summary>
    public double[] X1 { get; }

    /// <summary>Second coordinate of each sample.</summary>
    public double[] X2 { get; }

    /// <summary>True where the sample lies in the pattern's region.</summary>
    public bool[] Labels { get; }

    public int Samples => X1.Length;

    /// <summary>Draws the points row by row (x₁, then x₂) from <see cref="RandomState"/> and labels them.</summary>
    /// <param name="samples">Number of points, at least 1.</param>
    public static DataSet Create(Pattern pattern, int samples, uint dataSeed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        var random = new RandomState(dataSeed);
        var x1 = new double[samples];
        var x2 = new double[samples];
        var labels = new bool[samples];
        for (var i = 0; i < samples; i++)
        {
            x1[i] = random.Uniform(-1, 1);
            x2[i] = random.Uniform(-1, 1);
            labels[i] = PatternLabels.Contains(pattern, x1[i], x2[i]);
        }
        return new DataSet(x1, x2, labels);
    }
}
