using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Sweep.Core.Patterns;
using Sweep.Core.Spaces;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Benchmarks.Tabled;

/// <summary>
/// Losses of 20,000 runs of the perceptron, of a whole space: what a search over it would find is looked up. A file of float32, a curve after the other: the
/// loss of every tenth iteration, of each pattern, learning rate, number of samples, hidden units and replicate, the last varying fastest.
/// </summary>
internal sealed class CurveTable(float[] losses)
{
    public const int Steps = 4_860;

    public const int Every = 10;

    public const int Replicates = 5;

    public const int ValuesACurve = Steps / Every;

    private const uint InitSeed = 1241;

    public static ImmutableArray<Pattern> Patterns { get; } = [.. Enum.GetValues<Pattern>()];

    /// <summary>But for the pattern, which is what a search is given.</summary>
    public static ImmutableArray<Parameter> Space { get; } =
    [
        PerceptronParameters.LearningRates([.. Enumerable.Range(0, 40).Select(k => 1e-4 * Math.Pow(3e3, k / 39.0))]),
        PerceptronParameters.Counts(PerceptronParameters.Samples, 50, 100, 200, 400, 800),
        PerceptronParameters.Counts(PerceptronParameters.Hidden, 2, 4, 8, 16),
    ];

    /// <summary>Points of a pattern.</summary>
    public static int Points { get; } = Space.Aggregate(1, (points, parameter) => points * parameter.Count);

    public static int Curves => Patterns.Length * Points * Replicates;

    /// <exception cref="InvalidOperationException">It is not made, or not to its end.</exception>
    public static CurveTable Read(string file)
    {
        const int size = ValuesACurve * sizeof(float);
        var there = File.Exists(file) ? new FileInfo(file).Length / size : 0;
        if (there < Curves)
            throw new InvalidOperationException($"{file} has {there} of {Curves} curves: make the rest with the verb table");
        return new CurveTable(MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(file)).ToArray());
    }

    /// <summary>What the curve of this place is of.</summary>
    public static TrainingPlan PlanOf(int curve)
    {
        var (rest, replicate) = Math.DivRem(curve, Replicates);
        var (pattern, point) = Math.DivRem(rest, Points);
        var values = ValuesOf(point);
        return new TrainingPlan(
            new PerceptronPoint(Patterns[pattern], values[0].Real, Steps, (int)values[1].Whole, (int)values[2].Whole),
            (uint)replicate, InitSeed + (uint)replicate, Target: 0);
    }

    /// <summary>The values of a point, the last parameter varying fastest.</summary>
    public static ImmutableArray<ParameterValue> ValuesOf(int point)
    {
        var values = new ParameterValue[Space.Length];
        for (var axis = Space.Length - 1; axis >= 0; axis--)
        {
            (point, var place) = Math.DivRem(point, Space[axis].Count);
            values[axis] = Space[axis].Values[place];
        }

        return [.. values];
    }

    public static int PointOf(ImmutableArray<ParameterValue> values)
    {
        var point = 0;
        for (var axis = 0; axis < Space.Length; axis++)
            point = point * Space[axis].Count + Space[axis].Values.IndexOf(values[axis]);
        return point;
    }

    /// <summary>The loss after so many steps, a multiple of <see cref="Every"/>; NaN where it is no finite number.</summary>
    public double LossAt(int pattern, int point, int replicate, int step) =>
        losses[((pattern * Points + point) * Replicates + replicate) * ValuesACurve + step / Every - 1];

    /// <summary>Over the replicates, at the end.</summary>
    public double FinalLossOf(int pattern, int point) => Enumerable.Range(0, Replicates).Average(replicate => LossAt(pattern, point, replicate, Steps));
}
