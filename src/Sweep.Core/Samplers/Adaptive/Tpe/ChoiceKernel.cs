using Sweep.Core.Arithmetic;

namespace Sweep.Core.Samplers.Adaptive.Tpe;

/// <summary>
/// The kernel of an observed choice among c, in a mixture of n kernels: each choice has 1/n, the observed one 1 more, over the sum of all. The prior's is
/// even.
/// </summary>
internal static class ChoiceKernel
{
    /// <summary>The logarithms of a choice's probability by what each kernel observed: one a choice, then the prior's.</summary>
    public static void Fill(Span<double> table, int kernels, int choice)
    {
        var choices = table.Length - 1;
        var (share, whole) = (TpeWeights.Prior / kernels, 1 + choices * TpeWeights.Prior / kernels);
        table.Fill(DeterministicMath.Log(share / whole));
        table[choice] = DeterministicMath.Log((1 + share) / whole);
        table[choices] = -DeterministicMath.Log(choices);
    }

    /// <summary>A choice by a number in [0, 1).</summary>
    /// <param name="observed">What the kernel observed; below zero of the prior.</param>
    public static int Sample(int choices, int kernels, int observed, double u)
    {
        if (observed < 0)
            return Math.Min((int)(u * choices), choices - 1);
        var scaled = u * (1 + choices * TpeWeights.Prior / kernels);
        return scaled < 1 ? observed : Math.Min((int)((scaled - 1) * kernels / TpeWeights.Prior), choices - 1);
    }
}
