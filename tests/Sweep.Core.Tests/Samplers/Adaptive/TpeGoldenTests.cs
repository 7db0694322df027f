using System.Text.Json;
using Sweep.Core.Samplers.Adaptive;
using Sweep.Core.Samplers.Adaptive.Tpe;
using Sweep.Core.Spaces;
using static Sweep.Core.Tests.Samplers.Adaptive.GoldenNumbers;

namespace Sweep.Core.Tests.Samplers.Adaptive;

/// <summary>Against Golden/tpe.json, which Optuna 5 computed.</summary>
public sealed class TpeGoldenTests
{
    private static readonly Dictionary<string, Parameter[]> Spaces = new()
    {
        ["reals"] = [Range("x", ParameterKind.Real, -5, 10), Range("y", ParameterKind.Real, 0, 15)],
        ["logarithm"] = [Range("rate", ParameterKind.Real, 1e-5, 1e-1, true)],
        ["steps"] = [Range("x", ParameterKind.Real, 0, 1, false, 0.25), Range("n", ParameterKind.Whole, -3, 12)],
        ["log_whole"] = [Range("n", ParameterKind.Whole, 1, 64, true)],
        ["choices"] = [Parameter.Of("c", "a", "b", "c")],
        ["mixed"] =
        [
            Range("rate", ParameterKind.Real, 1e-4, 1, true), Parameter.Of("c", "a", "b"), Range("n", ParameterKind.Whole, 2, 9), Range("x", ParameterKind.Real, -1, 1),
        ],
    };

    public static TheoryData<int> Cases() => [.. Enumerable.Range(0, Golden().Length)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Estimate_OptunasObservations_HasItsKernelsAndDensities(int number)
    {
        var golden = Golden()[number];
        var space = Spaces[golden.GetProperty("space").GetString()!];
        SearchAxis[] axes = [.. space.Select(parameter => new SearchAxis(parameter))];
        var observations = Columns(golden.GetProperty("observations"), space);
        var density = new ParzenEstimator(axes);

        density.Begin(observations[0].Length);
        for (var axis = 0; axis < axes.Length; axis++)
        {
            double[] mus = [.. observations[axis].Select(value => axes[axis].IsCategorical ? value : axes[axis].OnScale(value))];
            density.Place(axis, mus, [.. Enumerable.Range(0, mus.Length).OrderBy(k => mus[k]).ThenBy(k => k)]);
        }

        AssertClose(Numbers(golden.GetProperty("weights")), density.Weights.ToArray());
        for (var axis = 0; axis < axes.Length; axis++)
        {
            if (axes[axis].IsCategorical)
                continue;
            AssertClose(Numbers(golden.GetProperty("mus")[axis]), density[axis].Mus.ToArray());
            AssertClose(Numbers(golden.GetProperty("sigmas")[axis]), density[axis].Sigmas.ToArray());
        }

        var points = Columns(golden.GetProperty("points"), space);
        AssertClose(Numbers(golden.GetProperty("log_density")),
            [.. Enumerable.Range(0, points[0].Length).Select(k => density.LogDensity([.. points.Select(column => column[k])]))]);
    }

    private static JsonElement[] Golden() =>
        [.. GoldenNumbers.Read("tpe.json").EnumerateArray()];

    private static Parameter Range(string name, ParameterKind kind, double low, double high, bool isLog = false, double? step = null) =>
        new(name, kind, []) { Range = new ParameterRange(kind, low, high, isLog, step) };

    private static double[][] Columns(JsonElement members, Parameter[] space) => [.. space.Select(parameter => Numbers(members.GetProperty(parameter.Name)))];

    private static void AssertClose(double[] expected, double[] actual) => GoldenNumbers.AssertClose(expected, actual, 1e-11);
}
