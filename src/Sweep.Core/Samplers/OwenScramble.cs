namespace Sweep.Core.Samplers;

/// <summary>
/// Nested uniform scrambling (A. B. Owen: Randomly permuted (t,m,s)-nets and (t,s)-sequences, 1995): whether a bit is turned over depends on the bits above
/// it alone, by a hash of them; so equal parts stay equal parts, and a net stays a net.
/// </summary>
/// <param name="seed">The sweep's.</param>
/// <param name="dimension">Each has a scrambling of its own.</param>
internal readonly struct OwenScramble(ulong seed, int dimension)
{
    /// <summary>Bits that are scrambled with one hash: it has one for each of the 63 places at which their tree parts.</summary>
    private const int Together = 6;

    /// <summary>At least those of a double's fraction; what is below is left zero.</summary>
    private const int Bits = 9 * Together;

    private const ulong Golden = 0x9E37_79B9_7F4A_7C15;

    private readonly ulong _key = Mix(Mix(seed) + ((ulong)dimension + 1) * Golden);

    /// <summary>The scrambled form of a fraction of 2⁶⁴.</summary>
    public ulong Of(ulong fraction)
    {
        var turned = 0ul;
        for (var above = 0; above < Bits; above += Together)
        {
            // A leading 1 tells prefixes of different lengths apart.
            var prefix = above == 0 ? 1ul : (1ul << above) | (fraction >> (64 - above));
            var hash = Mix(_key ^ (prefix * Golden));
            var node = 1;
            for (var bit = 63 - above; bit > 63 - above - Together; bit--)
            {
                turned |= ((hash >> node) & 1) << bit;
                node = (node << 1) | (int)((fraction >> bit) & 1);
            }
        }

        return (fraction ^ turned) & (ulong.MaxValue << (64 - Bits));
    }

    /// <summary>
    /// The finalizer of SplitMix64 (G. L. Steele, D. Lea and C. H. Flood: Fast splittable pseudorandom number generators, 2014; D. Stafford's mix 13).
    /// </summary>
    private static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58_476D_1CE4_E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D0_49BB_1331_11EB;
        return bits ^ (bits >> 31);
    }
}
