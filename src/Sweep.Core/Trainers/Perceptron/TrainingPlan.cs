using Sweep.Core.Data;
using Sweep.Core.Patterns;

namespace Sweep.Core.Trainers.Perceptron;

/// <summary>All that decides the result of one training run, to the bit.</summary>
/// <param name="Point">What is trained; its pattern is the first where there is a <see cref="Source"/>.</param>
/// <param name="DataSeed">Seed of the data set.</param>
/// <param name="InitSeed">Seed of the first weights.</param>
/// <param name="Target">Mean log loss that counts as learnt, or share of samples on the right side.</param>
/// <param name="RecordEvery">Every how many iterations the curve is recorded; the first and the last always are.</param>
public sealed record TrainingPlan(PerceptronPoint Point, uint DataSeed, uint InitSeed, double Target, int RecordEvery = 1)
{
    /// <summary>The table that samples are drawn from, and how they are scaled; null where the point's pattern labels them.</summary>
    public DataSource? Source { get; init; }

    /// <summary>True where the target is one of the accuracy, at least, instead of one of the loss, at most.</summary>
    public bool OnAccuracy { get; init; }

    /// <summary>Features of a sample.</summary>
    public int Features => Source?.Table.Features.Length ?? 2;

    /// <summary>The samples that are trained on.</summary>
    public DataSet Data() => Source is { } source
        ? DataSet.Draw(source.Table, Point.Samples, DataSeed, source.Scale)
        : DataSet.Create(Point.Pattern, Point.Samples, DataSeed);
}
