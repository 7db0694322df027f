namespace Sweep.Core.Samplers.Adaptive.Tpe;

/// <summary>How much each observation counts, and how many of them are the good ones: the defaults of Optuna 5.</summary>
internal static class TpeWeights
{
    /// <summary>The weight of the prior, where that of a recent observation is 1.</summary>
    public const double Prior = 1;

    private const int Recent = 25;
    private const int MostBelow = 25;

    /// <summary>How many of <paramref name="count"/> results make up l(x): a tenth, rounded up, at most 25.</summary>
    public static int Below(int count) => Math.Min((count + 9) / 10, MostBelow);

    /// <summary>
    /// The weights of observations, the oldest first, then the prior's; their sum is 1. The newest 25 weigh alike, older ones less the older they are, down to
    /// 1/n (Bergstra, Yamins and Cox, "Making a science of model search", 2013).
    /// </summary>
    public static void Fill(Span<double> weights)
    {
        var n = weights.Length - 1;
        var ramp = Math.Max(0, n - Recent);
        for (var k = 0; k < ramp; k++)
            weights[k] = ramp == 1 ? 1.0 / n : 1.0 / n + k * ((1 - 1.0 / n) / (ramp - 1));
        weights[ramp..n].Fill(1);
        weights[n] = n == 0 ? 1 : Prior;
        var sum = 0.0;
        foreach (var weight in weights)
            sum += weight;
        foreach (ref var weight in weights)
            weight /= sum;
    }
}
