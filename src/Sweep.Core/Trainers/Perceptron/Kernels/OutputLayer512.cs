using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Sweep.Core.Trainers.Perceptron.Kernels;

/// <summary>Second phase of a chunk: output unit, errors, product of probabilities, predicted signs.</summary>
internal static unsafe class OutputLayer512
{
    /// <summary>Replaces the output arguments at <paramref name="z"/>, <paramref name="stride"/> doubles apart, by the errors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TRange, TFeatures>(PassState* state, double* labels, double* z, int stride, int blocks)
        where TRange : struct, IArgumentRange
        where TFeatures : struct, IFeatureCount
    {
        var product = Vector512.LoadAligned(state->Products);
        var exponents = Vector512.LoadAligned(state->Exponents);
        var predicted = Vector512.LoadAligned(state->PredictedSigns);
        for (var done = 0; done < blocks;)
        {
            for (var end = Math.Min(blocks, done + PassState.BlocksPerSplit); done < end; done += 2)
            {
                var d1 = Logistic512.Denominator<TRange>(Vector512.LoadAligned(z));
                var d2 = Logistic512.Denominator<TRange>(Vector512.LoadAligned(z + stride));
                var inverse = Vector512<double>.One / (d1 * d2);
                var p1 = Logistic512.Refine(inverse * d2, d1);
                var p2 = Logistic512.Refine(inverse * d1, d2);
                var q1 = TrueProbability(labels, p1);
                var q2 = TrueProbability(labels + TFeatures.LabelStride, p2);
                var s1 = Vector512.LoadAligned(labels);
                var s2 = Vector512.LoadAligned(labels + TFeatures.LabelStride);
                Error(labels, p1).StoreAligned(z);
                Error(labels + TFeatures.LabelStride, p2).StoreAligned(z + stride);
                product *= q1 * q2;
                var half = Vector512.Create(0.5);
                predicted = Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(p1, half), predicted + s1, predicted);
                predicted = Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(p2, half), predicted + s2, predicted);
                z += 2 * stride;
                labels += 2 * TFeatures.LabelStride;
            }
            exponents += Vector512.ShiftRightLogical(product.AsInt64(), 52);
            product = ((product.AsInt64() & Vector512.Create(PassState.MantissaBits)) | Vector512.Create(PassState.OneBits)).AsDouble();
        }
        product.StoreAligned(state->Products);
        exponents.StoreAligned(state->Exponents);
        predicted.StoreAligned(state->PredictedSigns);
    }

    /// <summary>p − y, rounded once however near p is to y; 0 in the padding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Error(double* labels, Vector512<double> p)
    {
        var sign = Vector512.LoadAligned(labels);
        return Avx512F.FusedMultiplyAdd(sign, sign * p, Vector512.LoadAligned(labels + PassState.ComplementAt) - Vector512<double>.One);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> TrueProbability(double* labels, Vector512<double> p)
    {
        var held = Avx512F.Min(
            Avx512F.Max(p, Vector512.Create(Logistic.SmallestProbability)), Vector512.Create(Logistic.LargestProbability));
        return Avx512F.FusedMultiplyAdd(
            Vector512.LoadAligned(labels), held, Vector512.LoadAligned(labels + PassState.ComplementAt));
    }
}
