namespace Sweep.Core.Training.Kernels;

/// <summary>Adds the eight lanes of every sum in the one fixed order.</summary>
internal static unsafe class LaneSums
{
    public static void Reduce(PassState* state)
    {
        var lanes = state->LaneSums;
        for (var j = 0; j < state->Hidden; j++)
        {
            for (var row = 0; row < 4; row++, lanes += PassState.Lanes)
                state->Sums[row * state->Hidden + j] = Reduce(lanes);
        }
    }

    private static double Reduce(double* lanes) =>
        ((lanes[0] + lanes[4]) + (lanes[1] + lanes[5])) + ((lanes[2] + lanes[6]) + (lanes[3] + lanes[7]));
}
