namespace Sweep.Core.Arithmetic;

/// <summary>
/// NumPy's <c>RandomState(seed)</c>: the Mersenne Twister MT19937 (Matsumoto and Nishimura, 1998), seeded by their
/// <c>init_genrand</c>, giving doubles of 53 bits. The same seed gives the same numbers as in Python.
/// </summary>
public sealed class RandomState
{
    private const int Length = 624;
    private const int Offset = 397;
    private const uint UpperBit = 0x8000_0000;
    private const uint LowerBits = 0x7fff_ffff;

    private readonly uint[] _words = new uint[Length];
    private int _next = Length;

    public RandomState(uint seed)
    {
        _words[0] = seed;
        for (var i = 1; i < Length; i++)
            _words[i] = 1_812_433_253u * (_words[i - 1] ^ (_words[i - 1] >> 30)) + (uint)i;
    }

    /// <summary>The next double, uniform in [0, 1), a multiple of 2⁻⁵³.</summary>
    public double RandomSample()
    {
        var high = NextWord() >> 5;
        var low = NextWord() >> 6;
        return (high * 67_108_864.0 + low) / 9_007_199_254_740_992.0;
    }

    /// <summary>The next double, uniform in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public double Uniform(double low, double high) => low + (high - low) * RandomSample();

    private uint NextWord()
    {
        if (_next == Length)
            Refill();
        var word = _words[_next++];
        word ^= word >> 11;
        word ^= (word << 7) & 0x9d2c_5680;
        word ^= (word << 15) & 0xefc6_0000;
        return word ^ (word >> 18);
    }

    private void Refill()
    {
        var words = _words;
        var i = 0;
        for (; i < Length - Offset; i++)
            words[i] = words[i + Offset] ^ Twist(words[i], words[i + 1]);
        for (; i < Length - 1; i++)
            words[i] = words[i + Offset - Length] ^ Twist(words[i], words[i + 1]);
        words[Length - 1] = words[Offset - 1] ^ Twist(words[Length - 1], words[0]);
        _next = 0;
    }

    private static uint Twist(uint upper, uint lower)
    {
        var mixed = (upper & UpperBit) | (lower & LowerBits);
        return (mixed >> 1) ^ (0u - (mixed & 1) & 0x9908_b0df);
    }
}
