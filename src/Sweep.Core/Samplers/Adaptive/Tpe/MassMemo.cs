using Sweep.Core.Arithmetic;

namespace Sweep.Core.Samplers.Adaptive.Tpe;

/// <summary><see cref="Normal.LogMass"/>, with what was asked lately kept: steps of a range meet the same kernels over and over. What is kept decides no bit.</summary>
internal sealed class MassMemo
{
    private const int Bits = 14;

    private readonly Entry[] _entries = new Entry[1 << Bits];

    /// <summary>ln(Φ(b) − Φ(a)) for a &lt; b.</summary>
    public double LogMass(double a, double b)
    {
        var key = BitConverter.DoubleToUInt64Bits(a) * 0x9E37_79B9_7F4A_7C15 ^ BitConverter.DoubleToUInt64Bits(b) * 0xC2B2_AE3D_27D4_EB4F;
        ref var entry = ref _entries[(key ^ key >> 29) * 0x9E37_79B9_7F4A_7C15 >> 64 - Bits];
        // An entry never written has a = b = 0, which is no interval.
        if (entry.A != a || entry.B != b)
            entry = new Entry(a, b, Normal.LogMass(a, b));
        return entry.Value;
    }

    private readonly record struct Entry(double A, double B, double Value);
}
