namespace Sweep.Core.Training.Kernels;

/// <summary>What the passes of every instruction set begin and end with.</summary>
internal static unsafe class LaneSums
{
    public static void Clear(PassState* state)
    {
        new Span<double>(state->LaneSums, state->Hidden * 4 * PassState.Lanes).Clear();
        new Span<double>(state->Products, PassState.Lanes).Fill(1);
        new Span<long>(state->Exponents, PassState.Lanes).Clear();
        new Span<double>(state->PredictedSigns, PassState.Lanes).Clear();
        state->Splits = 0;
    }

    /// <summary>Adds the eight lanes of every sum in the one fixed order.</summary>
    public static void Reduce(PassState* state)
    {
        var lanes = state->LaneSums;
        for (var j = 0; j < state->Hidden; j++)
        {
            for (var row = 0; row < 4; row++, lanes += PassState.Lanes)
                state->Sums[row * state->Hidden + j] = Reduce(lanes);
        }
        state->PredictedSign = Reduce(state->PredictedSigns);
        state->Exponent = -PassState.Lanes * PassState.ExponentBias * state->Splits;
        for (var lane = 0; lane < PassState.Lanes; lane++)
            state->Exponent += state->Exponents[lane];
    }

    private static double Reduce(double* lanes) =>
        ((lanes[0] + lanes[4]) + (lanes[1] + lanes[5])) + ((lanes[2] + lanes[6]) + (lanes[3] + lanes[7]));
}
