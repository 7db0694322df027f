using Sweep.Core.Arithmetic;

namespace Sweep.Core.Samplers.Adaptive.Gp;

/// <summary>The factor L of a symmetric positive definite matrix K = L·Lᵀ, made row by row, so that a matrix that grows keeps what it has.</summary>
internal sealed class Cholesky
{
    private readonly List<double[]> _rows = [];

    public int Count => _rows.Count;

    /// <summary>Σ ln Lᵢᵢ = ½ ln det K.</summary>
    public double HalfLogDeterminant
    {
        get
        {
            var sum = 0.0;
            for (var i = 0; i < Count; i++)
                sum += DeterministicMath.Log(_rows[i][i]);
            return sum;
        }
    }

    /// <summary>Adds a row of K, up to its diagonal; the array becomes that of L. A pivot that rounding left at or below zero becomes 10⁻¹².</summary>
    public void Add(double[] row)
    {
        for (var j = 0; j < Count; j++)
            row[j] = (row[j] - LaneMath.Dot(row.AsSpan(0, j), _rows[j].AsSpan(0, j))) / _rows[j][j];
        row[Count] = Math.Sqrt(Math.Max(row[Count] - LaneMath.Dot(row.AsSpan(0, Count), row.AsSpan(0, Count)), 1e-12));
        _rows.Add(row);
    }

    /// <summary>Puts L⁻¹·b in the place of b.</summary>
    public void Forward(Span<double> b)
    {
        for (var i = 0; i < Count; i++)
            b[i] = (b[i] - LaneMath.Dot(_rows[i].AsSpan(0, i), b[..i])) / _rows[i][i];
    }

    /// <summary>Puts L⁻ᵀ·b in the place of b.</summary>
    public void Backward(Span<double> b)
    {
        for (var i = Count - 1; i >= 0; i--)
        {
            b[i] /= _rows[i][i];
            LaneMath.AddScaled(b, _rows[i].AsSpan(0, i), -b[i]);
        }
    }

    /// <summary>L⁻ᵀ, of which row i is zero up to i.</summary>
    public double[][] InverseTransposed()
    {
        var inverse = new double[Count][];
        for (var i = 0; i < Count; i++)
        {
            var row = inverse[i] = new double[Count];
            row[i] = 1 / _rows[i][i];
            for (var k = i + 1; k < Count; k++)
                row[k] = -LaneMath.Dot(_rows[k].AsSpan(i, k - i), row.AsSpan(i, k - i)) / _rows[k][k];
        }

        return inverse;
    }
}
