namespace Sweep.Service.Views;

/// <summary>A trial in training now.</summary>
public sealed record RunningTrial(long Number, int Attempt, int Iteration, int Iterations);
