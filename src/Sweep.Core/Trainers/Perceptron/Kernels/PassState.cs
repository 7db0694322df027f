namespace Sweep.Core.Trainers.Perceptron.Kernels;

/// <summary>
/// What one pass over the data reads and writes. A pass computes, for the weights in <see cref="Folded"/>, the sums that the
/// update needs, the product of the probabilities of the true labels, and the count of correct samples.
/// <para>
/// The arithmetic, the same for every instruction set: sample i belongs to lane i mod 8; each lane adds its samples in order, with
/// the operations that <see cref="ScalarKernel"/> spells out; lanes are added as ((0+4)+(1+5))+((2+6)+(3+7)). A hidden unit's argument
/// is its bias, to which the features are added from the last to the first. Divisions are shared by pairs: hidden units 2j and 2j+1,
/// output units of blocks 2b and 2b+1. How the blocks are cut into chunks, how many blocks of padding there are, and how often a product
/// is renormalised, changes no bit.
/// </para>
/// </summary>
internal unsafe struct PassState
{
    /// <summary>Samples in one block: the lanes.</summary>
    public const int Lanes = 8;

    /// <summary>Doubles of one block of two features with its labels: 8 × x₁, x₂, sign, complement.</summary>
    public const int BlockLength = 4 * Lanes;

    /// <summary>Where the labels of such a block begin.</summary>
    public const int LabelsAt = 2 * Lanes;

    /// <summary>Doubles of one block's labels: the signs (+1 for label 1, −1 for label 0, 0 in the padding), then the complements.</summary>
    public const int LabelLength = 2 * Lanes;

    /// <summary>From a sample's sign to its complement: 0 for label 1, 1 for label 0 and in the padding; sign·p + complement is the
    /// probability of the true label, and 1 in the padding.</summary>
    public const int ComplementAt = Lanes;

    /// <summary>
    /// Blocks after which the products' exponents are split off: 16 probabilities of at least 1e-16 and a product in [1, 2)
    /// stay above 2⁻⁸⁵¹.
    /// </summary>
    public const int BlocksPerSplit = 16;

    /// <summary>The fraction of a double.</summary>
    public const long MantissaBits = 0x000f_ffff_ffff_ffff;

    /// <summary>The double 1.</summary>
    public const long OneBits = 0x3ff0_0000_0000_0000;

    /// <summary>The exponent field of 1.</summary>
    public const int ExponentBias = 1023;

    /// <summary>Blocks of features, 8 samples of one feature after another, 64-byte aligned.</summary>
    public double* Data;

    /// <summary>Doubles from one block's features to the next block's.</summary>
    public int FeatureStride;

    /// <summary>Labels of the blocks, <see cref="LabelLength"/> doubles each.</summary>
    public double* Labels;

    /// <summary>Doubles from one block's labels to the next block's.</summary>
    public int LabelStride;

    /// <summary>Number of blocks; even, with any features a multiple of 4.</summary>
    public int Blocks;

    /// <summary>Features of a sample.</summary>
    public int Features;

    public int Hidden;

    /// <summary>By feature: no sample's is larger in size.</summary>
    public double* Reach;

    /// <summary>Blocks that a chunk of the buffer holds; even, with any features a multiple of 4.</summary>
    public int ChunkBlocks;

    /// <summary>Weights times −log₂ e: a row of <see cref="Hidden"/> for each feature, one for the biases, one for the output.</summary>
    public double* Folded;

    /// <summary>Sums over samples, rows as <see cref="Folded"/>: of d(1−h)x for each feature, d(1−h) and d, where d is error × h.</summary>
    public double* Sums;

    /// <summary>The same sums by lane: per hidden unit 8 for each of its rows.</summary>
    public double* LaneSums;

    /// <summary>Hidden outputs, output arguments and errors of one chunk.</summary>
    public double* Buffer;

    /// <summary>By lane: products of probabilities, each in [1, 2) once a chunk is done.</summary>
    public double* Products;

    /// <summary>By lane: sum of the exponent fields split off the products.</summary>
    public long* Exponents;

    /// <summary>By lane: sum of the signs of the samples predicted as 1.</summary>
    public double* PredictedSigns;

    /// <summary>How often an exponent field, with its bias, was added to each lane of <see cref="Exponents"/>.</summary>
    public long Splits;

    /// <summary>The power of two split off the products of all lanes together.</summary>
    public long Exponent;

    /// <summary>Sum of the signs of all samples predicted as 1.</summary>
    public double PredictedSign;
}
