using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Sweep.Core.Trainers.Perceptron.Kernels;

/// <summary>
/// The two products of matrices of a chunk, in tiles of eight sums that stay in registers. Where a tile goes over the edge, its last row or column is
/// computed again: it is stored again with the same bits.
/// </summary>
internal static unsafe class FeatureSums512
{
    /// <summary>Blocks of a tile of <see cref="Arguments"/>.</summary>
    private const int TileBlocks = 4;

    /// <summary>Features that go through all units before the next ones do: those of a tile stay in the first-level cache.</summary>
    private const int PanelFeatures = 64;

    /// <summary>Features of a tile of <see cref="Gradient"/>.</summary>
    private const int TileFeatures = 4;

    /// <summary>Writes the hidden arguments of <paramref name="blocks"/> blocks to the buffer's rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Arguments(PassState* state, double* data, int blocks)
    {
        var hidden = state->Hidden;
        var row = state->ChunkBlocks * PassState.Lanes;
        for (var block = 0; block < blocks; block += TileBlocks)
        {
            var z = state->Buffer + block * PassState.Lanes;
            for (var end = state->Features; end > 0;)
            {
                var start = (end - 1) / PanelFeatures * PanelFeatures;
                for (var j = 0; j < hidden; j += 2)
                {
                    var next = Math.Min(j + 1, hidden - 1);
                    ArgumentTile(state, data, start, end, state->Folded + j, state->Folded + next, z + j * row, z + next * row);
                }
                end = start;
            }
            data += TileBlocks * (long)state->FeatureStride;
        }
    }

    /// <summary>Adds the chunk's part of the features' gradients to the sums by lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gradient(PassState* state, double* data, int blocks)
    {
        var last = state->Features - 1;
        var hidden = state->Hidden;
        var row = state->ChunkBlocks * PassState.Lanes;
        var rows = (state->Features + 2) * PassState.Lanes;
        var errors = state->Buffer;
        var sums = state->LaneSums;
        for (var feature = 0; feature <= last; feature += TileFeatures)
        {
            var second = Math.Min(feature + 1, last) * PassState.Lanes;
            var third = Math.Min(feature + 2, last) * PassState.Lanes;
            var fourth = Math.Min(feature + 3, last) * PassState.Lanes;
            for (var j = 0; j < hidden; j += 2)
            {
                var next = Math.Min(j + 1, hidden - 1);
                GradientTile(
                    state, data, feature * PassState.Lanes, second, third, fourth, errors + j * row, errors + next * row, sums + j * rows,
                    sums + next * rows, blocks);
            }
        }
    }

