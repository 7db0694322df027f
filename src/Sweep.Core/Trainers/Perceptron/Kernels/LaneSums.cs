using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sweep.Core.Trainers.Perceptron.Kernels;

/// <summary>What the passes of every instruction set begin and end with.</summary>
internal static unsafe class LaneSums
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Clear(PassState* state)
    {
        new Span<double>(state->LaneSums, state->Hidden * (state->Features + 2) * PassState.Lanes).Clear();
        new Span<double>(state->Products, PassState.Lanes).Fill(1);
        new Span<long>(state->Exponents, PassState.Lanes).Clear();
        new Span<double>(state->PredictedSigns, PassState.Lanes).Clear();
        state->Splits = 0;
    }

    /// <summary>Adds the eight lanes of every sum in the one fixed order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Reduce(PassState* state)
    {
        if (state->Features == 2)
            ReduceTwo(state);
        else
            ReduceAny(state);
        state->PredictedSign = Reduce(state->PredictedSigns);
        var e = state->Exponents;
        state->Exponent = e[0] + e[1] + e[2] + e[3] + e[4] + e[5] + e[6] + e[7]
            - PassState.Lanes * PassState.ExponentBias * state->Splits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ReduceTwo(PassState* state)
    {
        var hidden = state->Hidden;
        var lanes = state->LaneSums;
        var sums = state->Sums;
        for (var j = 0; j < hidden; j++, lanes += 4 * PassState.Lanes)
        {
            sums[j] = Reduce(lanes);
            sums[hidden + j] = Reduce(lanes + PassState.Lanes);
            sums[2 * hidden + j] = Reduce(lanes + 2 * PassState.Lanes);
            sums[3 * hidden + j] = Reduce(lanes + 3 * PassState.Lanes);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ReduceAny(PassState* state)
    {
        var hidden = state->Hidden;
        var lanes = state->LaneSums;
        var weights = (state->Features + 2) * hidden;
        for (var j = 0; j < hidden; j++)
        {
            for (var i = j; i < weights; i += hidden, lanes += PassState.Lanes)
                state->Sums[i] = Reduce(lanes);
        }
    }

    // ((0+4)+(1+5)) + ((2+6)+(3+7)), two additions side by side.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Reduce(double* lanes)
    {
        var low = Vector128.LoadAligned(lanes) + Vector128.LoadAligned(lanes + 4);
        var high = Vector128.LoadAligned(lanes + 2) + Vector128.LoadAligned(lanes + 6);
        return (low[0] + low[1]) + (high[0] + high[1]);
    }
}
