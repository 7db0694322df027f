using System.Collections.Immutable;
using Sweep.Core.Spaces;

namespace Sweep.Core.Patterns;

/// <summary>What the perceptron trains, whatever the seeds: a <see cref="TrialPoint"/> with its five parameters.</summary>
/// <param name="Pattern">The region to learn.</param>
/// <param name="LearningRate">Step of gradient descent on the summed loss; finite, greater than 0.</param>
/// <param name="Iterations">Full-batch steps, 1 to 10⁹.</param>
/// <param name="Samples">Points of the data set, 1 to 10⁷.</param>
/// <param name="Hidden">Hidden units, 1 to 256.</param>
public readonly record struct PerceptronPoint(Pattern Pattern, double LearningRate, int Iterations, int Samples, int Hidden)
{
    private static readonly ImmutableArray<string> Names = ["pattern", "learning_rate", "iterations", "samples", "hidden"];

    private static readonly ParameterKind[] Kinds =
        [ParameterKind.Text, ParameterKind.Real, ParameterKind.Whole, ParameterKind.Whole, ParameterKind.Whole];

    /// <exception cref="ArgumentException">A parameter is missing, or its value is none that the perceptron takes.</exception>
    public static PerceptronPoint Of(TrialPoint point)
    {
        ArgumentNullException.ThrowIfNull(point);
        var pattern = PatternNames.TryParse(point[Names[0]].Text, out var known)
            ? known
            : throw new ArgumentException($"{point[Names[0]]} is no pattern; there are {string.Join(", ", PatternNames.All)}.", nameof(point));
        return OfData(point) with { Pattern = pattern };
    }

    /// <summary>Of a point whose samples are drawn from a data set: the pattern is the first, and means nothing.</summary>
    /// <exception cref="ArgumentException">A parameter is missing.</exception>
    public static PerceptronPoint OfData(TrialPoint point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return new(default, point[Names[1]].Real, (int)point[Names[2]].Whole, (int)point[Names[3]].Whole, (int)point[Names[4]].Whole);
    }

    /// <summary>True where a point has these five parameters, and at these places.</summary>
    public static bool HasPlaces(TrialPoint point)
    {
        ArgumentNullException.ThrowIfNull(point);
        if (point.Names != Names && !point.Names.AsSpan().SequenceEqual(Names.AsSpan()))
            return false;
        for (var k = 0; k < Kinds.Length; k++)
            if (point.Values[k].Kind != Kinds[k])
                return false;
        return true;
    }

    /// <summary>
    /// A point that was read from JSON, whose objects a database lays out as it likes, and in which a rate of 1 looks like a whole number. Itself where
    /// it is not one of the perceptron's.
    /// </summary>
    public static TrialPoint Restored(TrialPoint point)
    {
        ArgumentNullException.ThrowIfNull(point);
        if (point.Names.Length != Names.Length)
            return point;
        var values = new ParameterValue[Names.Length];
        for (var k = 0; k < values.Length; k++)
        {
            if (point.Find(Names[k]) is not { } value)
                return point;
            values[k] = Kinds[k] == ParameterKind.Real && value.Kind == ParameterKind.Whole ? (double)value.Whole : value;
            if (values[k].Kind != Kinds[k])
                return point;
        }

        return new(Names, [.. values]);
    }

    public TrialPoint ToTrialPoint() => new(Names, [Pattern.ToName(), LearningRate, Iterations, Samples, Hidden]);

    public static implicit operator TrialPoint(PerceptronPoint point) => point.ToTrialPoint();
}
