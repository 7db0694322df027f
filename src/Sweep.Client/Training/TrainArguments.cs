namespace Sweep.Client.Training;

/// <summary>The options of <c>sweep train</c> as written; null where not given.</summary>
internal sealed record TrainArguments(
    string? Pattern,
    string? LearningRate,
    string? Iterations,
    string? Samples,
    string? Hidden,
    string? DataSeed,
    string? InitSeed,
    string? Target,
    string? Repeat,
    string? Plot,
    string? Scale = null);
