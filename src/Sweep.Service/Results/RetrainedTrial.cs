using Sweep.Core.Analysis;
using Sweep.Core.Data;

namespace Sweep.Service.Results;

/// <summary>A trial of the perceptron that was trained again from its seeds, and what it then predicts.</summary>
public sealed record RetrainedTrial
{
    /// <summary>Whether losses and accuracy are those of its row, to the bit.</summary>
    public required bool IsAsStored { get; init; }

    /// <summary>Mean log loss of the last iteration, before its update.</summary>
    public required double FinalLoss { get; init; }

    /// <summary>Of all of its samples, predicted after the last update.</summary>
    public required Confusion Confusion { get; init; }

    /// <summary>The first of its samples, as many as a picture shows.</summary>
    public required DataSet Shown { get; init; }

    /// <summary>What is predicted of each of <see cref="Shown"/>.</summary>
    public required IReadOnlyList<PredictionKind> Kinds { get; init; }

    /// <summary>What each feature is called, with the scale that it was given.</summary>
    public required IReadOnlyList<string> Axes { get; init; }

    /// <summary>The probability of label 1 all over the plane; null where samples have other than two features.</summary>
    public PlaneGrid? Plane { get; init; }
}
