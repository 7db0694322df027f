namespace Sweep.Core.Arithmetic;

/// <summary>
/// Philox4x32-10 (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", 2011): four random words that
/// are a pure function of a key and a counter, so that any number of any stream is had without those before it.
/// </summary>
public static class Philox
{
    private const int Rounds = 10;
    private const uint Multiplier0 = 0xD251_1F53;
    private const uint Multiplier1 = 0xCD9E_8D57;
    private const uint Weyl0 = 0x9E37_79B9;
    private const uint Weyl1 = 0xBB67_AE85;

    /// <summary>The block of a counter (<paramref name="c0"/> … <paramref name="c3"/>) under a key.</summary>
    public static (uint X0, uint X1, uint X2, uint X3) Next(uint key0, uint key1, uint c0, uint c1, uint c2, uint c3)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var product0 = (ulong)Multiplier0 * c0;
            var product1 = (ulong)Multiplier1 * c2;
            (c0, c1, c2, c3) = ((uint)(product1 >> 32) ^ c1 ^ key0, (uint)product1, (uint)(product0 >> 32) ^ c3 ^ key1, (uint)product0);
            key0 += Weyl0;
            key1 += Weyl1;
        }

        return (c0, c1, c2, c3);
    }
}
