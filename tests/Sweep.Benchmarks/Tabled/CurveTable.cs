using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Sweep.Core.Patterns;
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

    /// <summary>Of all patterns.</summary>
    public static TableSpace Whole { get; } = new(0,
    [
        PerceptronParameters.Patterns(Patterns),
        PerceptronParameters.LearningRates([.. Enumerable.Range(0, 40).Select(k => 1e-4 * Math.Pow(3e3, k / 39.0))]),
        PerceptronParameters.Counts(PerceptronParameters.Samples, 50, 100, 200, 400, 800),
        PerceptronParameters.Counts(PerceptronParameters.Hidden, 2, 4, 8, 16),
    ]);

    public static int Curves => Whole.Points * Replicates;

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
        var (point, replicate) = Math.DivRem(curve, Replicates);
        var values = Whole.ValuesOf(point);
        return new TrainingPlan(
            new PerceptronPoint(Patterns[point / (Whole.Points / Patterns.Length)], values[1].Real, Steps, (int)values[2].Whole, (int)values[3].Whole),
            (uint)replicate, InitSeed + (uint)replicate, Target: 0);
    }

    /// <summary>Of one pattern.</summary>
    public static TableSpace Of(int pattern) => new(pattern * (Whole.Points / Patterns.Length), Whole.Parameters[1..]);

    /// <summary>The loss after so many steps, a multiple of <see cref="Every"/>; NaN where it is no finite number.</summary>
    public double LossAt(TableSpace space, int point, int replicate, int step) =>
        losses[((space.First + point) * Replicates + replicate) * ValuesACurve + step / Every - 1];

    /// <summary>Over the replicates, at the end.</summary>
    public double FinalLossOf(TableSpace space, int point) => Enumerable.Range(0, Replicates).Average(replicate => LossAt(space, point, replicate, Steps));
}
