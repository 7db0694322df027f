using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Sweep.Core.Trainers.Perceptron.Kernels;

/// <summary>The pass on AVX-512 registers: three phases over chunks whose intermediate numbers stay in the first-level cache.</summary>
internal static unsafe class Kernel512
{
    public static bool IsSupported => Vector512.IsHardwareAccelerated && Avx512F.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pass<TRange>(PassState* state, KernelShape shape)
        where TRange : struct, IArgumentRange
    {
        if (shape == KernelShape.AnyFeatures)
            Features512.Pass<TRange>(state);
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
            if (tuned)
            {
                FourUnits512.Forward<TRange>(state, data, blocks);
                OutputLayer512.Run<TRange, TwoFeatures>(
                    state, data + PassState.LabelsAt, state->Buffer + FourUnits512.ArgumentAt, FourUnits512.Stride, blocks);
                FourUnits512.Backward(state, data, blocks);
            }
            else
            {
                AnyUnits512.Forward<TRange>(state, data, blocks);
                var arguments = state->Buffer + state->Hidden * state->ChunkBlocks * PassState.Lanes;
                OutputLayer512.Run<TRange, TwoFeatures>(state, data + PassState.LabelsAt, arguments, PassState.Lanes, blocks);
                AnyUnits512.Backward(state, data, blocks);
            }
            state->Splits += (blocks + PassState.BlocksPerSplit - 1) / PassState.BlocksPerSplit;
            data += blocks * (long)PassState.BlockLength;
        }
    }
}
