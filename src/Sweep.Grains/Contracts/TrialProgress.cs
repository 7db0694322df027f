namespace Sweep.Grains.Contracts;

/// <summary>A trial in training now.</summary>
/// <param name="Iteration">Iterations done.</param>
/// <param name="Iterations">Iterations planned.</param>
/// <param name="Loss">The objective after the last step, of the perceptron mostly the mean log loss; NaN before the first.</param>
[GenerateSerializer, Immutable, Alias("sweep.trial-progress")]
public sealed record TrialProgress(
    [property: Id(0)] long Number,
    [property: Id(1)] int Attempt,
    [property: Id(2)] int Iteration,
    [property: Id(3)] int Iterations,
    [property: Id(4)] double Loss);
