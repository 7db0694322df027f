using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Sweep.Core.Trainers.Perceptron.Kernels;

/// <summary>The pass on AVX2 registers: the phases of <see cref="Kernel512"/>, for lanes 0 to 3 and again for lanes 4 to 7.</summary>
internal static unsafe class Kernel256
{
    public static bool IsSupported => Vector256.IsHardwareAccelerated && Avx2.IsSupported && Fma.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pass<TRange>(PassState* state, KernelShape shape)
        where TRange : struct, IArgumentRange
    {
        if (shape == KernelShape.AnyFeatures)
            Features256.Pass<TRange>(state);
        else
            PassTwo<TRange>(state, tuned: shape == KernelShape.FourUnits);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PassTwo<TRange>(PassState* state, bool tuned)
        where TRange : struct, IArgumentRange
    {
        var data = state->Data;
        for (var left = state->Blocks; left > 0; left -= state->ChunkBlocks)
        {
            var blocks = Math.Min(left, state->ChunkBlocks);
            for (var lane = 0; lane < PassState.Lanes; lane += PassState.Lanes / 2)
            {
                if (tuned)
                {
                    FourUnits256.Forward<TRange>(state, data, lane, blocks);
                    OutputLayer256.Run<TRange, TwoFeatures>(
                        state, data + PassState.LabelsAt, state->Buffer + FourUnits256.ArgumentAt, FourUnits256.Stride, lane, blocks);
                    FourUnits256.Backward(state, data, lane, blocks);
                }
                else
                {
                    AnyUnits256.Forward<TRange>(state, data, lane, blocks);
                    var arguments = state->Buffer + state->Hidden * state->ChunkBlocks * PassState.Lanes;
                    OutputLayer256.Run<TRange, TwoFeatures>(state, data + PassState.LabelsAt, arguments, PassState.Lanes, lane, blocks);
                    AnyUnits256.Backward(state, data, lane, blocks);
                }
            }
            state->Splits += (blocks + PassState.BlocksPerSplit - 1) / PassState.BlocksPerSplit;
            data += blocks * (long)PassState.BlockLength;
        }
    }
}
