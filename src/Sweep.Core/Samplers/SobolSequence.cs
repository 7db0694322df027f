using System.Numerics;

namespace Sweep.Core.Samplers;

/// <summary>
/// Sobol's sequence in base 2, in its plain order: coordinate d of point i is the exclusive or of the direction numbers of the bits of i (I. M. Sobol',
/// 1967; P. Bratley and B. L. Fox: Algorithm 659, 1988, §2), on 64 bits.
/// </summary>
public sealed class SobolSequence
{
    private const int Bits = 64;

    private readonly ulong[][] _directions;

    /// <param name="dimensions">0 to <see cref="SobolSampler.MostDimensions"/>.</param>
    public SobolSequence(int dimensions)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimensions, JoeKuoNumbers.Dimensions);
        _directions = [.. Enumerable.Range(0, dimensions).Select(DirectionsOf)];
    }

    /// <summary>A coordinate as a fraction of 2⁶⁴.</summary>
    /// <param name="place">0-based number of the point.</param>
    /// <param name="dimension">0-based.</param>
    public ulong At(long place, int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(place);
        var directions = _directions[dimension];
        var sum = 0ul;
        for (var rest = (ulong)place; rest != 0; rest &= rest - 1)
            sum ^= directions[BitOperations.TrailingZeroCount(rest)];
        return sum;
    }

    // v_k = m_k / 2^k. The recurrence is m_k = 2a₁m_{k−1} ⊕ 2²a₂m_{k−2} ⊕ … ⊕ 2^s m_{k−s} ⊕ m_{k−s}, in which all shifts cancel on fractions.
    private static ulong[] DirectionsOf(int dimension)
    {
        var directions = new ulong[Bits];
        int[] numbers = dimension == 0 ? [.. Enumerable.Repeat(1, Bits + 1)] : JoeKuoNumbers.All[dimension - 1];
        var degree = numbers.Length - 1;
        for (var k = 0; k < Bits; k++)
        {
            if (k < degree)
            {
                directions[k] = (ulong)numbers[k + 1] << (Bits - 1 - k);
                continue;
            }

            directions[k] = directions[k - degree] ^ (directions[k - degree] >> degree);
            for (var j = 1; j < degree; j++)
            {
                if (((numbers[0] >> (degree - 1 - j)) & 1) != 0)
                    directions[k] ^= directions[k - j];
            }
        }

        return directions;
    }
}
