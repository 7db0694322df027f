namespace Sweep.Core.Trainers.Perceptron.Kernels;

/// <summary>How much memory each part of a network takes, in doubles.</summary>
/// <param name="Features">Features of a sample.</param>
/// <param name="Hidden">Hidden units.</param>
/// <param name="Blocks">Blocks of samples, the padding counted.</param>
/// <param name="ChunkBlocks">Blocks of a chunk.</param>
/// <param name="FeatureStride">From one block's features to the next block's.</param>
/// <param name="LabelStride">From one block's labels to the next block's.</param>
internal readonly record struct NetworkSizes(int Features, int Hidden, int Blocks, int ChunkBlocks, int FeatureStride, int LabelStride)
{
    /// <summary>Rows of weights: one a feature, the biases, the output's.</summary>
    public int Rows => Features + 2;

    public int Weights => Rows * Hidden;

    public long Data => Blocks * (long)FeatureStride;

    /// <summary>None where they lie in the blocks of features.</summary>
    public long Labels => LabelStride == PassState.LabelLength ? Blocks * (long)LabelStride : 0;

    public int LaneSums => Weights * PassState.Lanes;

    public int Buffer => PassState.Lanes * (Hidden + 1) * ChunkBlocks;

    /// <summary>All parts together, each on cache lines of its own.</summary>
    public long Doubles =>
        Data + Labels + LaneSums + Buffer + 3 * PassState.Lanes + 3 * AlignedMemory.Padded(Weights) + AlignedMemory.Padded(Features);

    public static NetworkSizes Of(int features, int samples, int hidden) => Of(features, samples, hidden, Kernel.ShapeOf(features, hidden));

    public static NetworkSizes Of(int features, int samples, int hidden, KernelShape shape)
    {
        var blocks = Kernel.BlocksOf(samples, shape);
        var chunk = Kernel.ChunkBlocks(hidden, blocks, shape);

        // An odd number of cache lines: the same feature of successive blocks then falls into different sets of the cache.
        return shape == KernelShape.AnyFeatures
            ? new(features, hidden, blocks, chunk, PassState.Lanes * (features | 1), PassState.LabelLength)
            : new(features, hidden, blocks, chunk, PassState.BlockLength, PassState.BlockLength);
    }
}
