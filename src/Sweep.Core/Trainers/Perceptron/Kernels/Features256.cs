using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Sweep.Core.Trainers.Perceptron.Kernels;

/// <summary>
/// The pass for any number of features and hidden units: the phases of <see cref="Kernel256"/>, of which the first and the third are each a product
/// of matrices and a walk along rows. The buffer holds one row of blocks for each unit, then the row of output arguments or errors.
/// </summary>
internal static unsafe class Features256
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pass<TRange>(PassState* state)
        where TRange : struct, IArgumentRange
    {
        var data = state->Data;
        var labels = state->Labels;
        var arguments = state->Buffer + state->Hidden * state->ChunkBlocks * PassState.Lanes;
        for (var left = state->Blocks; left > 0; left -= state->ChunkBlocks)
        {
            var blocks = Math.Min(left, state->ChunkBlocks);
            for (var lane = 0; lane < PassState.Lanes; lane += PassState.Lanes / 2)
            {
                FeatureSums256.Arguments(state, data + lane, lane, blocks);
                Activate<TRange>(state, lane, blocks);
                OutputLayer256.Run<TRange, AnyFeatures>(state, labels, arguments, PassState.Lanes, lane, blocks);
                Errors(state, lane, blocks);
                FeatureSums256.Gradient(state, data + lane, lane, blocks);
            }
            state->Splits += (blocks + PassState.BlocksPerSplit - 1) / PassState.BlocksPerSplit;
            data += blocks * (long)state->FeatureStride;
            labels += blocks * (long)state->LabelStride;
        }
    }

    /// <summary>Replaces the hidden arguments by the hidden outputs, and sums the output arguments.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Activate<TRange>(PassState* state, int lane, int blocks)
        where TRange : struct, IArgumentRange
    {
        var hidden = state->Hidden;
        var row = state->ChunkBlocks * PassState.Lanes;
        var length = blocks * PassState.Lanes;
        var z = state->Buffer + hidden * row + lane;
        var output = state->Folded + (state->Features + 1) * hidden;
        for (var j = 0; j < hidden; j += 2)
        {
            var h = state->Buffer + j * row + lane;
            if (j + 1 == hidden)
                One<TRange>(output[j], h, z, length, isFirst: j == 0);
            else
                Pair<TRange>(output + j, h, h + row, z, length, isFirst: j == 0);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pair<TRange>(double* output, double* h1, double* h2, double* z, int length, bool isFirst)
        where TRange : struct, IArgumentRange
    {
        var w1 = Vector256.Create(output[0]);
        var w2 = Vector256.Create(output[1]);
        for (var i = 0; i < length; i += PassState.Lanes)
        {
            var n1 = Logistic256.HiddenUnit<TRange>(Vector256.LoadAligned(h1 + i), out var d1);
            var n2 = Logistic256.HiddenUnit<TRange>(Vector256.LoadAligned(h2 + i), out var d2);
            var inverse = Vector256<double>.One / (d1 * d2);
            var first = Logistic256.HiddenOutput<TRange>(n1 * d2 * inverse, d1);
            var second = Logistic256.HiddenOutput<TRange>(n2 * d1 * inverse, d2);
            first.StoreAligned(h1 + i);
            second.StoreAligned(h2 + i);
            var sum = isFirst ? w1 * first : Fma.MultiplyAdd(w1, first, Vector256.LoadAligned(z + i));
            Fma.MultiplyAdd(w2, second, sum).StoreAligned(z + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One<TRange>(double weight, double* h, double* z, int length, bool isFirst)
        where TRange : struct, IArgumentRange
    {
        var output = Vector256.Create(weight);
        for (var i = 0; i < length; i += PassState.Lanes)
        {
            var n = Logistic256.HiddenUnit<TRange>(Vector256.LoadAligned(h + i), out var d);
            var value = n / d;
            value.StoreAligned(h + i);
            var sum = isFirst ? output * value : Fma.MultiplyAdd(output, value, Vector256.LoadAligned(z + i));
            sum.StoreAligned(z + i);
        }
    }

    /// <summary>Replaces the hidden outputs by the errors of the hidden arguments, and adds the chunk's part to the sums of biases and outputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Errors(PassState* state, int lane, int blocks)
    {
        var row = state->ChunkBlocks * PassState.Lanes;
        var length = blocks * PassState.Lanes;
        var errors = state->Buffer + state->Hidden * row + lane;
        for (var j = 0; j < state->Hidden; j++)
        {
            var h = state->Buffer + j * row + lane;
            var sums = state->LaneSums + (j * (state->Features + 2) + state->Features) * PassState.Lanes + lane;
            var c = Vector256.LoadAligned(sums);
            var o = Vector256.LoadAligned(sums + PassState.Lanes);
            for (var i = 0; i < length; i += PassState.Lanes)
            {
                var output = Vector256.LoadAligned(h + i);
                var d = Vector256.LoadAligned(errors + i) * output;
                var g = Fma.MultiplyAddNegated(d, output, d);
                g.StoreAligned(h + i);
                c += g;
                o += d;
            }
            c.StoreAligned(sums);
            o.StoreAligned(sums + PassState.Lanes);
        }
    }
}
