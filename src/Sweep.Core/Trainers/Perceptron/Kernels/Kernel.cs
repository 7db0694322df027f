using Sweep.Core.Data;

namespace Sweep.Core.Trainers.Perceptron.Kernels;

/// <summary>Chooses the kernel of an instruction set, and lays out what it works on.</summary>
internal static unsafe class Kernel
{
    // Chunks of 32 blocks take 10 KB of buffer and 8 KB of data with four units: both fit the smallest first-level caches.
    private const int TunedChunkBlocks = 32;

    // Every chunk of many features reads and writes all their sums once: the fewer chunks, the better.
    private const int FeatureChunkBlocks = 32;

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

    /// <summary>The narrowest shape that computes such a network.</summary>
    public static KernelShape ShapeOf(int features, int hidden) =>
        features != 2 ? KernelShape.AnyFeatures : hidden != 4 ? KernelShape.AnyUnits : KernelShape.FourUnits;

    /// <summary>Blocks of 8 that hold <paramref name="samples"/>, made a multiple of those that go together.</summary>
    public static int BlocksOf(int samples, KernelShape shape)
    {
        var together = shape == KernelShape.AnyFeatures ? 4 : 2;
        return (samples + together * PassState.Lanes - 1) / (together * PassState.Lanes) * together;
    }

    /// <summary>Blocks of a chunk.</summary>
    public static int ChunkBlocks(int hidden, int blocks, KernelShape shape)
    {
        var chunk = shape switch
        {
            KernelShape.FourUnits => TunedChunkBlocks,
            KernelShape.AnyUnits => Math.Clamp(BufferTarget / (PassState.Lanes * (hidden + 1)) / 2 * 2, 8, TunedChunkBlocks),
            _ => FeatureChunkBlocks,
        };
        return Math.Min(chunk, blocks);
    }

    public static void Pass(KernelKind kind, KernelShape shape, PassState* state, ArgumentRange range)
    {
        LaneSums.Clear(state);
        switch (kind)
        {
            case KernelKind.Avx512:
                Pass512(state, range, shape);
                break;
            case KernelKind.Avx2:
                Pass256(state, range, shape);
                break;
            case KernelKind.Scalar when shape == KernelShape.AnyFeatures:
                ScalarKernel.Pass<AnyFeatures>(state, range);
                break;
            default:
                ScalarKernel.Pass<TwoFeatures>(state, range);
                break;
        }
        LaneSums.Reduce(state);
    }

    private static void Pass512(PassState* state, ArgumentRange range, KernelShape shape)
    {
        switch (range)
        {
            case ArgumentRange.Plain:
                Kernel512.Pass<PlainRange>(state, shape);
                break;
            case ArgumentRange.Saturating:
                Kernel512.Pass<SaturatingRange>(state, shape);
                break;
            default:
                Kernel512.Pass<ClampedRange>(state, shape);
                break;
        }
    }

    private static void Pass256(PassState* state, ArgumentRange range, KernelShape shape)
    {
        switch (range)
        {
            case ArgumentRange.Plain:
                Kernel256.Pass<PlainRange>(state, shape);
                break;
            case ArgumentRange.Saturating:
                Kernel256.Pass<SaturatingRange>(state, shape);
                break;
            default:
                Kernel256.Pass<ClampedRange>(state, shape);
                break;
        }
    }

    /// <summary>Writes the samples as blocks into the zeroed memory of <paramref name="state"/>; returns how many carry label 0.</summary>
    public static int Arrange(DataSet data, PassState* state)
    {
        for (var feature = 0; feature < data.Features; feature++)
        {
            var column = data.Columns[feature];
            var start = state->Data + feature * PassState.Lanes;
            for (var i = 0; i < column.Length; i++)
                start[i / PassState.Lanes * (long)state->FeatureStride + i % PassState.Lanes] = column[i];
        }

        var zeros = 0;
        for (var i = 0; i < state->Blocks * PassState.Lanes; i++)
        {
            var at = state->Labels + i / PassState.Lanes * (long)state->LabelStride + i % PassState.Lanes;
            var label = i < data.Samples && data.Labels[i];
            at[0] = i >= data.Samples ? 0 : label ? 1 : -1;
            at[PassState.ComplementAt] = label ? 0 : 1;
            zeros += i < data.Samples && !label ? 1 : 0;
        }
        return zeros;
    }
}
