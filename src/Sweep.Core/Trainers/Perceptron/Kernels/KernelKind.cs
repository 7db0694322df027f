namespace Sweep.Core.Trainers.Perceptron.Kernels;

/// <summary>The instruction sets that a pass can be computed with; all give the same bits.</summary>
internal enum KernelKind
{
    /// <summary>AVX-512 F.</summary>
    Avx512,

    /// <summary>AVX2 and FMA.</summary>
    Avx2,

    /// <summary>Any processor.</summary>
    Scalar,
}
