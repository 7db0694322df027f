namespace Sweep.Core.Samplers.Adaptive.Cma;

/// <summary>Eigenvalues and eigenvectors by Jacobi's rotations in a fixed order of rows, so that order, signs and bits are those of every machine.</summary>
internal static class JacobiEigen
{
    private const int MostSweeps = 60;

    /// <summary>Decomposes a symmetric matrix A = B·diag(values)·Bᵀ.</summary>
    /// <param name="matrix">n × n; it is not changed.</param>
    /// <returns>The eigenvalues, in no order, and B: the eigenvectors as columns, in the same order.</returns>
    public static (double[] Values, double[,] Vectors) Of(double[,] matrix)
    {
        var n = matrix.GetLength(0);
        var a = (double[,])matrix.Clone();
        var b = new double[n, n];
        for (var i = 0; i < n; i++)
            b[i, i] = 1;
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            var turned = false;
            for (var p = 0; p < n - 1; p++)
            {
                for (var q = p + 1; q < n; q++)
                    turned |= Rotate(a, b, p, q);
            }

            if (!turned)
                break;
        }

        var values = new double[n];
        for (var i = 0; i < n; i++)
            values[i] = a[i, i];
        return (values, b);
    }

    /// <summary>
    /// Turns rows and columns p and q so that their common element is zero (Golub and Van Loan, §8.5.2); false where it is beside the diagonal already.
    /// </summary>
    private static bool Rotate(double[,] a, double[,] b, int p, int q)
    {
        var n = a.GetLength(0);
        var apq = a[p, q];
        if (Math.Abs(apq) <= 1e-17 * Math.Sqrt(Math.Abs(a[p, p]) * Math.Abs(a[q, q])) || Math.Abs(apq) < 1e-300)
            return false;
        var tau = (a[q, q] - a[p, p]) / (2 * apq);
        var t = (tau >= 0 ? 1 : -1) / (Math.Abs(tau) + Math.Sqrt(1 + tau * tau));
        var c = 1 / Math.Sqrt(1 + t * t);
        var s = t * c;
        for (var k = 0; k < n; k++)
            (a[k, p], a[k, q]) = (c * a[k, p] - s * a[k, q], s * a[k, p] + c * a[k, q]);
        for (var k = 0; k < n; k++)
            (a[p, k], a[q, k]) = (c * a[p, k] - s * a[q, k], s * a[p, k] + c * a[q, k]);
        a[p, q] = a[q, p] = 0;
        for (var k = 0; k < n; k++)
            (b[k, p], b[k, q]) = (c * b[k, p] - s * b[k, q], s * b[k, p] + c * b[k, q]);
        return true;
    }
}
