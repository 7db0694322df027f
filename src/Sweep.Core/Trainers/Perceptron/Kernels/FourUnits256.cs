using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Sweep.Core.Trainers.Perceptron.Kernels;

/// <summary>First and third phase of a chunk for four hidden units, the exercise's number.</summary>
internal static unsafe class FourUnits256
{
    /// <summary>Doubles of one block in the buffer: four hidden outputs, and the output argument or error.</summary>
    public const int Stride = 5 * PassState.Lanes;

    /// <summary>Where a block's output argument begins.</summary>
    public const int ArgumentAt = 4 * PassState.Lanes;

    /// <summary>Hidden outputs and output arguments of <paramref name="blocks"/> blocks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<TRange>(PassState* state, double* data, int lane, int blocks)
        where TRange : struct, IArgumentRange
    {
        var w = state->Folded;
        var buffer = state->Buffer + lane;
        data += lane;
        for (var end = data + blocks * (long)PassState.BlockLength; data != end; data += PassState.BlockLength)
        {
            var x1 = Vector256.LoadAligned(data);
            var x2 = Vector256.LoadAligned(data + PassState.Lanes);
            var n1 = Unit<TRange>(x1, x2, w, out var d1);
            var n2 = Unit<TRange>(x1, x2, w + 1, out var d2);
            var n3 = Unit<TRange>(x1, x2, w + 2, out var d3);
            var n4 = Unit<TRange>(x1, x2, w + 3, out var d4);
            var inverse12 = Vector256<double>.One / (d1 * d2);
            var inverse34 = Vector256<double>.One / (d3 * d4);
            var h1 = Logistic256.HiddenOutput<TRange>(n1 * d2 * inverse12, d1);
            var h2 = Logistic256.HiddenOutput<TRange>(n2 * d1 * inverse12, d2);
            var h3 = Logistic256.HiddenOutput<TRange>(n3 * d4 * inverse34, d3);
            var h4 = Logistic256.HiddenOutput<TRange>(n4 * d3 * inverse34, d4);
            h1.StoreAligned(buffer);
            h2.StoreAligned(buffer + PassState.Lanes);
            h3.StoreAligned(buffer + 2 * PassState.Lanes);
            h4.StoreAligned(buffer + 3 * PassState.Lanes);
            var z = Vector256.Create(w[12]) * h1;
            z = Fma.MultiplyAdd(Vector256.Create(w[13]), h2, z);
            z = Fma.MultiplyAdd(Vector256.Create(w[14]), h3, z);
            z = Fma.MultiplyAdd(Vector256.Create(w[15]), h4, z);
            z.StoreAligned(buffer + ArgumentAt);
            buffer += Stride;
        }
    }

    /// <summary>Adds the chunk's part of the gradient to the sums by lane, two units at a time: sixteen sums leave no registers.</summary>
    public static void Backward(PassState* state, double* data, int lane, int blocks)
    {
        data += lane;
        TwoUnits(state->LaneSums + lane, data, state->Buffer + lane, 0, blocks);
        TwoUnits(state->LaneSums + 8 * PassState.Lanes + lane, data, state->Buffer + lane, 2 * PassState.Lanes, blocks);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TwoUnits(double* sums, double* data, double* buffer, int outputAt, int blocks)
    {
        var a1 = Vector256.LoadAligned(sums);
        var b1 = Vector256.LoadAligned(sums + 8);
        var c1 = Vector256.LoadAligned(sums + 16);
        var o1 = Vector256.LoadAligned(sums + 24);
        var a2 = Vector256.LoadAligned(sums + 32);
        var b2 = Vector256.LoadAligned(sums + 40);
        var c2 = Vector256.LoadAligned(sums + 48);
        var o2 = Vector256.LoadAligned(sums + 56);
        for (var end = data + blocks * (long)PassState.BlockLength; data != end; data += PassState.BlockLength)
        {
            var x1 = Vector256.LoadAligned(data);
            var x2 = Vector256.LoadAligned(data + PassState.Lanes);
            var error = Vector256.LoadAligned(buffer + ArgumentAt);
            Add(error, Vector256.LoadAligned(buffer + outputAt), x1, x2, ref a1, ref b1, ref c1, ref o1);
            Add(error, Vector256.LoadAligned(buffer + outputAt + PassState.Lanes), x1, x2, ref a2, ref b2, ref c2, ref o2);
            buffer += Stride;
        }
        a1.StoreAligned(sums);
        b1.StoreAligned(sums + 8);
        c1.StoreAligned(sums + 16);
        o1.StoreAligned(sums + 24);
        a2.StoreAligned(sums + 32);
        b2.StoreAligned(sums + 40);
        c2.StoreAligned(sums + 48);
        o2.StoreAligned(sums + 56);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Unit<TRange>(Vector256<double> x1, Vector256<double> x2, double* w, out Vector256<double> d)
        where TRange : struct, IArgumentRange
    {
        var z = Fma.MultiplyAdd(x2, Vector256.Create(w[4]), Vector256.Create(w[8]));
        z = Fma.MultiplyAdd(x1, Vector256.Create(w[0]), z);
        return Logistic256.HiddenUnit<TRange>(z, out d);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(
        Vector256<double> error,
        Vector256<double> h,
        Vector256<double> x1,
        Vector256<double> x2,
        ref Vector256<double> a,
        ref Vector256<double> b,
        ref Vector256<double> c,
        ref Vector256<double> o)
    {
        var d = error * h;
        var g = Fma.MultiplyAddNegated(d, h, d);
        a = Fma.MultiplyAdd(g, x1, a);
        b = Fma.MultiplyAdd(g, x2, b);
        c += g;
        o += d;
    }
}
