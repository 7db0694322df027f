namespace Sweep.Core.Analysis;

/// <summary>
/// Probabilities of many tests made so that, of those at or below a bound, the chance that even one is there by mistake is no greater than the bound. S. Holm:
/// A simple sequentially rejective multiple test procedure (1979).
/// </summary>
public static class HolmCorrection
{
    /// <summary>The corrected probabilities, in the order of the given ones.</summary>
    public static double[] Of(ReadOnlySpan<double> probabilities)
    {
        var ascending = probabilities.ToArray();
        var places = new int[ascending.Length];
        for (var k = 0; k < places.Length; k++)
            places[k] = k;
        Array.Sort(ascending, places);
        var corrected = new double[places.Length];
        var least = 0.0;
        for (var k = 0; k < places.Length; k++)
            corrected[places[k]] = least = Math.Max(least, Math.Min(1, (places.Length - k) * ascending[k]));
        return corrected;
    }
}
