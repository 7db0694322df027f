using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Sweep.Core.Trainers.Perceptron.Kernels;

/// <summary>Second phase of a chunk: output unit, errors, product of probabilities, predicted signs.</summary>
internal static unsafe class OutputLayer256
{
    /// <summary>Replaces the output arguments at <paramref name="z"/>, <paramref name="stride"/> doubles apart, by the errors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TRange, TFeatures>(PassState* state, double* labels, double* z, int stride, int lane, int blocks)
        where TRange : struct, IArgumentRange
        where TFeatures : struct, IFeatureCount
    {
        var product = Vector256.LoadAligned(state->Products + lane);
        var exponents = Vector256.LoadAligned(state->Exponents + lane);
        var predicted = Vector256.LoadAligned(state->PredictedSigns + lane);
        labels += lane;
        z += lane;
        for (var done = 0; done < blocks;)
        {
            for (var end = Math.Min(blocks, done + PassState.BlocksPerSplit); done < end; done += 2)
            {
                var d1 = Logistic256.Denominator<TRange>(Vector256.LoadAligned(z));
                var d2 = Logistic256.Denominator<TRange>(Vector256.LoadAligned(z + stride));
                var inverse = Vector256<double>.One / (d1 * d2);
                var p1 = Logistic256.Refine(inverse * d2, d1);
                var p2 = Logistic256.Refine(inverse * d1, d2);
                var q1 = TrueProbability(labels, p1);
                var q2 = TrueProbability(labels + TFeatures.LabelStride, p2);
                var s1 = Vector256.LoadAligned(labels);
                var s2 = Vector256.LoadAligned(labels + TFeatures.LabelStride);
                Error(labels, p1).StoreAligned(z);
                Error(labels + TFeatures.LabelStride, p2).StoreAligned(z + stride);
                product *= q1 * q2;
                var half = Vector256.Create(0.5);
                predicted = Vector256.ConditionalSelect(Vector256.GreaterThanOrEqual(p1, half), predicted + s1, predicted);
                predicted = Vector256.ConditionalSelect(Vector256.GreaterThanOrEqual(p2, half), predicted + s2, predicted);
                z += 2 * stride;
                labels += 2 * TFeatures.LabelStride;
            }
            exponents += Vector256.ShiftRightLogical(product.AsInt64(), 52);
            product = ((product.AsInt64() & Vector256.Create(PassState.MantissaBits)) | Vector256.Create(PassState.OneBits)).AsDouble();
        }
        product.StoreAligned(state->Products + lane);
        exponents.StoreAligned(state->Exponents + lane);
        predicted.StoreAligned(state->PredictedSigns + lane);
    }

    /// <summary>p − y, rounded once however near p is to y; 0 in the padding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Error(double* labels, Vector256<double> p)
    {
        var sign = Vector256.LoadAligned(labels);
        return Fma.MultiplyAdd(sign, sign * p, Vector256.LoadAligned(labels + PassState.ComplementAt) - Vector256<double>.One);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> TrueProbability(double* labels, Vector256<double> p)
    {
        var held = Avx.Min(
            Avx.Max(p, Vector256.Create(Logistic.SmallestProbability)), Vector256.Create(Logistic.LargestProbability));
        return Fma.MultiplyAdd(
            Vector256.LoadAligned(labels), held, Vector256.LoadAligned(labels + PassState.ComplementAt));
    }
}
