namespace Sweep.Core.Training.Kernels;

/// <summary>The instruction sets that a pass can be computed with; all give the same bits.</summary>
internal enum KernelKind
{
    Scalar,
}
