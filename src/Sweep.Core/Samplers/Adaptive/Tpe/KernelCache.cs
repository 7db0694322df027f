namespace Sweep.Core.Samplers.Adaptive.Tpe;

/// <summary>
/// Of the finished points along one axis: the last bandwidth and what follows from it alone, so that it is computed again only where a neighbour came
/// between.
/// </summary>
internal sealed class KernelCache
{
    private double[] _sigmas = [];
    private double[] _constants = [];

    /// <summary>The logarithm of what a kernel is divided by, with the sign turned; kept for the same slot (and so the same mu) and bandwidth.</summary>
    public double Constant(int slot, double mu, double sigma, Func<double, double, double> compute)
    {
        if (slot >= _sigmas.Length)
        {
            Array.Resize(ref _sigmas, Math.Max(64, slot * 2));
            Array.Resize(ref _constants, _sigmas.Length);
        }

        // No bandwidth is zero, so a slot never written is none.
        if (_sigmas[slot] != sigma)
            (_sigmas[slot], _constants[slot]) = (sigma, compute(mu, sigma));
        return _constants[slot];
    }
}
