using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Sweep.Core.Arithmetic;

namespace Sweep.Core.Samplers.Adaptive.Tpe;

/// <summary>ln Σ w·eˣ without overflow, in an order that no processor changes.</summary>
internal static class LogSum
{
    /// <summary>A term this far below the greatest is left out: ten thousand of them change no bit.</summary>
    public const double Negligible = -46;

    /// <param name="exponents">A multiple of four of them.</param>
    /// <param name="weights">At least as many; not negative.</param>
    public static double Of(ReadOnlySpan<double> exponents, ReadOnlySpan<double> weights)
    {
        var x = MemoryMarshal.Cast<double, Vector256<double>>(exponents);
        var w = MemoryMarshal.Cast<double, Vector256<double>>(weights);
        var greatest = x[0];
        for (var k = 1; k < x.Length; k++)
            greatest = Vector256.Max(greatest, x[k]);
        var top = Math.Max(Math.Max(greatest[0], greatest[1]), Math.Max(greatest[2], greatest[3]));
        if (double.IsNegativeInfinity(top))
            return top;
        var (sum, shift, floor) = (Vector256<double>.Zero, Vector256.Create(top), Vector256.Create(Negligible));
        for (var k = 0; k < x.Length; k++)
        {
            var below = x[k] - shift;
            var counts = Vector256.GreaterThan(below, floor);
            // Most kernels are far away from a point: their lanes would all add nothing.
            if (counts.AsInt64() == Vector256<long>.Zero)
                continue;
            sum = Vector256.FusedMultiplyAdd(LaneMath.Exp(Vector256.Max(below, floor)) & counts, w[k], sum);
        }

        return DeterministicMath.Log(LaneMath.Sum(sum)) + top;
    }
}
