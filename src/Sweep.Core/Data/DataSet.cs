using System.Collections.Immutable;
using Sweep.Core.Arithmetic;
using Sweep.Core.Patterns;

namespace Sweep.Core.Data;

/// <summary>Labelled samples: points of the square [-1, 1)², or rows drawn from a table.</summary>
public sealed class DataSet
{
    private DataSet(ImmutableArray<double[]> columns, bool[] labels, ImmutableArray<double> reach)
    {
        Columns = columns;
        Labels = labels;
        Reach = reach;
    }

    /// <summary>For each feature, that of each sample.</summary>
    public ImmutableArray<double[]> Columns { get; }

    /// <summary>True where the sample lies in the pattern's region, or is labelled 1.</summary>
    public bool[] Labels { get; }

    public int Features => Columns.Length;

    public int Samples => Labels.Length;

    /// <summary>For each feature, what no sample of it exceeds in size.</summary>
    internal ImmutableArray<double> Reach { get; }

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
        return new DataSet([x1, x2], labels, [1, 1]);
    }

    /// <summary>
    /// Draws rows without replacement, those of NumPy's <c>RandomState(dataSeed).permutation(rows)[:samples]</c> in that order, and scales each
    /// feature from the drawn rows alone.
    /// </summary>
    /// <param name="samples">Rows to draw, 1 to the table's.</param>
    /// <exception cref="ArgumentOutOfRangeException">The table has fewer rows.</exception>
    public static DataSet Draw(DataTable table, int samples, uint dataSeed, FeatureScale scale)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (samples < 1 || samples > table.Rows)
            throw new ArgumentOutOfRangeException(nameof(samples), samples, FormattableString.Invariant($"samples: {samples} must be {RowsRule(table)}."));
        var order = new RandomState(dataSeed).Permutation(table.Rows).AsSpan(0, samples);
        var columns = new double[table.Features.Length][];
        for (var feature = 0; feature < columns.Length; feature++)
            columns[feature] = new double[samples];
        var labels = new bool[samples];
        for (var i = 0; i < samples; i++)
        {
            var row = table.Row(order[i]);
            for (var feature = 0; feature < columns.Length; feature++)
                columns[feature][i] = row[feature];
            labels[i] = table.Labels[order[i]];
        }
        foreach (var column in columns)
            FeatureScaling.Apply(scale, column);
        return new DataSet([.. columns], labels, [.. columns.Select(FeatureScaling.Reach)]);
    }

    /// <summary>The first of its samples, as they are.</summary>
    /// <param name="samples">1 to <see cref="Samples"/>.</param>
    public DataSet First(int samples) => new([.. Columns.Select(column => column[..samples])], Labels[..samples], Reach);

    /// <summary>Bytes of the managed heap that a data set takes at its peak.</summary>
    /// <param name="rows">Of the table that it is drawn from; 0 where it is drawn from a pattern.</param>
    public static long BytesOf(int samples, int features, int rows = 0) =>
        samples * ((long)features * sizeof(double) + sizeof(bool)) + rows * (long)sizeof(int);

    /// <summary>What a number of samples must be.</summary>
    internal static string RowsRule(DataTable table) => FormattableString.Invariant(
        $"from 1 to {table.Rows}, the rows of the data set: they are drawn without replacement");
}
