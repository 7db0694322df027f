using System.Numerics;

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
    private int _next;

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

    /// <summary>The numbers below <paramref name="count"/> in a random order, as NumPy's <c>permutation</c> of this class (not of its successor).</summary>
    public int[] Permutation(int count)
    {
        var order = new int[count];
        for (var i = 0; i < count; i++)
            order[i] = i;
        for (var i = count - 1; i > 0; i--)
        {
            var other = UpTo((uint)i);
            (order[i], order[other]) = (order[other], order[i]);
        }
        return order;
    }

    /// <summary>A whole number from 0 to <paramref name="most"/>: words cut to its bits, those beyond it thrown away.</summary>
    private uint UpTo(uint most)
    {
        var mask = uint.MaxValue >> BitOperations.LeadingZeroCount(most);
        uint word;
        do
            word = NextWord() & mask;
        while (word > most);
        return word;
    }

    private uint NextWord()
    {
        // Each word of the state is renewed when it is wanted: short runs want a few of them.
        var words = _words;
        var (here, following) = (_next, _next + 1 < Length ? _next + 1 : 0);
        var word = words[here] = words[here < Length - Offset ? here + Offset : here + Offset - Length] ^ Twist(words[here], words[following]);
        _next = following;
        word ^= word >> 11;
        word ^= (word << 7) & 0x9d2c_5680;
        word ^= (word << 15) & 0xefc6_0000;
        return word ^ (word >> 18);
    }

    private static uint Twist(uint upper, uint lower)
    {
        var mixed = (upper & UpperBit) | (lower & LowerBits);
        return (mixed >> 1) ^ (0u - (mixed & 1) & 0x9908_b0df);
    }
}
