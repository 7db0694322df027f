namespace Sweep.Core.Arithmetic;

/// <summary>
/// The random numbers of one point of a sweep, by <see cref="Philox"/>: what the first, the second, … of them is depends on the seed, the
/// point and the stream alone.
/// </summary>
/// <param name="seed">The sweep's.</param>
/// <param name="point">Its number; zero or above.</param>
/// <param name="stream">Apart for every use that must not see the numbers of another.</param>
public struct KeyedRandom(ulong seed, long point, uint stream)
{
    private uint _block;
    private ulong _spare;
    private bool _hasSpare;

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        if (_hasSpare)
        {
            _hasSpare = false;
            return _spare;
        }

        var (x0, x1, x2, x3) = Philox.Next((uint)seed, (uint)(seed >> 32), (uint)point, (uint)(point >> 32), _block++, stream);
        (_spare, _hasSpare) = (((ulong)x3 << 32) | x2, true);
        return ((ulong)x1 << 32) | x0;
    }

    /// <summary>Uniform in [0, 1), a multiple of 2⁻⁵³.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / 9_007_199_254_740_992);

    /// <summary>Standard normal, by the inverse of its distribution function.</summary>
    public double NextNormal() => Normal.Quantile(((NextBits() >> 12) + 0.5) * (1.0 / 4_503_599_627_370_496));

    /// <summary>A whole number below <paramref name="count"/>, which is above zero.</summary>
    public int NextBelow(int count) => (int)((NextBits() >> 32) * (ulong)count >> 32);
}
