using System.Runtime.CompilerServices;

namespace Sweep.Core.Trainers.Perceptron.Kernels;

/// <summary>The arithmetic one number at a time: the definition that the vector kernels repeat, and the kernel of last resort.</summary>
internal static unsafe class ScalarKernel
{
    private const int Lanes = PassState.Lanes;

    private static ReadOnlySpan<long> Powers =>
        [Logistic.T0, Logistic.T1, Logistic.T2, Logistic.T3, Logistic.T4, Logistic.T5, Logistic.T6, Logistic.T7];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pass<TFeatures>(PassState* state, ArgumentRange range)
        where TFeatures : struct, IFeatureCount
    {
        var stride = TFeatures.IsTwo ? PassState.BlockLength : state->FeatureStride;
        var hidden = state->Hidden;
        var clamped = range == ArgumentRange.Clamped;
        var laneSums = state->LaneSums;
        for (var block = 0; block < state->Blocks; block += 2)
        {
            for (var lane = 0; lane < Lanes; lane++)
            {
                var first = state->Data + block * (long)stride + lane;
                var second = first + stride;
                var label1 = state->Labels + block * (long)TFeatures.LabelStride + lane;
                var label2 = label1 + TFeatures.LabelStride;
                var h1 = state->Buffer;
                var h2 = h1 + hidden;
                var z1 = HiddenLayer<TFeatures>(state, first, h1, range);
                var z2 = HiddenLayer<TFeatures>(state, second, h2, range);
                OutputLayer(z1, z2, clamped, out var p1, out var p2);
                var q1 = TrueProbability(label1, p1);
                var q2 = TrueProbability(label2, p2);
                state->Products[lane] *= q1 * q2;
                state->PredictedSigns[lane] += p1 >= 0.5 ? label1[0] : 0;
                state->PredictedSigns[lane] += p2 >= 0.5 ? label2[0] : 0;
                Accumulate<TFeatures>(first, h1, Error(label1, p1), laneSums + lane, state);
                Accumulate<TFeatures>(second, h2, Error(label2, p2), laneSums + lane, state);
            }
            SplitProducts(state);
        }
    }

    /// <summary>Splits the powers of two off the products, exactly.</summary>
    private static void SplitProducts(PassState* state)
    {
        for (var lane = 0; lane < Lanes; lane++)
        {
            var bits = BitConverter.DoubleToInt64Bits(state->Products[lane]);
            state->Exponents[lane] += bits >> 52;
            state->Products[lane] = BitConverter.Int64BitsToDouble((bits & PassState.MantissaBits) | PassState.OneBits);
        }
        state->Splits++;
    }

