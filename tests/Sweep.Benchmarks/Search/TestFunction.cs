using System.Collections.Immutable;
using Sweep.Core.Spaces;

namespace Sweep.Benchmarks.Search;

/// <summary>A function whose least value is known, for samplers to look for; the same as in Peers/search.py.</summary>
internal sealed record TestFunction(string Name, double Optimum, ImmutableArray<Parameter> Space, Func<double[], double> Of)
{
    private static readonly double[][] A = [[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]];

    private static readonly double[][] P =
    [
        [1312, 1696, 5569, 124, 8283, 5886], [2329, 4135, 8307, 3736, 1004, 9991], [2348, 1451, 3522, 2883, 3047, 6650], [4047, 8828, 8732, 5743, 1091, 381],
    ];

    private static readonly double[] Alpha = [1, 1.2, 3, 3.2];

    public static readonly TestFunction[] All =
    [
        new("branin", 0.39788735772973816, [Real("x0", -5, 10), Real("x1", 0, 15)], Branin),
        new("hartmann6", -3.322368011415515, [.. Enumerable.Range(0, 6).Select(k => Real($"x{k}", 0, 1))], Hartmann6),
        new("rosenbrock4", 0, [.. Enumerable.Range(0, 4).Select(k => Real($"x{k}", -5, 10))], Rosenbrock),
    ];

    public double At(ImmutableArray<ParameterValue> values) => Of([.. values.Select(value => value.Real)]);

    private static Parameter Real(string name, double low, double high) =>
        new(name, ParameterKind.Real, []) { Range = new ParameterRange(ParameterKind.Real, low, high) };

    private static double Branin(double[] x)
    {
        var valley = x[1] - 5.1 / (4 * Math.PI * Math.PI) * x[0] * x[0] + 5 / Math.PI * x[0] - 6;
        return valley * valley + 10 * (1 - 1 / (8 * Math.PI)) * Math.Cos(x[0]) + 10;
    }

    private static double Hartmann6(double[] x) =>
        -Enumerable.Range(0, 4).Sum(i => Alpha[i] * Math.Exp(-Enumerable.Range(0, 6).Sum(j => A[i][j] * (x[j] - 1e-4 * P[i][j]) * (x[j] - 1e-4 * P[i][j]))));

    private static double Rosenbrock(double[] x) =>
        Enumerable.Range(0, x.Length - 1).Sum(i => 100 * (x[i + 1] - x[i] * x[i]) * (x[i + 1] - x[i] * x[i]) + (1 - x[i]) * (1 - x[i]));
}
