using Sweep.Core.Data;

namespace Sweep.Core.Training.Kernels;

/// <summary>Chooses the kernel of an instruction set, and lays out what it works on.</summary>
internal static unsafe class Kernel
{
    // Chunks of 32 blocks take 10 KB of buffer and 8 KB of data with four units: both fit the smallest first-level caches.
    private const int TunedChunkBlocks = 32;

    // Rows of many units are cut so that a chunk's buffer stays within the second-level cache.
    private const int BufferTarget = 64 * 1024 / sizeof(double);

    /// <summary>The fastest kind that this processor runs.</summary>
    public static KernelKind Best => Kernel512.IsSupported ? KernelKind.Avx512 : Kernel256.IsSupported ? KernelKind.Avx2 : KernelKind.Scalar;

    public static bool IsSupported(KernelKind kind) => kind switch
    {
        KernelKind.Avx512 => Kernel512.IsSupported,
        KernelKind.Avx2 => Kernel256.IsSupported,
        _ => true,
    };

    /// <summary>Blocks of 8 that hold <paramref name="samples"/>, made even.</summary>
    public static int BlocksOf(int samples) => (samples + 2 * PassState.Lanes - 1) / (2 * PassState.Lanes) * 2;

    /// <summary>Blocks of a chunk.</summary>
    public static int ChunkBlocks(int hidden, int blocks)
    {
        var chunk = hidden == 4 ? TunedChunkBlocks : Math.Clamp(BufferTarget / (PassState.Lanes * (hidden + 1)) / 2 * 2, 8, TunedChunkBlocks);
        return Math.Min(chunk, blocks);
    }

    /// <summary>Doubles of the buffer.</summary>
    public static int BufferLength(int hidden, int chunkBlocks) => PassState.Lanes * (hidden + 1) * chunkBlocks;

    /// <param name="tuned">False computes four units as any other number is; the bits are the same.</param>
    public static void Pass(KernelKind kind, PassState* state, ArgumentRange range, bool tuned)
    {
        LaneSums.Clear(state);
        tuned &= state->Hidden == 4;
        switch (kind)
        {
            case KernelKind.Avx512:
                Pass512(state, range, tuned);
                break;
            case KernelKind.Avx2:
                Pass256(state, range, tuned);
                break;
            default:
                ScalarKernel.Pass(state, range);
                break;
        }
        LaneSums.Reduce(state);
    }

    private static void Pass512(PassState* state, ArgumentRange range, bool tuned)
    {
        switch (range)
        {
            case ArgumentRange.Plain:
                Kernel512.Pass<PlainRange>(state, tuned);
                break;
            case ArgumentRange.Saturating:
                Kernel512.Pass<SaturatingRange>(state, tuned);
                break;
            default:
                Kernel512.Pass<ClampedRange>(state, tuned);
                break;
        }
    }

    private static void Pass256(PassState* state, ArgumentRange range, bool tuned)
    {
        switch (range)
        {
            case ArgumentRange.Plain:
                Kernel256.Pass<PlainRange>(state, tuned);
                break;
            case ArgumentRange.Saturating:
                Kernel256.Pass<SaturatingRange>(state, tuned);
                break;
            default:
                Kernel256.Pass<ClampedRange>(state, tuned);
                break;
        }
    }

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
