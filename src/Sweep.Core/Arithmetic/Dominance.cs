namespace Sweep.Core.Arithmetic;

/// <summary>Which of two points is better where several values count, of which less is better. V. Pareto: Manuale di economia politica (1906).</summary>
public static class Dominance
{
    /// <summary>True where the one is at least as good in everything and better in something.</summary>
    /// <param name="one">Its values.</param>
    /// <param name="other">As many.</param>
    public static bool Of(ReadOnlySpan<double> one, ReadOnlySpan<double> other)
    {
        var isBetter = false;
        for (var k = 0; k < one.Length; k++)
        {
            if (one[k] > other[k])
                return false;
            isBetter |= one[k] < other[k];
        }

        return isBetter;
    }
}
