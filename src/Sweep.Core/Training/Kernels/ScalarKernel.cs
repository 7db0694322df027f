using System.Runtime.CompilerServices;

namespace Sweep.Core.Training.Kernels;

/// <summary>The arithmetic one number at a time: the definition that the vector kernels repeat, and the kernel of last resort.</summary>
internal static unsafe class ScalarKernel
{
    private const int Lanes = PassState.Lanes;

    private static ReadOnlySpan<long> Powers =>
        [Logistic.T0, Logistic.T1, Logistic.T2, Logistic.T3, Logistic.T4, Logistic.T5, Logistic.T6, Logistic.T7];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pass(PassState* state, ArgumentRange range)
    {
        var hidden = state->Hidden;
        var clamped = range == ArgumentRange.Clamped;
        var laneSums = state->LaneSums;
        for (var block = 0; block < state->Blocks; block += 2)
        {
            for (var lane = 0; lane < Lanes; lane++)
            {
                var first = state->Data + block * (long)PassState.BlockLength + lane;
                var second = first + PassState.BlockLength;
                var h1 = state->Buffer;
                var h2 = h1 + hidden;
                var z1 = HiddenLayer(state, first, h1, range);
                var z2 = HiddenLayer(state, second, h2, range);
                OutputLayer(z1, z2, clamped, out var p1, out var p2);
                var q1 = TrueProbability(first, p1);
                var q2 = TrueProbability(second, p2);
                state->Products[lane] *= q1 * q2;
                state->PredictedSigns[lane] += p1 >= 0.5 ? first[PassState.SignAt] : 0;
                state->PredictedSigns[lane] += p2 >= 0.5 ? second[PassState.SignAt] : 0;
                Accumulate(first, h1, Error(first, p1), laneSums + lane, hidden);
                Accumulate(second, h2, Error(second, p2), laneSums + lane, hidden);
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
    private static double HiddenLayer(PassState* state, double* sample, double* outputs, ArgumentRange range)
    {
        var hidden = state->Hidden;
        var weights = state->Folded;
        double x1 = sample[0], x2 = sample[Lanes], z = 0;
        for (var j = 0; j < hidden; j += 2)
        {
            HiddenUnit(weights + j, hidden, x1, x2, range, out var n1, out var d1);
            if (j + 1 == hidden)
            {
                outputs[j] = n1 / d1;
            }
            else
            {
                HiddenUnit(weights + j + 1, hidden, x1, x2, range, out var n2, out var d2);
                var inverse = 1 / (d1 * d2);
                outputs[j] = HiddenOutput(n1 * d2 * inverse, d1, range);
                outputs[j + 1] = HiddenOutput(n2 * d1 * inverse, d2, range);
            }
        }
        var output = weights + 3 * hidden;
        z = output[0] * outputs[0];
        for (var j = 1; j < hidden; j++)
            z = Math.FusedMultiplyAdd(output[j], outputs[j], z);
        return z;
    }

    private static void HiddenUnit(double* weights, int hidden, double x1, double x2, ArgumentRange range, out double n, out double d)
    {
        var z = Math.FusedMultiplyAdd(x1, weights[0], Math.FusedMultiplyAdd(x2, weights[hidden], weights[2 * hidden]));
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

    private static double TrueProbability(double* sample, double p)
    {
        var held = Math.Min(Math.Max(p, Logistic.SmallestProbability), Logistic.LargestProbability);
        return Math.FusedMultiplyAdd(sample[PassState.SignAt], held, sample[PassState.ComplementAt]);
    }

    /// <summary>p − y, rounded once however near p is to y; 0 in the padding.</summary>
    private static double Error(double* sample, double p) =>
        Math.FusedMultiplyAdd(sample[PassState.SignAt], sample[PassState.SignAt] * p, sample[PassState.ComplementAt] - 1);

    private static void Accumulate(double* sample, double* outputs, double error, double* sums, int hidden)
    {
        double x1 = sample[0], x2 = sample[Lanes];
        for (var j = 0; j < hidden; j++, sums += 4 * Lanes)
        {
            var d = error * outputs[j];
            var g = Math.FusedMultiplyAdd(-d, outputs[j], d);
            sums[0] = Math.FusedMultiplyAdd(g, x1, sums[0]);
            sums[Lanes] = Math.FusedMultiplyAdd(g, x2, sums[Lanes]);
            sums[2 * Lanes] += g;
            sums[3 * Lanes] += d;
        }
    }
}