    /// <summary>Writes the hidden outputs of one sample and returns the folded argument of the output unit.</summary>
    private static double HiddenLayer<TFeatures>(PassState* state, double* sample, double* outputs, ArgumentRange range)
        where TFeatures : struct, IFeatureCount
    {
        var hidden = state->Hidden;
        var features = TFeatures.IsTwo ? 2 : state->Features;
        var weights = state->Folded;
        for (var j = 0; j < hidden; j += 2)
        {
            HiddenUnit(Argument<TFeatures>(weights + j, hidden, sample, features), range, out var n1, out var d1);
            if (j + 1 == hidden)
            {
                outputs[j] = n1 / d1;
            }
            else
            {
                HiddenUnit(Argument<TFeatures>(weights + j + 1, hidden, sample, features), range, out var n2, out var d2);
                var inverse = 1 / (d1 * d2);
                outputs[j] = HiddenOutput(n1 * d2 * inverse, d1, range);
                outputs[j + 1] = HiddenOutput(n2 * d1 * inverse, d2, range);
            }
        }
        var output = weights + (features + 1) * hidden;
        var z = output[0] * outputs[0];
        for (var j = 1; j < hidden; j++)
            z = Math.FusedMultiplyAdd(output[j], outputs[j], z);
        return z;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Argument<TFeatures>(double* weights, int hidden, double* sample, int features)
        where TFeatures : struct, IFeatureCount
    {
        if (TFeatures.IsTwo)
            return Math.FusedMultiplyAdd(sample[0], weights[0], Math.FusedMultiplyAdd(sample[Lanes], weights[hidden], weights[2 * hidden]));
        var z = weights[features * hidden];
        for (var feature = features - 1; feature >= 0; feature--)
            z = Math.FusedMultiplyAdd(sample[feature * Lanes], weights[feature * hidden], z);
        return z;
    }

    private static void HiddenUnit(double z, ArgumentRange range, out double n, out double d)
    {
        if (range != ArgumentRange.Plain)
        {
            n = 1;
            d = Denominator(z, range == ArgumentRange.Clamped);
            return;
        }
        var t = Split(z, clamped: false, out var r);
        var even = Math.FusedMultiplyAdd(r, r, Logistic.E0);
        var odd = Math.FusedMultiplyAdd(even, Logistic.O1, Logistic.O0);
        n = Math.FusedMultiplyAdd(-r, odd, even);
        d = Math.FusedMultiplyAdd(t, Math.FusedMultiplyAdd(r, odd, even), n);
    }

    private static double HiddenOutput(double product, double d, ArgumentRange range) =>
        range == ArgumentRange.Plain ? product : Refine(product, d);

    private static void OutputLayer(double z1, double z2, bool clamped, out double p1, out double p2)
    {
        var d1 = Denominator(z1, clamped);
        var d2 = Denominator(z2, clamped);
        var inverse = 1 / (d1 * d2);
        p1 = Refine(inverse * d2, d1);
        p2 = Refine(inverse * d1, d2);
    }

    private static double Denominator(double z, bool clamped)
    {
        var t = Split(z, clamped, out var r);
        var power = Math.FusedMultiplyAdd(r, Logistic.P7, Logistic.P6);
        power = Math.FusedMultiplyAdd(power, r, Logistic.P5);
        power = Math.FusedMultiplyAdd(power, r, Logistic.P4);
        power = Math.FusedMultiplyAdd(power, r, Logistic.P3);
        power = Math.FusedMultiplyAdd(power, r, Logistic.P2);
        power = Math.FusedMultiplyAdd(power, r, Logistic.P1);
        power = Math.FusedMultiplyAdd(power, r, 1);
        return Math.FusedMultiplyAdd(t, power, 1);
    }

    /// <summary>One Newton step makes the shared reciprocal the correctly rounded one.</summary>
    private static double Refine(double reciprocal, double d) =>
        Math.FusedMultiplyAdd(Math.FusedMultiplyAdd(-d, reciprocal, 1), reciprocal, reciprocal);

    private static double Split(double z, bool clamped, out double r)
    {
        if (clamped)
            z = Math.Min(Math.Max(z, -Logistic.Limit), Logistic.Limit);
        var shifted = z + Logistic.Magic;
        r = z - (shifted - Logistic.Magic);
        var k = BitConverter.DoubleToInt64Bits(shifted);
        return BitConverter.Int64BitsToDouble(Powers[(int)k & 7] + (k << Logistic.ExponentShift));
    }

    private static double TrueProbability(double* label, double p)
    {
        var held = Math.Min(Math.Max(p, Logistic.SmallestProbability), Logistic.LargestProbability);
        return Math.FusedMultiplyAdd(label[0], held, label[PassState.ComplementAt]);
    }

    /// <summary>p − y, rounded once however near p is to y; 0 in the padding.</summary>
    private static double Error(double* label, double p) =>
        Math.FusedMultiplyAdd(label[0], label[0] * p, label[PassState.ComplementAt] - 1);

    private static void Accumulate<TFeatures>(double* sample, double* outputs, double error, double* sums, PassState* state)
        where TFeatures : struct, IFeatureCount
    {
        var hidden = state->Hidden;
        var length = TFeatures.IsTwo ? 2 * Lanes : state->Features * Lanes;
        double x1 = sample[0], x2 = TFeatures.IsTwo ? sample[Lanes] : 0;
        for (var j = 0; j < hidden; j++, sums += length + 2 * Lanes)
        {
            var d = error * outputs[j];
            var g = Math.FusedMultiplyAdd(-d, outputs[j], d);
            if (TFeatures.IsTwo)
            {
                sums[0] = Math.FusedMultiplyAdd(g, x1, sums[0]);
                sums[Lanes] = Math.FusedMultiplyAdd(g, x2, sums[Lanes]);
            }
            else
            {
                for (var i = 0; i < length; i += Lanes)
                    sums[i] = Math.FusedMultiplyAdd(g, sample[i], sums[i]);
            }
            sums[length] += g;
            sums[length + Lanes] += d;
        }
    }
}