    /// <param name="start">First feature of the panel; the biases come before the last panel.</param>
    /// <param name="end">The feature after it.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ArgumentTile(PassState* state, double* data, int start, int end, double* w1, double* w2, double* z1, double* z2)
    {
        long stride = state->FeatureStride;
        var hidden = state->Hidden;
        w1 += end * (long)hidden;
        w2 += end * (long)hidden;
        var a1 = Vector512.Create(*w1);
        var a2 = Vector512.Create(*w2);
        var (b1, c1, d1) = (a1, a1, a1);
        var (b2, c2, d2) = (a2, a2, a2);
        if (end < state->Features)
        {
            a1 = Vector512.LoadAligned(z1);
            b1 = Vector512.LoadAligned(z1 + PassState.Lanes);
            c1 = Vector512.LoadAligned(z1 + 2 * PassState.Lanes);
            d1 = Vector512.LoadAligned(z1 + 3 * PassState.Lanes);
            a2 = Vector512.LoadAligned(z2);
            b2 = Vector512.LoadAligned(z2 + PassState.Lanes);
            c2 = Vector512.LoadAligned(z2 + 2 * PassState.Lanes);
            d2 = Vector512.LoadAligned(z2 + 3 * PassState.Lanes);
        }
        var least = data + start * PassState.Lanes;
        for (var x = data + (end - 1) * PassState.Lanes; x >= least; x -= PassState.Lanes)
        {
            w1 -= hidden;
            w2 -= hidden;
            var first = Vector512.Create(*w1);
            var second = Vector512.Create(*w2);
            var a = Vector512.LoadAligned(x);
            var b = Vector512.LoadAligned(x + stride);
            var c = Vector512.LoadAligned(x + 2 * stride);
            var d = Vector512.LoadAligned(x + 3 * stride);
            a1 = Avx512F.FusedMultiplyAdd(a, first, a1);
            b1 = Avx512F.FusedMultiplyAdd(b, first, b1);
            c1 = Avx512F.FusedMultiplyAdd(c, first, c1);
            d1 = Avx512F.FusedMultiplyAdd(d, first, d1);
            a2 = Avx512F.FusedMultiplyAdd(a, second, a2);
            b2 = Avx512F.FusedMultiplyAdd(b, second, b2);
            c2 = Avx512F.FusedMultiplyAdd(c, second, c2);
            d2 = Avx512F.FusedMultiplyAdd(d, second, d2);
        }
        a1.StoreAligned(z1);
        b1.StoreAligned(z1 + PassState.Lanes);
        c1.StoreAligned(z1 + 2 * PassState.Lanes);
        d1.StoreAligned(z1 + 3 * PassState.Lanes);
        a2.StoreAligned(z2);
        b2.StoreAligned(z2 + PassState.Lanes);
        c2.StoreAligned(z2 + 2 * PassState.Lanes);
        d2.StoreAligned(z2 + 3 * PassState.Lanes);
    }

    /// <param name="a">Where the first of the four features lies in a block, and its sums in those of a unit.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void GradientTile(
        PassState* state, double* data, int a, int b, int c, int d, double* errors1, double* errors2, double* sums1, double* sums2, int blocks)
    {
        long stride = state->FeatureStride;
        var a1 = Vector512.LoadAligned(sums1 + a);
        var b1 = Vector512.LoadAligned(sums1 + b);
        var c1 = Vector512.LoadAligned(sums1 + c);
        var d1 = Vector512.LoadAligned(sums1 + d);
        var a2 = Vector512.LoadAligned(sums2 + a);
        var b2 = Vector512.LoadAligned(sums2 + b);
        var c2 = Vector512.LoadAligned(sums2 + c);
        var d2 = Vector512.LoadAligned(sums2 + d);
        for (var i = 0; i < blocks * PassState.Lanes; i += PassState.Lanes, data += stride)
        {
            var g1 = Vector512.LoadAligned(errors1 + i);
            var g2 = Vector512.LoadAligned(errors2 + i);
            var x = Vector512.LoadAligned(data + a);
            a1 = Avx512F.FusedMultiplyAdd(g1, x, a1);
            a2 = Avx512F.FusedMultiplyAdd(g2, x, a2);
            x = Vector512.LoadAligned(data + b);
            b1 = Avx512F.FusedMultiplyAdd(g1, x, b1);
            b2 = Avx512F.FusedMultiplyAdd(g2, x, b2);
            x = Vector512.LoadAligned(data + c);
            c1 = Avx512F.FusedMultiplyAdd(g1, x, c1);
            c2 = Avx512F.FusedMultiplyAdd(g2, x, c2);
            x = Vector512.LoadAligned(data + d);
            d1 = Avx512F.FusedMultiplyAdd(g1, x, d1);
            d2 = Avx512F.FusedMultiplyAdd(g2, x, d2);
        }
        a1.StoreAligned(sums1 + a);
        b1.StoreAligned(sums1 + b);
        c1.StoreAligned(sums1 + c);
        d1.StoreAligned(sums1 + d);
        a2.StoreAligned(sums2 + a);
        b2.StoreAligned(sums2 + b);
        c2.StoreAligned(sums2 + c);
        d2.StoreAligned(sums2 + d);
    }
}
