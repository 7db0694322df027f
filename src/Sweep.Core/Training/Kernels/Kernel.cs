namespace Sweep.Core.Training.Kernels;

/// <summary>Chooses the kernel of an instruction set, and lays out what it works on.</summary>
internal static unsafe class Kernel
{
    /// <summary>The fastest kind that this processor runs.</summary>
    public static KernelKind Best => KernelKind.Scalar;

    /// <summary>Every kind that this processor runs.</summary>
    public static IReadOnlyList<KernelKind> Available => [KernelKind.Scalar];

    /// <summary>Blocks of 8 that hold <paramref name="samples"/>, made even.</summary>
    public static int BlocksOf(int samples) => (samples + 2 * PassState.Lanes - 1) / (2 * PassState.Lanes) * 2;

    public static int ChunkBlocks(KernelKind kind, int hidden, int blocks) => 2;

    /// <summary>Doubles of the buffer.</summary>
    public static int BufferLength(KernelKind kind, int hidden, int chunkBlocks) => ScalarKernel.BufferLength(hidden);

    public static void Pass(KernelKind kind, PassState* state, bool clamped) => ScalarKernel.Pass(state, clamped);

    /// <summary>Writes the samples as blocks into zeroed memory; returns how many carry label 0.</summary>
    public static int Arrange(DataSet data, int blocks, double* destination)
    {
        var zeros = 0;
        for (var i = 0; i < blocks * PassState.Lanes; i++)
        {
            var at = destination + i / PassState.Lanes * (long)PassState.BlockLength + i % PassState.Lanes;
            at[PassState.ComplementAt] = 1;
            if (i >= data.Samples)
                continue;
            at[0] = data.X1[i];
            at[PassState.Lanes] = data.X2[i];
            at[PassState.SignAt] = data.Labels[i] ? 1 : -1;
            at[PassState.ComplementAt] = data.Labels[i] ? 0 : 1;
            zeros += data.Labels[i] ? 0 : 1;
        }
        return zeros;
    }
}
