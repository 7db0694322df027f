using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Sweep.Core.Training.Kernels;

/// <summary>The pass on AVX-512 registers: three phases over chunks whose intermediate numbers stay in the first-level cache.</summary>
internal static unsafe class Kernel512
{
    public static bool IsSupported => Vector512.IsHardwareAccelerated && Avx512F.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pass<TRange>(PassState* state, bool tuned)
        where TRange : struct, IArgumentRange
    {
        var data = state->Data;
        for (var left = state->Blocks; left > 0; left -= state->ChunkBlocks)
        {
            var blocks = Math.Min(left, state->ChunkBlocks);
            if (tuned)
            {
                FourUnits512.Forward<TRange>(state, data, blocks);
                OutputLayer512.Run<TRange>(state, data, state->Buffer + FourUnits512.ArgumentAt, FourUnits512.Stride, blocks);
                FourUnits512.Backward(state, data, blocks);
            }
            else
            {
                AnyUnits512.Forward<TRange>(state, data, blocks);
                var arguments = state->Buffer + state->Hidden * state->ChunkBlocks * PassState.Lanes;
                OutputLayer512.Run<TRange>(state, data, arguments, PassState.Lanes, blocks);
                AnyUnits512.Backward(state, data, blocks);
            }
            state->Splits += (blocks + PassState.BlocksPerSplit - 1) / PassState.BlocksPerSplit;
            data += blocks * (long)PassState.BlockLength;
        }
    }
}
