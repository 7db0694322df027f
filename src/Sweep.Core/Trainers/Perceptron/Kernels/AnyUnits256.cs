using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Sweep.Core.Trainers.Perceptron.Kernels;

/// <summary>
/// First and third phase of a chunk for any number of hidden units, two at a time over all blocks of the chunk. The buffer holds one
/// row of blocks for each unit, then the row of output arguments or errors.
/// </summary>
internal static unsafe class AnyUnits256
{
    /// <summary>Hidden outputs and output arguments of <paramref name="blocks"/> blocks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<TRange>(PassState* state, double* data, int lane, int blocks)
        where TRange : struct, IArgumentRange
    {
        var hidden = state->Hidden;
        var row = state->ChunkBlocks * PassState.Lanes;
        var length = blocks * PassState.Lanes;
        var z = state->Buffer + hidden * row + lane;
        data += lane;
        for (var j = 0; j < hidden; j += 2)
        {
            var w = state->Folded + j;
            var h = state->Buffer + j * row + lane;
            if (j + 1 == hidden)
                One<TRange>(w, hidden, data, h, z, length, isFirst: j == 0);
            else
                Pair<TRange>(w, hidden, data, h, h + row, z, length, isFirst: j == 0);
        }
    }

    /// <summary>Adds the chunk's part of the gradient to the sums by lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(PassState* state, double* data, int lane, int blocks)
    {
        var hidden = state->Hidden;
        var row = state->ChunkBlocks * PassState.Lanes;
        var length = blocks * PassState.Lanes;
        var errors = state->Buffer + hidden * row + lane;
        data += lane;
        for (var j = 0; j < hidden; j++)
        {
            var h = state->Buffer + j * row + lane;
            var sums = state->LaneSums + j * 4 * PassState.Lanes + lane;
            var a = Vector256.LoadAligned(sums);
            var b = Vector256.LoadAligned(sums + 8);
            var c = Vector256.LoadAligned(sums + 16);
            var o = Vector256.LoadAligned(sums + 24);
            var x = data;
            for (var i = 0; i < length; i += PassState.Lanes, x += PassState.BlockLength)
            {
                var output = Vector256.LoadAligned(h + i);
                var d = Vector256.LoadAligned(errors + i) * output;
                var g = Fma.MultiplyAddNegated(d, output, d);
                a = Fma.MultiplyAdd(g, Vector256.LoadAligned(x), a);
                b = Fma.MultiplyAdd(g, Vector256.LoadAligned(x + PassState.Lanes), b);
                c += g;
                o += d;
            }
            a.StoreAligned(sums);
            b.StoreAligned(sums + 8);
            c.StoreAligned(sums + 16);
            o.StoreAligned(sums + 24);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pair<TRange>(double* w, int hidden, double* data, double* h1, double* h2, double* z, int length, bool isFirst)
        where TRange : struct, IArgumentRange
    {
        var w1 = Vector256.Create(w[3 * hidden]);
        var w2 = Vector256.Create(w[3 * hidden + 1]);
        for (var i = 0; i < length; i += PassState.Lanes, data += PassState.BlockLength)
        {
            var x1 = Vector256.LoadAligned(data);
            var x2 = Vector256.LoadAligned(data + PassState.Lanes);
            var n1 = Unit<TRange>(x1, x2, w, hidden, out var d1);
            var n2 = Unit<TRange>(x1, x2, w + 1, hidden, out var d2);
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
    private static void One<TRange>(double* w, int hidden, double* data, double* h, double* z, int length, bool isFirst)
        where TRange : struct, IArgumentRange
    {
        var output = Vector256.Create(w[3 * hidden]);
        for (var i = 0; i < length; i += PassState.Lanes, data += PassState.BlockLength)
        {
            var n = Unit<TRange>(Vector256.LoadAligned(data), Vector256.LoadAligned(data + PassState.Lanes), w, hidden, out var d);
            var value = n / d;
            value.StoreAligned(h + i);
            var sum = isFirst ? output * value : Fma.MultiplyAdd(output, value, Vector256.LoadAligned(z + i));
            sum.StoreAligned(z + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Unit<TRange>(
        Vector256<double> x1, Vector256<double> x2, double* w, int hidden, out Vector256<double> d)
        where TRange : struct, IArgumentRange
    {
        var z = Fma.MultiplyAdd(x2, Vector256.Create(w[hidden]), Vector256.Create(w[2 * hidden]));
        z = Fma.MultiplyAdd(x1, Vector256.Create(w[0]), z);
        return Logistic256.HiddenUnit<TRange>(z, out d);
    }
}
