using Sweep.Core.Arithmetic;

namespace Sweep.Core.Samplers.Adaptive.Cma;

/// <summary>The strategy parameters of CMA-ES for n dimensions (Hansen, "The CMA evolution strategy: a tutorial", 1604.00772, table 1 and equations 48–58).</summary>
internal sealed class CmaSettings
{
    public CmaSettings(int dimensions)
    {
        N = dimensions;
        Population = 4 + (int)Math.Floor(3 * DeterministicMath.Log(N));
        Parents = Population / 2;
        var weights = new double[Population];
        for (var k = 0; k < Population; k++)
            weights[k] = DeterministicMath.Log((Population + 1) / 2.0) - DeterministicMath.Log(k + 1);
        ParentsEffective = Effective(weights.AsSpan(0, Parents));
        var othersEffective = Effective(weights.AsSpan(Parents));
        double n = N;
        RankOne = 2 / ((n + 1.3) * (n + 1.3) + ParentsEffective);
        RankMu = Math.Min(1 - RankOne - 1e-8, 2 * (ParentsEffective - 2 + 1 / ParentsEffective) / ((n + 2) * (n + 2) + ParentsEffective));
        var alpha = Math.Min(Math.Min(1 + RankOne / RankMu, 1 + 2 * othersEffective / (ParentsEffective + 2)), (1 - RankOne - RankMu) / (n * RankMu));
        var (positive, negative) = (0.0, 0.0);
        foreach (var weight in weights)
            (positive, negative) = (positive + Math.Max(weight, 0), negative - Math.Min(weight, 0));
        Weights = [.. weights.Select(weight => weight >= 0 ? weight / positive : alpha * weight / negative)];
        SigmaRate = (ParentsEffective + 2) / (n + ParentsEffective + 5);
        SigmaDamping = 1 + 2 * Math.Max(0, Math.Sqrt((ParentsEffective - 1) / (n + 1)) - 1) + SigmaRate;
        PathRate = (4 + ParentsEffective / n) / (n + 4 + 2 * ParentsEffective / n);
        NormalLength = Math.Sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n));
    }

    /// <summary>n.</summary>
    public int N { get; }

    /// <summary>λ: the points of a generation.</summary>
    public int Population { get; }

    /// <summary>μ: how many of them make up the next mean.</summary>
    public int Parents { get; }

    /// <summary>w₁ … w_λ, the best first; those after μ are negative.</summary>
    public double[] Weights { get; }

    /// <summary>μ_eff.</summary>
    public double ParentsEffective { get; }

    /// <summary>c₁.</summary>
    public double RankOne { get; }

    /// <summary>c_μ.</summary>
    public double RankMu { get; }

    /// <summary>c_σ.</summary>
    public double SigmaRate { get; }

    /// <summary>d_σ.</summary>
    public double SigmaDamping { get; }

    /// <summary>c_c.</summary>
    public double PathRate { get; }

    /// <summary>E‖N(0, I)‖.</summary>
    public double NormalLength { get; }

    private static double Effective(ReadOnlySpan<double> weights)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var weight in weights)
            (sum, squares) = (sum + weight, squares + weight * weight);
        return sum * sum / squares;
    }
}
